import type { Agent, Condition, Deployment } from "../organization.ts";
import { crashLoopAfter } from "./crash-loop.ts";
import { conditionAt, isHealthyAt, scheduledAt } from "./life-cycle.ts";

/** RevisionHealth of the REST reference; absent fields are left out on the wire. */
export interface RevisionHealth {
  readonly ready: boolean;
  readonly state: "running" | "waiting" | "terminated";
  /** Over all replicas. */
  readonly restartCount: number;
  readonly replicasStarted: number;
  readonly reason?: string;
  readonly lastExitCode?: number;
  readonly lastTerminationReason?: string;
  readonly message?: string;
}

/** Restarts of one replica and its last exit up to a time, whatever happened before. */
export function historyAt(
  deployment: Deployment,
  at: number,
): { readonly restarts: number; readonly exit: Condition["exitBefore"] } {
  const { trouble, isGivenUp, since, restartsBefore, exitBefore } = conditionAt(deployment, at);
  const scheduled = scheduledAt(deployment);
  if (trouble?.kind !== "crash" || isGivenUp || scheduled === null) {
    return { restarts: restartsBefore, exit: exitBefore };
  }
  const loop = crashLoopAfter(at - Math.max(since, scheduled));
  const exit = loop.crashesAtMs.length > 0 ? { code: trouble.exitCode, reason: trouble.reason } : exitBefore;
  return { restarts: restartsBefore + loop.restarts, exit };
}

/** The health of a revision; null as long as, or whenever, no replica of it has been started. */
export function healthAt(
  agent: Agent,
  deployment: Deployment,
  readyReplicas: number,
  at: number,
): RevisionHealth | null {
  const scheduled = scheduledAt(deployment);
  if (scheduled === null || at < scheduled) return null;
  const isReady = isHealthyAt(deployment, at);
  if (isReady && readyReplicas === 0) return null;
  const replicasStarted = isReady ? readyReplicas : Math.max(1, agent.scaling.minReplicas);
  const { restarts, exit } = historyAt(deployment, at);
  return {
    ready: isReady,
    restartCount: restarts * replicasStarted,
    replicasStarted,
    ...(exit ? { lastExitCode: exit.code, lastTerminationReason: exit.reason } : {}),
    ...stateFields(conditionAt(deployment, at), scheduled, exit !== null, at),
  };
}

/** State, reason and message; a program that has not crashed yet has nothing to say. */
function stateFields(
  { trouble, since, isGivenUp }: Condition,
  scheduled: number,
  hasCrashed: boolean,
  at: number,
): Pick<RevisionHealth, "state" | "reason" | "message"> {
  if (trouble?.kind === "image-pull") {
    return { state: "waiting", reason: "ImagePullBackOff", message: trouble.message };
  }
  if (trouble?.kind !== "crash") return { state: "running" };
  const message = hasCrashed ? { message: trouble.message } : {};
  const state = isGivenUp ? "terminated" : crashLoopAfter(at - Math.max(since, scheduled)).state;
  switch (state) {
    case "running":
      return { state, ...message };
    case "terminated":
      return { state, reason: trouble.reason, message: trouble.message };
    case "waiting":
      return { state, reason: "CrashLoopBackOff", ...message };
  }
}
