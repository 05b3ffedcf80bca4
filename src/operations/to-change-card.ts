/** The state of a change as its card shows it. */
import type { ChangeCard, ChangeProgress } from "../views/change-card.ts";
import { troubleOf } from "./assessment.ts";
import { agentOf, type ChangeOperation } from "./change-operation.ts";
import { mayHurry, undoesItself } from "./decide-observed.ts";
import { isWithoutEffect, mayStopWork } from "./decide-work.ts";
import { expiryOf } from "./move-change.ts";
import { readLiveKitBasis } from "./plan-basis.ts";

/** Enough of the plan's digest to tell two plans apart, short enough for a button. */
export const DIGEST_SHOWN = 12;

export function toChangeCard(operation: ChangeOperation): ChangeCard {
  const { id, request, askedBy, reason, startedAt, plan, planDigest, planNumber, rule } = operation;
  const { approvals, breakGlass, rollbackOf, approvedAt, calledAt, acceptedAt } = operation;
  return {
    id,
    request: { ...request, agent: agentOf(operation) },
    askedBy,
    reason,
    startedAt,
    plan,
    planDigest: planDigest.slice(0, DIGEST_SHOWN),
    planNumber,
    rule,
    approvals,
    breakGlass,
    rollbackOf,
    approvedAt,
    suppliedAt: operation.suppliedAt,
    calledAt,
    isDoubtful: operation.isDoubtful,
    acceptedAt,
    skippedLock: operation.skippedLock,
    failedAt: operation.failedAt,
    work: operation.work,
    isStoppable: operation.phase === "executing" && mayStopWork(operation),
    isWithoutEffect: operation.phase === "failed" && isWithoutEffect(operation),
    run: operation.run,
    ranAt: operation.ranAt,
    undoTo: undoTo(operation),
    otherSessions: operation.otherSessions,
    ...progressOf(operation),
  };
}

/** What was there before, of which only LiveKit has names that stay; null: that is for the platform's list to say. */
function undoTo({ plan, request }: ChangeOperation): string | null {
  if (plan.call.kind === "stop-sessions") return null;
  return request.agent.platform === "livekit" ? readLiveKitBasis(plan).version : null;
}

function progressOf(operation: ChangeOperation): ChangeProgress {
  const { phase, phaseSince: endedAt, assessment, failure, decidedBy, decision, expiresAt } = operation;
  const trouble = troubleOf(assessment);
  const progress = assessment && "progress" in assessment ? assessment.progress : null;
  switch (phase) {
    case "proposed":
      return { phase, expiresAt: expiryOf(operation, operation.startedAt) };
    case "approved":
    case "executing":
    case "unsure":
    case "unproven":
      return { phase };
    case "awaiting-approval":
    case "awaiting-values":
      return { phase, expiresAt: expiresAt ?? endedAt };
    case "observing":
      return {
        phase,
        assessment,
        pollFailure: operation.failedPolls > 0 ? failure : null,
        stillServing: operation.stillServing,
        rollbackAfterMs: undoesItself(operation) ? operation.rule.autoRollbackAfterMs : null,
        mayHurry: mayHurry(operation),
      };
    case "countdown":
      return { phase, rollbackAt: expiresAt ?? endedAt, trouble, stillServing: operation.stillServing };
    case "succeeded": {
      const asleep = assessment?.state === "complete" ? (assessment.asleep ?? []) : [];
      return { phase, endedAt, ...(asleep.length > 0 && { asleep }) };
    }
    case "expired":
      return { phase, endedAt };
    case "unchanged":
      return { phase, endedAt, warning: operation.receipt?.warning ?? null };
    case "failed":
      return {
        phase,
        endedAt,
        trouble,
        keptBy: decidedBy,
        rollbackId: operation.rollbackId,
        stuck: undoesItself(operation) ? failure : null,
        stillServing: operation.stillServing,
      };
    case "refused":
      return { phase, endedAt, failure };
    case "rejected":
      return { phase, endedAt, by: decidedBy ?? "", why: decision };
    case "cancelled":
      return { phase, endedAt, by: decidedBy ?? "", why: decision };
    case "superseded":
      return { phase, endedAt, by: operation.supersededBy ?? "" };
    case "timed-out":
      return { phase, endedAt, progress, trouble, stillServing: operation.stillServing };
    case "lost":
      return { phase, endedAt, failure, leftBy: decidedBy };
  }
}
