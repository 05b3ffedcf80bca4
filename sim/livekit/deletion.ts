/** An agent, or one of its named deployments, is taken away. */
import { plan } from "./agenda.ts";
import type { Agent, Cloud, Project } from "./cloud-state.ts";
import { beginChapter, reachStatus, removeReplicas } from "./deployment-life.ts";
import { isInUse, rowsOf } from "./find.ts";
import { endRollouts } from "./rollout.ts";

/** Our own choice. */
const DELETED_AFTER_MS = 5_000;

/** No workers from now on, "Deleting" for a while, then gone. `deployment` null: the agent with all its deployments. */
export function startDeletion(
  cloud: Cloud,
  project: Project,
  agent: Agent,
  deployment: string | null,
  at: number,
): void {
  endRollouts(agent, deployment);
  for (const row of chosenRows(agent, deployment)) {
    beginChapter(row);
    reachStatus(cloud, project, row, "Deleting", at);
  }
  if (agent.stalled) return;
  const of = { project: project.name, agentId: agent.id, deployment };
  plan(cloud.state, { kind: "deployments-removed", at: at + DELETED_AFTER_MS, ...of });
}

/** null: all. */
const chosenRows = (agent: Agent, deployment: string | null) =>
  deployment === null ? agent.deployments : rowsOf(agent, deployment);

export function isBeingDeleted(agent: Agent): boolean {
  return rowsOf(agent, "").some(({ status }) => status === "Deleting");
}

/** Gone at once. */
export function removeDeployments(
  cloud: Cloud,
  project: Project,
  agent: Agent,
  deployment: string | null,
  at: number,
): void {
  const removed = chosenRows(agent, deployment);
  for (const row of removed) removeReplicas(cloud, project, row, at);
  agent.deployments = agent.deployments.filter((row) => !removed.includes(row));
  if (deployment === null) project.agents = project.agents.filter(({ id }) => id !== agent.id);
  for (const version of agent.versions)
    if (!isInUse(agent, version.version)) version.active = version.current;
}
