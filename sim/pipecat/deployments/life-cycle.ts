/**
 * A deployment at a time: asked for → reconciled by the operator → Creating → Validating → Active, or stuck on the way.
 * Order and words as documented for RevisionInfo; the durations are the simulator's own.
 */
import type { Agent, Condition, Deployment } from "../organization.ts";

/** From the request to the operator taking it up; until then the desired and the reconciled id differ. */
export const RECONCILE_MS = 4_000;
export const CREATING_MS = 3_000;
export const VALIDATING_MS = 8_000;

export type Phase = "Creating" | "Validating" | "Active" | "Failed";

/** Infinity while the operator is held. */
export function reconciledAt({ takenUpAt }: Deployment): number {
  return takenUpAt ?? Number.POSITIVE_INFINITY;
}

export function conditionAt(deployment: Deployment, at: number): Condition {
  const condition = deployment.conditions.findLast(({ since }) => since <= at) ?? deployment.conditions[0];
  if (!condition) throw new Error(`deployment ${deployment.id} has no condition`);
  return condition;
}

/** When the first replica was scheduled; null while nothing takes it. */
export function scheduledAt(deployment: Deployment): number | null {
  const schedulable = deployment.conditions.find(({ trouble }) => trouble?.kind !== "stalled");
  return schedulable ? Math.max(schedulable.since, reconciledAt(deployment) + CREATING_MS) : null;
}

/** When a program without trouble since `condition` began answers its readiness checks. */
function settledAt(deployment: Deployment, condition: Condition): number {
  return Math.max(condition.since, scheduledAt(deployment) ?? condition.since) + VALIDATING_MS;
}

/** Whether the newest replicas of the deployment work, running or scaled to zero. */
export function isHealthyAt(deployment: Deployment, at: number): boolean {
  const condition = conditionAt(deployment, at);
  return condition.trouble === null && settledAt(deployment, condition) <= at;
}

/**
 * When the deployment first became Active; null if never. A newer deployment that the operator takes up before
 * that moment replaces it for good.
 */
export function activatedAt(agent: Agent, deployment: Deployment): number | null {
  const newer = agent.deployments[agent.deployments.indexOf(deployment) + 1];
  const replacedAt = newer ? reconciledAt(newer) : Number.POSITIVE_INFINITY;
  for (const [index, condition] of deployment.conditions.entries()) {
    if (condition.trouble !== null) continue;
    const settled = settledAt(deployment, condition);
    const changedAt = deployment.conditions[index + 1]?.since ?? Number.POSITIVE_INFINITY;
    if (settled < Math.min(changedAt, replacedAt)) return settled;
  }
  return null;
}

/** The phase and when it began; only for a deployment that is reconciled at that time. */
export function phaseAt(agent: Agent, deployment: Deployment, at: number): { phase: Phase; since: number } {
  const condition = conditionAt(deployment, at);
  if (condition.isGivenUp) return { phase: "Failed", since: condition.since };
  const activated = activatedAt(agent, deployment);
  if (activated !== null && activated <= at) return { phase: "Active", since: activated };
  const scheduled = scheduledAt(deployment);
  if (scheduled !== null && scheduled <= at) return { phase: "Validating", since: scheduled };
  return { phase: "Creating", since: reconciledAt(deployment) };
}
