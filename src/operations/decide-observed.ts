/** What one look at the agent does to a change that is being followed. */
import type { AgentStatus } from "../platforms/port.ts";
import { assessChange } from "./assess-change.ts";
import { type Assessment, BUILD_FAILED, troubleOf } from "./assessment.ts";
import type { ChangeDecision, ChangeOperation, Seen } from "./change-operation.ts";
import { learnTarget } from "./learn-target.ts";
import { end, enter, waitBlind } from "./move-change.ts";
import { FOLLOW_MS, pollDelayMs } from "./poll-schedule.ts";
import { deploymentOf } from "./source-call.ts";

/** Two in a row: platforms are inconsistent for a moment, and one bad sample is no evidence. */
const EVIDENCE = 2;

/** Gives the same object back where nothing is new: then nothing has to be stored, and a poll costs one row. */
export function decideObserved(before: ChangeOperation, seen: Seen, now: number): ChangeDecision {
  const { result, built = null, stock = null } = seen;
  const operation = learnTarget(before, seen);
  const since = operation.ranAt ?? operation.acceptedAt ?? operation.phaseSince;
  const outOfTime = now - since >= FOLLOW_MS[operation.plan.call.kind];
  // A look that failed says nothing about the change.
  if (!result.ok)
    return outOfTime
      ? end({ ...operation, failure: result.failure }, "lost", now)
      : waitBlind(operation, result.failure, now, now - since);

  const receipt = operation.receipt ?? { deploymentId: null, warning: null };
  const assessment = built?.hasFailed
    ? NOT_BUILT
    : assessChange(operation.plan, receipt, since, result.value, now, stock);
  const noted = note(operation, assessment, result.value);
  switch (assessment.state) {
    case "complete":
      // A deletion is seen twice: a list that is empty for a moment is no proof.
      if (operation.plan.call.kind !== "delete" || noted.badSamples >= EVIDENCE)
        return end(noted, "succeeded", now);
      break;
    case "superseded":
      if (noted.badSamples >= EVIDENCE)
        return end({ ...noted, supersededBy: assessment.by }, "superseded", now);
      break;
    case "failing":
      // What was never built replaced nothing, so there is nothing to undo.
      if (noted.badSamples >= EVIDENCE)
        return built?.hasFailed ? end({ ...noted, failedAt: now }, "failed", now) : fail(noted, now);
      break;
    case "working":
      if (isLeftUnchanged(noted, now)) return end(noted, "unchanged", now);
      if (outOfTime) return end(noted, "timed-out", now);
  }
  return { operation: noted, effect: null, dueAt: now + pollDelayMs(now - since, 0), refusal: null };
}

const NOT_BUILT: Assessment = {
  state: "failing",
  progress: { word: BUILD_FAILED, ready: null },
  trouble: { reason: BUILD_FAILED, exitCode: null, restarts: null, lastLine: null, where: null },
};

/** A workflow may end well without having deployed anything. */
const NEW_WITHIN_MS = 3 * 60_000;

const isLeftUnchanged = ({ plan, ranAt, receipt }: ChangeOperation, now: number): boolean =>
  plan.call.kind === "workflow" &&
  ranAt !== null &&
  now - ranAt >= NEW_WITHIN_MS &&
  !receipt?.version &&
  !receipt?.deploymentId;

function note(
  operation: ChangeOperation,
  assessment: Assessment,
  status: AgentStatus | null,
): ChangeOperation {
  const isSame = operation.assessment?.state === assessment.state;
  const badSamples = assessment.state === "working" ? 0 : isSame ? operation.badSamples + 1 : 1;
  const stillServing = status?.platform === "pipecat" ? status.available : null;
  const isNews =
    badSamples !== operation.badSamples ||
    stillServing !== operation.stillServing ||
    operation.failedPolls > 0 ||
    JSON.stringify(assessment) !== JSON.stringify(operation.assessment);
  if (!isNews) return operation;
  return { ...operation, assessment, badSamples, stillServing, failedPolls: 0, failure: null };
}

/** Whether policy undoes it when it fails. What undoes something is never undone itself. */
export const undoesItself = ({ rule, request, plan, rollbackOf }: ChangeOperation): boolean =>
  rule.autoRollbackAfterMs !== null &&
  request.asked.verb === "deploy" &&
  // A rollback concerns production alone.
  deploymentOf(plan.call) === null &&
  rollbackOf === null;

/** Who sees that it does not recover need not wait for the proof: policy undoes it either way. */
export const mayHurry = (operation: ChangeOperation): boolean =>
  operation.phase === "observing" && undoesItself(operation) && troubleOf(operation.assessment) !== null;

/** There is a while in which somebody may say no. */
function fail(seen: ChangeOperation, now: number): ChangeDecision {
  const operation = { ...seen, failedAt: now };
  if (!undoesItself(operation)) return end(operation, "failed", now);
  const expiresAt = now + (operation.rule.autoRollbackAfterMs ?? 0);
  return enter({ ...operation, expiresAt }, "countdown", now, { dueAt: expiresAt });
}
