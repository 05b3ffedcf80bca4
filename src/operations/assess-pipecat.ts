/**
 * What one look at an agent on Pipecat Cloud says about a change. Sources are named at each rule: REST is the REST
 * reference, CLI and GHA are the platform's own clients, which both fail a deployment by `errors`.
 */
import type { AgentUpdate, ChangeReceipt } from "../platforms/change.ts";
import type { PipecatAgentStatus, PipecatRevision } from "../platforms/port.ts";
import type { Assessment, Progress, Trouble } from "./assessment.ts";
import type { ChangePlan } from "./change-plan.ts";
import { diffScaling, isScalingOnly } from "./deployment-settings.ts";
import { lastTellingLine } from "./last-telling-line.ts";
import { readPipecatBasis } from "./plan-basis.ts";

/** So long the platform may take to pick up a deployment; the errors of the one before stand until then. */
const STALE_ERROR_MS = 60_000;

export function assessPipecat(
  plan: ChangePlan,
  receipt: ChangeReceipt,
  status: PipecatAgentStatus,
  elapsedMs: number,
): Assessment {
  // A deletion ends with the agent's absence; while it is there the platform has no word for it.
  if (plan.call.kind === "delete")
    return { state: "working", progress: describeProgress(status), trouble: null };
  const update = "update" in plan.call ? plan.call.update : {};
  if (plan.call.kind === "workflow" && receipt.deploymentId === null)
    return { state: "working", progress: { word: "no new deployment yet", ready: null }, trouble: null };
  if (isScalingOnly(update) && hasScaled(update, status)) return { state: "complete" };

  const target = receipt.deploymentId ?? status.desiredDeploymentId;
  const desired = status.desiredDeploymentId;
  if (desired !== null && desired !== target && desired !== readPipecatBasis(plan).desiredDeploymentId) {
    return { state: "superseded", by: desired };
  }
  const isPickedUp = status.reconciledDeploymentId === target;
  const current = status.current?.deploymentId === target ? status.current : null;
  const progress = describeProgress(status);
  const hasErrors = status.errors.length > 0 && (isPickedUp || !mayBeStale(status, elapsedMs));
  if (hasErrors || current?.phase === "Failed" || isHopeless(current)) {
    return { state: "failing", progress, trouble: describeTrouble(status, current) };
  }
  if (!isScalingOnly(update) && isPickedUp && desired === target && status.ready && status.available) {
    return { state: "complete" };
  }
  const trouble = isInTrouble(status, current) ? describeTrouble(status, current) : null;
  return { state: "working", progress, trouble };
}

/**
 * Scaling. There is no route of its own and no new deployment; an accepting answer means accepted (docs on scaling). It
 * is done when the bounds are as asked and, if a minimum was asked, so many replicas are ready, which takes about half a
 * minute. Scaled to zero is done with none: replicas are never asked for otherwise, since an idle agent has none and is
 * ready all the same (REST, `ready`).
 */
function hasScaled({ scaling }: AgentUpdate, status: PipecatAgentStatus): boolean {
  const replicas = status.current?.readyReplicas ?? 0;
  return diffScaling(status.scaling, scaling).length === 0 && replicas >= (scaling?.min ?? 0);
}

/**
 * `errors` fail a deployment (CLI and GHA: at once). Until the platform has picked up the new one the list may still be
 * that of the one before, if that is broken: it is what people roll back from.
 */
function mayBeStale({ current }: PipecatAgentStatus, elapsedMs: number): boolean {
  const worked = current?.phase === "Active" && current.health?.ready !== false;
  return !worked && elapsedMs < STALE_ERROR_MS;
}

/**
 * Early signs, which may pass (REST, RevisionHealth): a crash loop, an image that cannot be pulled, a fault of the
 * platform. A program that has crashed and runs for the moment, until it crashes again, is in trouble all the while.
 */
function isInTrouble({ health }: PipecatAgentStatus, current: PipecatRevision | null): boolean {
  if (!current) return false;
  const hasCrashed =
    current.health !== null && !current.health.ready && current.health.lastTerminationReason !== null;
  return health === "failed" || current.infrastructureIssue || hasCrashed;
}

/** The platform goes on trying for ever; whoever waits for a deployment does not. */
const HOPELESS_RESTARTS = 5;

const isHopeless = (current: PipecatRevision | null): boolean =>
  current?.health?.ready === false &&
  current.readyReplicas === 0 &&
  current.health.restarts >= HOPELESS_RESTARTS;

function describeTrouble({ errors }: PipecatAgentStatus, current: PipecatRevision | null): Trouble {
  const [error] = errors;
  const health = current?.health ?? null;
  return {
    reason: error?.code || nameReason(current),
    exitCode: health?.lastExitCode ?? null,
    restarts: health?.restarts ?? null,
    lastLine: lastTellingLine(error?.message || null) ?? lastTellingLine(health?.message ?? null),
    where: null,
  };
}

/** `CrashLoopBackOff` only says that it happens again and again; under it is the cause, `OOMKilled` for one. */
function nameReason(current: PipecatRevision | null): string {
  const { reason = null, lastTerminationReason: cause = null } = current?.health ?? {};
  const name =
    cause !== null && cause !== "Error" && reason === "CrashLoopBackOff" ? cause : (reason ?? cause);
  if (name) return name;
  return current?.infrastructureIssue ? "infrastructure issue" : (current?.phase ?? "error");
}

/** The phase of the newest revision, once the platform has picked up what is wanted. */
function describeProgress(status: PipecatAgentStatus): Progress {
  const { current, desiredDeploymentId, reconciledDeploymentId, scaling } = status;
  if (desiredDeploymentId !== reconciledDeploymentId) return { word: "not begun yet", ready: null };
  const of = scaling?.min ?? 0;
  const ready = current && of > 0 ? { count: Math.min(current.readyReplicas, of), of } : null;
  return { word: current?.phase || "no phase", ready };
}
