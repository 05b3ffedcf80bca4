/** How many replicas of a deployment are ready: one session takes one instance; idle ones above the minimum live 5 minutes. */
import type { Agent, Deployment } from "../organization.ts";
import { activatedAt, isHealthyAt } from "./life-cycle.ts";
import { activeSessions, sessionEnd } from "./session-life.ts";

export const IDLE_INSTANCE_MS = 5 * 60_000;
/** How long it takes after a raise of the minimum until the last of the new instances is up. */
export const SCALE_UP_MS = 30_000;

/** The instances that are kept warm at that time: after a raise they come one by one. */
export function minimumAt({ ramp, scaling }: Agent, at: number): number {
  if (!ramp || at >= ramp.until) return scaling.minReplicas;
  const elapsedMs = SCALE_UP_MS - (ramp.until - at);
  const added = scaling.minReplicas - ramp.minReplicas;
  return ramp.minReplicas + Math.floor((added * elapsedMs) / SCALE_UP_MS);
}

/** Sessions whose bot is up; a cold start takes its time first. */
function busyInstances(agent: Agent, deployment: Deployment, at: number): number {
  return activeSessions(agent, at, deployment.id).filter(
    ({ createdAt, botStartSeconds }) => createdAt + botStartSeconds * 1_000 <= at,
  ).length;
}

/**
 * Instances without a session, found by going through the life of the deployment: its validation and every session
 * that ended leave one behind, a warm start takes one, five idle minutes or the world remove it.
 */
function idleInstances(agent: Agent, deployment: Deployment, at: number): number {
  const validated = activatedAt(agent, deployment);
  const moments = agent.sessions
    .filter(({ deploymentId }) => deploymentId === deployment.id)
    .flatMap((session) => [
      { at: session.createdAt, takes: !session.coldStart, leaves: false },
      { at: sessionEnd(agent, session), takes: false, leaves: true },
    ])
    .concat(validated === null ? [] : { at: validated, takes: false, leaves: true })
    .filter((moment) => moment.at <= at)
    .toSorted((one, other) => one.at - other.at);
  const isThere = (idleSince: number, when: number): boolean =>
    when < idleSince + IDLE_INSTANCE_MS &&
    !(
      agent.idleInstancesGoneAt !== null &&
      idleSince <= agent.idleInstancesGoneAt &&
      agent.idleInstancesGoneAt <= when
    );
  let idle: number[] = [];
  for (const moment of moments) {
    idle = idle.filter((since) => isThere(since, moment.at));
    if (moment.takes) idle.pop();
    if (moment.leaves) idle.push(moment.at);
  }
  return idle.filter((since) => isThere(since, at)).length;
}

/** Ready replicas of the deployment that takes new sessions. */
export function servingReplicas(agent: Agent, deployment: Deployment, at: number): number {
  if (!isHealthyAt(deployment, at)) return 0;
  const used = busyInstances(agent, deployment, at) + idleInstances(agent, deployment, at);
  return Math.min(agent.scaling.maxReplicas, Math.max(minimumAt(agent, at), used));
}

/** Ready replicas of a deployment that only finishes its sessions. */
export function drainingReplicas(agent: Agent, deployment: Deployment, at: number): number {
  return isHealthyAt(deployment, at) ? busyInstances(agent, deployment, at) : 0;
}
