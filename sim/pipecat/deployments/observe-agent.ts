import { type Agent, type Deployment, desiredDeployment } from "../organization.ts";
import {
  activatedAt,
  conditionAt,
  isHealthyAt,
  type Phase,
  phaseAt,
  reconciledAt,
  scheduledAt,
} from "./life-cycle.ts";
import { drainingReplicas, servingReplicas } from "./ready-replicas.ts";
import { healthAt, type RevisionHealth } from "./revision-health.ts";
import { activeSessions } from "./session-life.ts";

/** A replaced deployment is shown at least this long after its successor became Active. */
export const DRAIN_MS = 20_000;

export interface Revision {
  readonly deploymentId: string;
  readonly phase: Phase | "Draining";
  readonly phaseStartedAt: number;
  readonly readyReplicas: number;
  readonly health: RevisionHealth | null;
  readonly infrastructureIssue: boolean;
}

/** An agent as the platform sees it at one moment. */
export interface AgentObservation {
  readonly desired: Deployment;
  /** What the operator has taken up; null right after the agent was created. */
  readonly reconciled: Deployment | null;
  /** The deployment that takes new sessions. */
  readonly serving: Deployment | null;
  /** The reconciled deployment works, be it scaled to zero. */
  readonly ready: boolean;
  /** New sessions can start, be it on the deployment before. */
  readonly available: boolean;
  readonly activeSessionCount: number;
  readonly current: Revision | null;
  readonly previous: Revision | null;
  /**
   * Of the desired deployment only: the platform's own clients take any error that they see after a deploy for one of
   * the new deployment, from the first look on.
   */
  readonly errors: readonly { readonly code: string; readonly message: string }[];
}

/** What the platform says about the agent at `at`, which must not be before its creation. */
export function observeAgent(agent: Agent, at: number): AgentObservation {
  const reconciled = agent.deployments.findLast((deployment) => reconciledAt(deployment) <= at) ?? null;
  const serving = newestActivated(agent, agent.deployments, at);
  const ready = reconciled !== null && isHealthyAt(reconciled, at);
  const desired = desiredDeployment(agent);
  return {
    desired,
    reconciled,
    serving,
    ready,
    available: serving !== null && isHealthyAt(serving, at),
    activeSessionCount: activeSessions(agent, at).length,
    current: reconciled && currentRevision(agent, reconciled, at),
    previous: reconciled && previousRevision(agent, reconciled, at),
    errors: reconciled === desired ? errorsOf(desired, at) : [],
  };
}

function newestActivated(agent: Agent, deployments: readonly Deployment[], at: number): Deployment | null {
  return (
    deployments.findLast((deployment) => {
      const activated = activatedAt(agent, deployment);
      return activated !== null && activated <= at;
    }) ?? null
  );
}

function currentRevision(agent: Agent, deployment: Deployment, at: number): Revision {
  const { phase, since } = phaseAt(agent, deployment, at);
  const readyReplicas = phase === "Active" ? servingReplicas(agent, deployment, at) : 0;
  return {
    deploymentId: deployment.id,
    phase,
    phaseStartedAt: since,
    readyReplicas,
    health: healthAt(agent, deployment, readyReplicas, at),
    infrastructureIssue: deployment.infrastructureIssue,
  };
}

/** The deployment before: it serves until the current one is Active, then finishes its sessions. */
function previousRevision(agent: Agent, current: Deployment, at: number): Revision | null {
  const older = agent.deployments.slice(0, agent.deployments.indexOf(current));
  const previous = newestActivated(agent, older, at);
  if (!previous) return null;
  const activated = activatedAt(agent, current);
  const replaced = activated !== null && activated <= at;
  if (replaced && at >= activated + DRAIN_MS && activeSessions(agent, at, previous.id).length === 0)
    return null;
  const readyReplicas = replaced
    ? drainingReplicas(agent, previous, at)
    : servingReplicas(agent, previous, at);
  return {
    deploymentId: previous.id,
    phase: "Draining",
    phaseStartedAt: reconciledAt(current),
    readyReplicas,
    health: healthAt(agent, previous, readyReplicas, at),
    infrastructureIssue: previous.infrastructureIssue,
  };
}

function errorsOf(deployment: Deployment, at: number): AgentObservation["errors"] {
  const { trouble } = conditionAt(deployment, at);
  const scheduled = scheduledAt(deployment);
  if (trouble?.kind !== "image-pull" || scheduled === null || at < scheduled) return [];
  return [{ code: trouble.code, message: trouble.message }];
}
