/** Look-ups in the state of the simulated cloud. `require…` throws: the caller named something that was never there. */
import type { Agent, CloudState, Deployment, Dispatch, Project, Room, Version } from "./cloud-state.ts";
import type { DeploymentKey } from "./happening.ts";

export function requireProject(state: CloudState, name: string): Project {
  const project = state.projects.find((candidate) => candidate.name === name);
  if (!project) throw new Error(`the simulated LiveKit Cloud has no project ${name}`);
  return project;
}

/** By id or by name. */
export function requireAgent(project: Project, nameOrId: string): Agent {
  const agent = project.agents.find(({ id, name }) => id === nameOrId || name === nameOrId);
  if (!agent) throw new Error(`project ${project.name} has no agent ${nameOrId}`);
  return agent;
}

export function isSameDeployment(one: DeploymentKey, other: DeploymentKey): boolean {
  return one.agentId === other.agentId && one.region === other.region && one.deployment === other.deployment;
}

export function findDeployment(project: Project, key: DeploymentKey): Deployment | undefined {
  return project.agents
    .find(({ id }) => id === key.agentId)
    ?.deployments.find((deployment) => isSameDeployment(deployment, key));
}

/** The rows of one deployment, one for each region; "" is production. */
export function rowsOf(agent: Agent, deployment: string): readonly Deployment[] {
  return agent.deployments.filter((row) => row.deployment === deployment);
}

export function findVersion(agent: Agent, name: string): Version | undefined {
  return agent.versions.find(({ version }) => version === name);
}

/** Whether a deployment of the agent has this version. */
export function isInUse(agent: Agent, version: string): boolean {
  return agent.deployments.some((row) => row.version === version);
}

export function findRoom(project: Project, name: string): Room | undefined {
  return project.rooms.find((room) => room.name === name);
}

export function requireRoom(project: Project, name: string): Room {
  const room = findRoom(project, name);
  if (!room) throw new Error(`project ${project.name} has no room ${name}`);
  return room;
}

/** A dispatch and the room that it is in. */
export function findDispatch(
  project: Project,
  dispatchId: string,
): { room: Room; dispatch: Dispatch } | undefined {
  for (const room of project.rooms) {
    const dispatch = room.dispatches.find(({ id }) => id === dispatchId);
    if (dispatch) return { room, dispatch };
  }
  return undefined;
}
