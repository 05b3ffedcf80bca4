/**
 * What a stop of sessions does where it differs from other changes. It is many calls, of which some may have been made
 * when it was cut; each may be made again, since a session that has ended is not missed. So nobody ever has to be asked:
 * a look says which of them still go on, and those are stopped once more.
 */
import { isTransient, type Result, waitAsked } from "../failure.ts";
import type { ChangeReceipt } from "../platforms/change.ts";
import type { LiveSessions, SessionKey } from "../platforms/sessions.ts";
import type { Assessment } from "./assessment.ts";
import type { ChangeDecision, ChangeOperation } from "./change-operation.ts";
import { accept, MAX_CALLS, SETTLE_MS } from "./decide-call.ts";
import { end, enter, stay, waitBlind } from "./move-change.ts";
import { FOLLOW_MS, pollDelayMs } from "./poll-schedule.ts";

const LOOK_WITHIN_MS = 10 * 60_000;

/** What the plan ends; null for every other change. */
export const stoppedSessions = ({ plan }: Pick<ChangeOperation, "plan">): readonly SessionKey[] | null =>
  plan.call.kind === "stop-sessions" ? plan.call.sessions : null;

/** The answer to the calls. A refusal means that none of them was carried out, unless an earlier round was. */
export function decideStopCalled(
  operation: ChangeOperation,
  result: Result<ChangeReceipt>,
  now: number,
): ChangeDecision {
  if (result.ok) return accept(operation, result.value, now);
  const { failure } = result;
  if (isTransient(failure) || failure.kind === "platform-unreadable") {
    const dueAt = now + Math.max(SETTLE_MS, waitAsked(failure));
    return enter({ ...operation, failure }, "unsure", now, { dueAt });
  }
  return operation.calls > 1
    ? accept({ ...operation, failure }, NOTHING_SAID, now)
    : end({ ...operation, failure }, "refused", now);
}

/** Which of the plan's sessions still go on: after a crash or a call without an answer, and until all have ended. */
export function decideSessionsSeen(
  operation: ChangeOperation,
  result: Result<LiveSessions>,
  now: number,
): ChangeDecision {
  const { phase } = operation;
  const isFollowed = phase === "observing";
  if (!isFollowed && phase !== "executing" && phase !== "unsure") return stay(operation);
  const since = isFollowed ? (operation.acceptedAt ?? operation.phaseSince) : operation.phaseSince;
  const outOfTime = now - since >= (isFollowed ? FOLLOW_MS["stop-sessions"] : LOOK_WITHIN_MS);
  // A look that failed says nothing about the sessions.
  if (!result.ok)
    return outOfTime
      ? end({ ...operation, failure: result.failure }, "lost", now)
      : waitBlind(operation, result.failure, now, now - since);

  const seen = note(operation, result.value);
  if (result.value.live.length === 0) {
    return end({ ...seen, acceptedAt: seen.acceptedAt ?? now }, "succeeded", now);
  }
  if (!isFollowed) {
    // From here on nobody can say that nothing was changed.
    return operation.calls >= MAX_CALLS
      ? accept(seen, NOTHING_SAID, now)
      : enter({ ...seen, isDoubtful: true }, "approved", now, { dueAt: now });
  }
  if (outOfTime) return end(seen, "timed-out", now);
  return { ...stay(seen), dueAt: now + pollDelayMs(now - since, 0) };
}

const NOTHING_SAID: ChangeReceipt = { deploymentId: null, warning: null };

/** Gives the same object back where nothing is new. */
function note(operation: ChangeOperation, { live, others }: LiveSessions): ChangeOperation {
  const of = stoppedSessions(operation)?.length ?? 0;
  const assessment: Assessment =
    live.length === 0
      ? { state: "complete" }
      : {
          state: "working",
          progress: { word: "", ready: { count: of - live.length, of, what: "ended" } },
          trouble: null,
        };
  const isNews =
    others !== operation.otherSessions ||
    operation.failedPolls > 0 ||
    JSON.stringify(assessment) !== JSON.stringify(operation.assessment);
  return isNews
    ? { ...operation, assessment, otherSessions: others, failedPolls: 0, failure: null }
    : operation;
}
