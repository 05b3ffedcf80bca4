/** What the answer to a call means: accepted, refused, provably not done, or nobody knows. */
import type { Failure, Result } from "../failure.ts";
import { isTransient, waitAsked } from "../failure.ts";
import type { ChangeReceipt } from "../platforms/change.ts";
import { isUnchanged } from "./assess-change.ts";
import { awaitValuesAgain, needsValues } from "./await-values.ts";
import type { ChangeDecision, ChangeOperation } from "./change-operation.ts";
import { end, enter } from "./move-change.ts";
import { pollDelayMs } from "./poll-schedule.ts";

/** An answer may still be under way this long after the call; a look before that would prove nothing. */
export const SETTLE_MS = 3_000;
/** The platform may show what it accepted a little later: one look that finds nothing is no proof. */
export const LOOKS_FOR_PROOF = 2;
/** How long the platform may be out of reach before the call; later nobody waits for it any more. */
export const CALL_WITHIN_MS = 5 * 60_000;
export const MAX_CALLS = 3;
export const RETRY_MS = 5_000;

export function decideCalled(
  operation: ChangeOperation,
  result: Result<ChangeReceipt>,
  now: number,
): ChangeDecision {
  if (result.ok) return accept(operation, result.value, now);
  const { failure } = result;
  switch (failure.kind) {
    case "platform-unavailable":
    case "platform-unreadable":
      return needsValues(operation.plan)
        ? awaitValuesAgain({ ...operation, failure }, now)
        : enter({ ...operation, failure, isDoubtful: mayBePartial(operation) }, "unsure", now, {
            dueAt: now + SETTLE_MS,
          });
    case "platform-rate-limited":
      return callAgain(operation, failure, now);
    default:
      return end({ ...operation, failure }, "refused", now);
  }
}

/** Secrets are many calls on Pipecat: what was cut off may be done in part. */
const mayBePartial = ({ isDoubtful, plan }: ChangeOperation): boolean =>
  isDoubtful || plan.call.kind === "secrets";

/** Provably not done; it may be made again, after another look at the plan. */
export function callAgain(operation: ChangeOperation, failure: Failure, now: number): ChangeDecision {
  return operation.calls >= MAX_CALLS
    ? end({ ...operation, failure }, "refused", now)
    : waitOrRefuse(enter(operation, "approved", now, {}).operation, failure, now);
}

/** Before the call nothing has happened, so time is all that an unreachable platform costs. */
export function waitOrRefuse(operation: ChangeOperation, failure: Failure, now: number): ChangeDecision {
  const since = operation.suppliedAt ?? operation.approvedAt ?? operation.startedAt;
  const dueAt = now + Math.max(RETRY_MS, waitAsked(failure));
  const failedPolls = operation.failedPolls + 1;
  if (!mayPass(failure, failedPolls) || dueAt >= since + CALL_WITHIN_MS) {
    return end({ ...operation, failure }, "refused", now);
  }
  return { operation: { ...operation, failure, failedPolls }, effect: null, dueAt, refusal: null };
}

/** LiveKit also answers a hiccup with an empty list, so an agent is gone only when it is missing twice. */
export function mayPass(failure: Failure, attempts: number): boolean {
  if (failure.kind === "platform-not-found") return attempts < LOOKS_FOR_PROOF;
  return isTransient(failure) || failure.kind === "platform-unreadable";
}

/** How long a person has to say what no look can tell. */
const DOUBT_MS = 24 * 60 * 60_000;

export function askPerson(operation: ChangeOperation, now: number): ChangeDecision {
  const expiresAt = now + DOUBT_MS;
  return enter({ ...operation, expiresAt, isDoubtful: true }, "unproven", now, { dueAt: expiresAt });
}

export function accept(operation: ChangeOperation, receipt: ChangeReceipt, now: number): ChangeDecision {
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
