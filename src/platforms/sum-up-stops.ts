import { fail, isTransient, type Result, succeed } from "../failure.ts";
import type { ChangeReceipt } from "./change.ts";

/**
 * One answer for the stops of several sessions. Where one of them has no clear answer the whole has none, and is looked
 * at and made again: a stop may be repeated. A refusal counts only if there is nothing but refusals.
 */
export function sumUpStops(outcomes: readonly Result<unknown>[]): Result<ChangeReceipt> {
  const failures = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.failure]));
  const unclear = failures.find((failure) => isTransient(failure) || failure.kind === "platform-unreadable");
  const [refused] = failures;
  if (unclear) return fail(unclear);
  if (refused && failures.length === outcomes.length) return fail(refused);
  return succeed({ deploymentId: null, warning: null });
}
