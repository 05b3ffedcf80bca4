import type { Failure } from "../failure.ts";
import type { AcquireOutcome } from "./agent-outcome.ts";
import type { ChangeOperation } from "./change-operation.ts";

/** Why an agent cannot be had for this operation; `link` leads to the card of the one that has it. */
export function explainAcquireFailure(
  outcome: Exclude<AcquireOutcome, { kind: "acquired" }>,
  { request: { agent } }: ChangeOperation,
  link: string | null,
): Failure {
  if (outcome.kind === "locked") return { kind: "agent-locked", agent, ...outcome.lock };
  const { holder } = outcome;
  return { kind: outcome.kind === "busy" ? "agent-busy" : "already-asked", agent, ...holder, link };
}
