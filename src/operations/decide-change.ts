/**
 * The life of one change as a pure function: what is known, what just happened, what to do next. No I/O, no clock.
 *
 * The promise: the platform is called once, however often we are killed and however many people press. The intent
 * (`executing`) is stored before the call; whoever finds it without an answer looks first (judge-effect.ts says what
 * each call leaves behind), repeats the call only after proof that it took no effect, and asks a person where no look
 * can tell.
 */
import type { Failure, Result } from "../failure.ts";
import { isTransient, waitAsked } from "../failure.ts";
import type { ChangeReceipt } from "../platforms/change.ts";
import type { AgentStatus } from "../platforms/port.ts";
import { needsApproval } from "../policy/needs-approval.ts";
import { isUnchanged } from "./assess-change.ts";
import {
  type ChangeDecision,
  type ChangeEvent,
  type ChangeOperation,
  isChangeOver,
  type PlannedAgain,
  type RollbackOutcome,
} from "./change-operation.ts";
import { decideObserved } from "./decide-observed.ts";
import { decidePress } from "./decide-press.ts";
import { decideSessionsSeen, decideStopCalled, stoppedSessions } from "./decide-stop.ts";
import { judgeEffect } from "./judge-effect.ts";
import { begin, end, enter, stay } from "./move-change.ts";
import { pollDelayMs } from "./poll-schedule.ts";

/** An answer may still be under way this long after the call; a look before that would prove nothing. */
const SETTLE_MS = 3_000;
/** The platform may show what it accepted a little later: one look that finds nothing is no proof. */
const LOOKS_FOR_PROOF = 2;
/** How long the platform may be out of reach before the call; later nobody waits for it any more. */
const CALL_WITHIN_MS = 5 * 60_000;
const LOOK_WITHIN_MS = 10 * 60_000;
const MAX_CALLS = 3;
const RETRY_MS = 5_000;

/** The next state. An event that does not fit the state (late, doubled, out of order) changes nothing. */
export function decideChange(operation: ChangeOperation, event: ChangeEvent, now: number): ChangeDecision {
  const { phase } = operation;
  switch (event.type) {
    case "approve":
    case "reject":
    case "cancel":
    case "proceed":
    case "keep":
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
      return phase === "approved" ? decideChecked(operation, event.result, now) : stay(operation);
    case "called":
      return phase === "executing" ? decideCalled(operation, event.result, now) : stay(operation);
    case "looked":
      return phase === "executing" || phase === "unsure"
        ? decideLooked(operation, event.result, now)
        : stay(operation);
    case "observed":
      return phase === "observing" ? decideObserved(operation, event.result, now) : stay(operation);
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
    case "unproven":
    case "countdown":
      return decideDeadline(operation, operation.expiresAt ?? now, now);
    case "approved":
      return { operation, effect: "check", dueAt: null, refusal: null };
    case "executing":
    case "unsure": {
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
  if (operation.phase === "awaiting-approval") return end(operation, "expired", now);
  if (operation.phase === "unproven") return end({ ...operation, failure: null }, "lost", now);
  return { operation, effect: "roll-back", dueAt: null, refusal: null };
}

/** The plan as it would be made now. If it is another one, what was approved is void. */
function decideChecked(
  operation: ChangeOperation,
  result: Result<PlannedAgain>,
  now: number,
): ChangeDecision {
  if (!result.ok) return waitOrRefuse(operation, result.failure, now);
  const { plan, digest } = result.value;
  if (digest === operation.planDigest) {
    const calledAt = operation.calledAt ?? now;
    // What a look after a crash is compared with is how it was right before the call.
    const before = { ...operation.plan.before, isUpdating: plan.before.isUpdating };
    const called = {
      ...operation,
      plan: { ...operation.plan, before },
      calls: operation.calls + 1,
      calledAt,
      looks: 0,
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
  const moved = { ...operation, plan, planDigest: digest, planNumber, approvals: [], approvedAt: null };
  return begin({ ...moved, failure: null, failedPolls: 0 }, now);
}

function decideCalled(
  operation: ChangeOperation,
  result: Result<ChangeReceipt>,
  now: number,
): ChangeDecision {
  if (stoppedSessions(operation)) return decideStopCalled(operation, result, now);
  if (result.ok) return accept(operation, result.value, now);
  const { failure } = result;
  switch (failure.kind) {
    case "platform-unavailable":
    case "platform-unreadable":
      return enter({ ...operation, failure }, "unsure", now, { dueAt: now + SETTLE_MS });
    case "platform-rate-limited":
      // Provably not done; it may be made again, after another look at the plan.
      return operation.calls >= MAX_CALLS
        ? end({ ...operation, failure }, "refused", now)
        : waitOrRefuse(enter(operation, "approved", now, {}).operation, failure, now);
    default:
      return end({ ...operation, failure }, "refused", now);
  }
}

/** Before the call nothing has happened, so time is all that an unreachable platform costs. */
function waitOrRefuse(operation: ChangeOperation, failure: Failure, now: number): ChangeDecision {
  const since = operation.approvedAt ?? operation.startedAt;
  const dueAt = now + Math.max(RETRY_MS, waitAsked(failure));
  const failedPolls = operation.failedPolls + 1;
  if (!mayPass(failure, failedPolls) || dueAt >= since + CALL_WITHIN_MS) {
    return end({ ...operation, failure }, "refused", now);
  }
  return { operation: { ...operation, failure, failedPolls }, effect: null, dueAt, refusal: null };
}

/** LiveKit also answers a hiccup with an empty list, so an agent is gone only when it is missing twice. */
function mayPass(failure: Failure, attempts: number): boolean {
  if (failure.kind === "platform-not-found") return attempts < LOOKS_FOR_PROOF;
  return isTransient(failure) || failure.kind === "platform-unreadable";
}

/** LiveKit's status names no cause; the log does. What the platform said itself stands. */
function decideLogged(operation: ChangeOperation, lastLine: string | null): ChangeDecision {
  const { assessment } = operation;
  const trouble = assessment && "trouble" in assessment ? assessment.trouble : null;
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

function decideLooked(
  operation: ChangeOperation,
  result: Result<AgentStatus | null>,
  now: number,
): ChangeDecision {
  const outOfTime = now - operation.phaseSince >= LOOK_WITHIN_MS;
  if (!result.ok) {
    const blind = { ...operation, failure: result.failure, failedPolls: operation.failedPolls + 1 };
    if (outOfTime) return end(blind, "lost", now);
    const dueAt = now + Math.max(waitAsked(result.failure), pollDelayMs(0, blind.failedPolls));
    return { operation: blind, effect: null, dueAt, refusal: null };
  }
  const judgement = judgeEffect(operation.plan, result.value);
  const looks = operation.looks + 1;
  // That an agent is missing is seen twice before it counts, as below.
  const isSure = result.value !== null || looks >= LOOKS_FOR_PROOF;
  if (judgement.kind === "happened" && isSure) return accept(operation, judgement.receipt, now);
  if (looks < LOOKS_FOR_PROOF) {
    return { operation: { ...operation, looks }, effect: null, dueAt: now + SETTLE_MS, refusal: null };
  }
  if (judgement.kind === "unclear") return askPerson(operation, now);
  if (outOfTime || operation.calls >= MAX_CALLS) return end(operation, "refused", now);
  return enter({ ...operation, failedPolls: 0 }, "approved", now, { dueAt: now });
}

/** How long a person has to say what no look can tell. */
const DOUBT_MS = 24 * 60 * 60_000;

function askPerson(operation: ChangeOperation, now: number): ChangeDecision {
  const expiresAt = now + DOUBT_MS;
  return enter({ ...operation, expiresAt, isDoubtful: true }, "unproven", now, { dueAt: expiresAt });
}

function accept(operation: ChangeOperation, receipt: ChangeReceipt, now: number): ChangeDecision {
  const accepted = {
    ...operation,
    receipt,
    acceptedAt: now,
    isDoubtful: false,
    failure: null,
    failedPolls: 0,
  };
  if (isUnchanged(operation.plan, receipt)) return end(accepted, "unchanged", now);
  return enter(accepted, "observing", now, { dueAt: now + pollDelayMs(0, 0) });
}
