import type { Spending } from "./supply-schemas.ts";

/** The spending with other amounts from `at` on; it is blocked from the moment at which the limit is reached. */
export function changeSpending(
  before: Spending,
  change: Partial<Pick<Spending, "limitCents" | "currentCents">>,
  at: number,
): Spending {
  const { limitCents, currentCents, blockedAt } = { ...before, ...change };
  const isBlocked = limitCents !== null && currentCents >= limitCents;
  return { limitCents, currentCents, blockedAt: isBlocked ? (blockedAt ?? at) : null };
}
