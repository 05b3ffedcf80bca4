import type { Failure } from "../failure.ts";
import type { AcquireOutcome } from "./agent-outcome.ts";
import type { ChangeOperation } from "./change-operation.ts";

/** Why an agent cannot be had for this operation; `link` leads to the card of the one that has it. */
export function explainAcquireFailure(
  outcome: Exclude<AcquireOutcome, { kind: "acquired" }>,
  { request: { agent }, askedBy }: ChangeOperation,
  link: string | null,
): Failure {
  if (outcome.kind === "locked") return { kind: "agent-locked", agent, ...outcome.lock };
  const { holder } = outcome;
  if (outcome.kind === "repeated") return { kind: "already-asked", agent, ...holder, link };
  const { phase = null } = outcome;
  return { kind: "agent-busy", agent, ...holder, link, phase, isOwn: holder.by === askedBy };
}
