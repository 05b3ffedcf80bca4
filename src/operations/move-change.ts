/** From one phase of a change to the next. */
import { type Failure, waitAsked } from "../failure.ts";
import { needsApproval } from "../policy/needs-approval.ts";
import { BUILD_FAILED } from "./assessment.ts";
import type {
  ChangeDecision,
  ChangeEffect,
  ChangeEnd,
  ChangeOperation,
  ChangePhase,
} from "./change-operation.ts";
import { pollDelayMs } from "./poll-schedule.ts";

export const stay = (operation: ChangeOperation): ChangeDecision => ({
  operation,
  effect: null,
  dueAt: null,
  refusal: null,
});

export const refuse = (operation: ChangeOperation, refusal: Failure): ChangeDecision => ({
  ...stay(operation),
  refusal,
});

export function enter(
  operation: ChangeOperation,
  phase: ChangePhase,
  now: number,
  next: { readonly effect?: ChangeEffect; readonly dueAt?: number },
): ChangeDecision {
  return {
    operation: { ...operation, phase, phaseSince: now },
    effect: next.effect ?? null,
    dueAt: next.dueAt ?? null,
    refusal: null,
  };
}

/** They say that nothing was changed. */
const WITHOUT_EFFECT: ReadonlySet<ChangeEnd> = new Set(["refused", "rejected", "expired", "cancelled"]);

/** After a call of which nobody knows whether it took effect, nobody can say that nothing was changed. */
export function end(operation: ChangeOperation, phase: ChangeEnd, now: number): ChangeDecision {
  if (WITHOUT_EFFECT.has(phase) && leavesAgent(operation)) return endUnbuilt(operation, phase, now);
  const isUnknown = operation.isDoubtful && WITHOUT_EFFECT.has(phase);
  const why = phase === "expired" ? null : operation.failure;
  return enter({ ...operation, failure: why }, isUnknown ? "lost" : phase, now, {});
}

/** An agent was made, and has no version: that is something, and what it lacks is a deployment. */
const leavesAgent = ({ plan, work }: ChangeOperation): boolean =>
  plan.call.kind === "source" && plan.call.region !== null && work !== null && work.agentId !== null;

function endUnbuilt(operation: ChangeOperation, why: ChangeEnd, now: number): ChangeDecision {
  const { failure } = operation;
  const said = failure?.kind === "platform-refused" ? failure.message : null;
  const lastLine = said ?? failure?.kind ?? why;
  const trouble = { reason: BUILD_FAILED, exitCode: null, restarts: null, lastLine, where: null };
  const assessment = { state: "failing", progress: { word: "", ready: null }, trouble } as const;
  return enter({ ...operation, assessment, failedAt: now }, "failed", now, {});
}

/** The first question ends so long after it was asked, whenever its card came: then the card says so from the start. */
export const expiryOf = ({ planNumber, startedAt, rule }: ChangeOperation, now: number): number =>
  (planNumber === 1 ? startedAt : now) + rule.expiresAfterMs;

/** The card is there, or Slack is too slow to wait for: people are asked, or it goes ahead. */
export function begin(operation: ChangeOperation, now: number): ChangeDecision {
  if (!needsApproval(operation)) return enter(operation, "approved", now, { dueAt: now });
  const expiresAt = expiryOf(operation, now);
  return enter({ ...operation, expiresAt }, "awaiting-approval", now, { dueAt: expiresAt });
}

/** A look that failed says nothing; the next one comes later. */
export function waitBlind(
  operation: ChangeOperation,
  failure: Failure,
  now: number,
  elapsedMs = 0,
): ChangeDecision {
  const failedPolls = operation.failedPolls + 1;
  const dueAt = now + Math.max(waitAsked(failure), pollDelayMs(elapsedMs, failedPolls));
  return { ...stay({ ...operation, failure, failedPolls }), dueAt };
}
