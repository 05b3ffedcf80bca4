/**
 * The life of one change as a pure function: what is known, what just happened, what to do next. No I/O, no clock.
 *
 * The promise: the platform is called once, however often we are killed and however many people press. The intent
 * (`executing`) is stored before the call; whoever finds it without an answer looks first (judge-effect.ts says what
 * each call leaves behind), repeats the call only after proof that it took no effect, and asks a person where no look
 * can tell.
 */
import { waitAsked } from "../failure.ts";
import { needsApproval } from "../policy/needs-approval.ts";
import { troubleOf } from "./assessment.ts";
import { awaitValues, awaitValuesAgain, isCovered, needsValues } from "./await-values.ts";
import {
  type ChangeDecision,
  type ChangeEvent,
  type ChangeOperation,
  isChangeOver,
  type RollbackOutcome,
  type Seen,
} from "./change-operation.ts";
import type { PlanRemark } from "./change-plan.ts";
import {
  accept,
  askPerson,
  CALL_WITHIN_MS,
  decideCalled,
  LOOKS_FOR_PROOF,
  MAX_CALLS,
  mayPass,
  RETRY_MS,
  SETTLE_MS,
  waitOrRefuse,
} from "./decide-call.ts";
import { decideObserved } from "./decide-observed.ts";
import { decidePress } from "./decide-press.ts";
import { decideFollowed } from "./decide-run.ts";
import { decideSessionsSeen, decideStopCalled, stoppedSessions } from "./decide-stop.ts";
import { decideBuildLooked, decideSought, decideWorked, isMadeInStages } from "./decide-work.ts";
import { judgeEffect } from "./judge-effect.ts";
import { begin, end, enter, stay, waitBlind } from "./move-change.ts";
import { beginWork } from "./source-work.ts";

const LOOK_WITHIN_MS = 10 * 60_000;

/** The next state. An event that does not fit the state (late, doubled, out of order) changes nothing. */
export function decideChange(operation: ChangeOperation, event: ChangeEvent, now: number): ChangeDecision {
  const { phase } = operation;
  switch (event.type) {
    case "approve":
    case "reject":
    case "cancel":
    case "proceed":
    case "keep":
    case "supply":
      return decidePress(operation, event, now);
    case "announced":
      return phase === "proposed" ? begin(operation, now) : stay(operation);
    case "unannounceable":
      // Nobody will ever see the question.
      return phase === "proposed" || phase === "awaiting-approval"
        ? end({ ...operation, failure: event.failure }, "refused", now)
        : stay(operation);
    case "due":
      return isChangeOver(operation) ? stay(operation) : decideDue(operation, now);
    case "checked":
      return phase === "approved" ? decideChecked(operation, event, now) : stay(operation);
    case "called":
      if (phase !== "executing") return stay(operation);
      return stoppedSessions(operation)
        ? decideStopCalled(operation, event.result, now)
        : decideCalled(operation, event.result, now);
    case "looked":
      return phase === "executing" || phase === "unsure"
        ? decideLooked(operation, event, now)
        : stay(operation);
    case "observed":
      return phase === "observing" ? decideObserved(operation, event, now) : stay(operation);
    case "worked":
      return phase === "executing" ? decideWorked(operation, event.report, now) : stay(operation);
    case "sought":
      return phase === "unsure" ? decideSought(operation, event.result, now) : stay(operation);
    case "followed":
      return decideFollowed(operation, event.result, now);
    case "sessions-seen":
      return decideSessionsSeen(operation, event.result, now);
    case "logged":
      return decideLogged(operation, event.lastLine);
    case "rolled-back":
      return phase === "countdown" ? decideRolledBack(operation, event.outcome, now) : stay(operation);
  }
}

function decideDue(operation: ChangeOperation, now: number): ChangeDecision {
  switch (operation.phase) {
    case "proposed":
      return begin(operation, now);
    case "awaiting-approval":
    case "awaiting-values":
    case "unproven":
    case "countdown":
      return decideDeadline(operation, operation.expiresAt ?? now, now);
    case "approved":
      return { operation, effect: "check", dueAt: null, refusal: null };
    case "executing":
    case "unsure": {
      if (operation.phase === "executing" && isMadeInStages(operation))
        return { operation, effect: "work", dueAt: null, refusal: null };
      // No look tells: the time of a secret moves at every deployment (livekit/livekit#4082), its value is never shown.
      if (needsValues(operation.plan)) return awaitValuesAgain(operation, now);
      const settledAt = operation.phaseSince + SETTLE_MS;
      return now < settledAt
        ? { ...stay(operation), dueAt: settledAt }
        : { operation, effect: "look", dueAt: null, refusal: null };
    }
    default:
      return { operation, effect: "observe", dueAt: null, refusal: null };
  }
}

/** Nobody decided in time: a question expires, a doubt stays one, a countdown ends in the rollback. */
function decideDeadline(operation: ChangeOperation, deadline: number, now: number): ChangeDecision {
  if (now < deadline) return { ...stay(operation), dueAt: deadline };
  if (operation.phase === "awaiting-approval" || operation.phase === "awaiting-values")
    return end(operation, "expired", now);
  if (operation.phase === "unproven") return end({ ...operation, failure: null }, "lost", now);
  return { operation, effect: "roll-back", dueAt: null, refusal: null };
}

/** The plan as it would be made now. If it is another one, what was approved is void. */
function decideChecked(
  operation: ChangeOperation,
  { result, hasValues = false }: Extract<ChangeEvent, { type: "checked" }>,
  now: number,
): ChangeDecision {
  if (!result.ok) return waitOrRefuse(operation, result.failure, now);
  const { plan, digest } = result.value;
  if (digest === operation.planDigest || isCovered(operation, plan)) {
    if (needsValues(operation.plan) && !hasValues) return awaitValues(operation, now);
    const calledAt = operation.calledAt ?? now;
    // What a look after a crash is compared with is how it was right before the call.
    const { isUpdating, known = [] } = plan.before;
    const before = { ...operation.plan.before, isUpdating, known };
    const isMove = ({ kind }: PlanRemark) => kind === "branch-moved";
    const remarks = [
      ...operation.plan.remarks.filter((remark) => !isMove(remark)),
      ...plan.remarks.filter(isMove),
    ];
    const called = {
      ...operation,
      plan: { ...operation.plan, before, remarks },
      calls: operation.calls + 1,
      calledAt,
      looks: 0,
      // Of what was begun in vain only the agent stays, which was made for it.
      work: operation.work?.agentId ? beginWork(operation.work.agentId, now) : null,
      failedPolls: 0,
    };
    return enter(called, "executing", now, { effect: "call" });
  }
  // Nobody would see the new plan before it is carried out.
  if (!needsApproval(operation)) {
    return end(
      { ...operation, failure: { kind: "plan-changed", operationId: operation.id } },
      "refused",
      now,
    );
  }
  const planNumber = operation.planNumber + 1;
  const moved = {
    ...operation,
    plan,
    planDigest: digest,
    planNumber,
    approvals: [],
    approvedAt: null,
    suppliedAt: null,
  };
  return begin({ ...moved, failure: null, failedPolls: 0 }, now);
}

/** LiveKit's status names no cause; the log does. What the platform said itself stands. */
function decideLogged(operation: ChangeOperation, lastLine: string | null): ChangeDecision {
  const { assessment } = operation;
  const trouble = troubleOf(assessment);
  if (assessment?.state !== "failing" || !trouble || trouble.lastLine !== null || lastLine === null)
    return stay(operation);
  return stay({ ...operation, assessment: { ...assessment, trouble: { ...trouble, lastLine } } });
}

/** What undoes the failure has begun, is not needed any more, or cannot be begun: then it is tried for a while. */
function decideRolledBack(operation: ChangeOperation, outcome: RollbackOutcome, now: number): ChangeDecision {
  switch (outcome.kind) {
    case "begun":
      return end({ ...operation, rollbackId: outcome.rollbackId }, "failed", now);
    case "overtaken":
      return end({ ...operation, supersededBy: outcome.by }, "superseded", now);
    case "failed": {
      const { failure } = outcome;
      const isLate = now >= (operation.expiresAt ?? now) + CALL_WITHIN_MS;
      const failedPolls = operation.failedPolls + 1;
      if (!mayPass(failure, failedPolls) || isLate) return end({ ...operation, failure }, "failed", now);
      const dueAt = now + Math.max(RETRY_MS, waitAsked(failure));
      return { ...stay({ ...operation, failedPolls }), dueAt };
    }
  }
}

function decideLooked(operation: ChangeOperation, seen: Seen, now: number): ChangeDecision {
  if (isMadeInStages(operation)) return decideBuildLooked(operation, seen, now);
  const { result, stock = null } = seen;
  const outOfTime = now - operation.phaseSince >= LOOK_WITHIN_MS;
  if (!result.ok) {
    return outOfTime
      ? end({ ...operation, failure: result.failure }, "lost", now)
      : waitBlind(operation, result.failure, now);
  }
  const judgement = judgeEffect(operation.plan, result.value, stock);
  const looks = operation.looks + 1;
  // That something is missing is seen twice before it counts, as below.
  const isSure = operation.plan.call.kind !== "delete" || looks >= LOOKS_FOR_PROOF;
  if (judgement.kind === "happened" && isSure) return accept(operation, judgement.receipt, now);
  if (looks < LOOKS_FOR_PROOF) {
    return { operation: { ...operation, looks }, effect: null, dueAt: now + SETTLE_MS, refusal: null };
  }
  if (judgement.kind === "unclear") return askPerson(operation, now);
  if (outOfTime || operation.calls >= MAX_CALLS) return end(operation, "refused", now);
  return enter({ ...operation, failedPolls: 0 }, "approved", now, { dueAt: now });
}
