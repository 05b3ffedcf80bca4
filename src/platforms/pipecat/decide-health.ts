/** The colour of a Pipecat agent; the platform gives flags, ids and phases, but no one word. */
import type { Health, PipecatAgentStatus, PipecatRevision } from "../port.ts";

export type HealthFacts = Pick<
  PipecatAgentStatus,
  | "ready"
  | "available"
  | "activeSessions"
  | "desiredDeploymentId"
  | "reconciledDeploymentId"
  | "current"
  | "errors"
>;

const PHASES = new Set(["Creating", "Validating", "Active", "Draining", "Failed"]);

/** Reasons that do not pass by themselves, as Kubernetes words them. */
const FAILURE_REASONS = new Set([
  "CrashLoopBackOff",
  "CreateContainerConfigError",
  "CreateContainerError",
  "ErrImagePull",
  "Error",
  "ImagePullBackOff",
  "InvalidImageName",
  "OOMKilled",
  "RunContainerError",
]);

/**
 * In this order: what is reported as an error; a newer deployment that the platform has not picked up yet; a newest
 * revision that cannot start, even while the one before still takes calls; a phase that nobody has seen yet; and then
 * the flags. Both are true for an agent that is scaled to zero, so replicas alone never mean that something is wrong,
 * and both fall to false for seconds during a cold start, so false without a reason is not a failure.
 */
export function decideHealth(facts: HealthFacts): Health {
  const { ready, available, activeSessions, current } = facts;
  if (facts.errors.length > 0) return "failed";
  if (isWaitingForPlatform(facts)) return "working";
  if (current && isFailing(current)) return "failed";
  if (current?.phase && !PHASES.has(current.phase)) return "unknown";
  if (!ready || !available) return current || facts.desiredDeploymentId ? "working" : "unknown";
  return current?.readyReplicas === 0 && activeSessions === 0 ? "asleep" : "healthy";
}

/** An agent that is ready has been picked up, even if the platform does not say which deployment that was. */
const isWaitingForPlatform = ({ desiredDeploymentId, reconciledDeploymentId, ready }: HealthFacts): boolean =>
  desiredDeploymentId !== null &&
  (reconciledDeploymentId === null ? !ready : desiredDeploymentId !== reconciledDeploymentId);

/** While a replica of it serves, one that crashes beside it is no failure of the revision. */
const isFailing = ({ phase, readyReplicas, health, infrastructureIssue }: PipecatRevision): boolean =>
  phase === "Failed" ||
  (readyReplicas === 0 && (infrastructureIssue || (health !== null && isBroken(health))));

/** A program that was started again after a crash gives no reason until it crashes again; that it crashed is still told. */
const isBroken = ({
  ready,
  reason,
  lastTerminationReason,
}: NonNullable<PipecatRevision["health"]>): boolean =>
  !ready && (FAILURE_REASONS.has(reason ?? "") || lastTerminationReason !== null);
