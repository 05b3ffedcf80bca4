import type { ToldOperation } from "./read-operations.ts";
import type { Effect } from "./watch-effects.ts";

interface Room {
  readonly name: string;
  readonly dispatches: readonly unknown[];
}

/** Ends of which the cloud must have seen exactly one change; of one that was lost it has seen one or none. */
const DONE = ["succeeded", "unchanged", "failed", "timed-out", "superseded"];
const IN_DOUBT = "lost";
/** The agents of this project are changed without approval. */
const FREE_AGENTS = ["CA_s3MvB6kPn8Hu"];

/** The clouds saw what was approved and what the bot says it did: no more, and no less. */
export function findEffectViolations(
  operations: readonly ToldOperation[],
  effects: readonly Effect[],
  rooms: readonly Room[],
): string[] {
  const violations: string[] = [];
  for (const { id, outcome, approvals, calls, agent } of operations) {
    if (outcome === null) violations.push(`operation ${id} was lost: it has no end`);
    if (calls > 0 && approvals === 0 && !FREE_AGENTS.includes(agent))
      violations.push(`operation ${id} called ${agent} without an approval`);
  }
  for (const agent of new Set([...operations, ...effects].map((one) => one.agent))) {
    const own = operations.filter((operation) => operation.agent === agent);
    const least = own.filter(({ outcome }) => outcome !== null && DONE.includes(outcome)).length;
    const most = least + own.filter(({ outcome }) => outcome === IN_DOUBT).length;
    const seen = effects.filter((effect) => effect.agent === agent).length;
    if (seen < least || seen > most)
      violations.push(`${agent} was changed ${seen} times, and the bot tells of ${least} to ${most}`);
  }
  for (const { name, dispatches } of rooms) {
    if (name.startsWith("chaos-") && dispatches.length > 1)
      violations.push(`room ${name} has ${dispatches.length} dispatches`);
  }
  return violations;
}
