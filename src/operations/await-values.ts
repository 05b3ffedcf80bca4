/**
 * Values of secrets are kept nowhere: they are in the form, in memory, and in the one call. So a change that has none,
 * any more or yet, waits until who asked for it has entered them. To set the same secrets again is harmless.
 */
import type { ChangeDecision, ChangeOperation, ChangePhase } from "./change-operation.ts";
import type { ChangePlan } from "./change-plan.ts";
import { enter } from "./move-change.ts";

/** Longer nobody keeps an agent for themselves. */
const VALUES_WITHIN_MS = 60 * 60_000;

/** Whether the call writes secrets; to remove some takes no values, and a look tells whether they are gone. */
export const needsValues = ({ call }: Pick<ChangePlan, "call">): boolean =>
  call.kind === "secrets" && call.write.length > 0;

export function awaitValues(operation: ChangeOperation, now: number): ChangeDecision {
  const expiresAt = now + VALUES_WITHIN_MS;
  return enter({ ...operation, expiresAt, failedPolls: 0 }, "awaiting-values", now, { dueAt: expiresAt });
}

/** The call was made, or was about to be, and nobody knows whether the values arrived. */
export const awaitValuesAgain = (operation: ChangeOperation, now: number): ChangeDecision =>
  awaitValues({ ...operation, isDoubtful: true }, now);

/** From the moment on that they are entered until the call has been made. */
export const mayHoldValues = (phase: ChangePhase): boolean =>
  phase === "proposed" || phase === "approved" || phase === "executing";

/**
 * Whether what is to be done now is what was approved, or the rest of it after a call of ours that may have taken
 * effect: the same names are written, and none goes that was not to go.
 */
export function isCovered({ plan: approved, calls }: ChangeOperation, plan: ChangePlan): boolean {
  const [before, after] = [approved.call, plan.call];
  if (calls === 0 || before.kind !== "secrets" || after.kind !== "secrets") return false;
  const names = (call: typeof before) => call.write.map(({ name }) => name).join("/");
  return names(before) === names(after) && after.remove.every((name) => before.remove.includes(name));
}
