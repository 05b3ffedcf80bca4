/** Fresh instances of the versions that are there. */
import type { Agent, Cloud, Project } from "./cloud-state.ts";
import { beginChapter, planStatus, reachStatus, statusAfterStart } from "./deployment-life.ts";

/** Our own choice. */
const RESTARTED_AFTER_MS = 10_000;

/**
 * All deployments, over Scheduling, while the replicas that are there keep serving. One that sleeps has nothing to restart
 * and stays asleep; one that is being rolled out starts anew anyway.
 */
export function restartAgent(cloud: Cloud, project: Project, agent: Agent, at: number): void {
  for (const row of agent.deployments) {
    const isStarting = agent.rollouts.some(({ deployment }) => deployment === row.deployment);
    if (row.status === "Sleeping" || isStarting) continue;
    beginChapter(row);
    reachStatus(cloud, project, row, "Scheduling", at);
    if (agent.stalled) continue;
    planStatus(cloud, project, row, statusAfterStart(agent, row.version), at + RESTARTED_AFTER_MS);
  }
}
