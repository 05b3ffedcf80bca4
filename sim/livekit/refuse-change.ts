/** Why a change of an agent is refused; null: it is not. The real service's words are not known, these are our own. */
import type { Agent } from "./cloud-state.ts";
import { isBeingDeleted } from "./deletion.ts";
import { isDeploymentName } from "./deployment-name.ts";
import { findVersion, rowsOf } from "./find.ts";

/** What the real one makes of "latest" or of no version at all is not known; here they are no versions. */
export function refuseRollback(agent: Agent, name: string): string | null {
  if (isBeingDeleted(agent)) return BEING_DELETED;
  const version = findVersion(agent, name);
  if (!version) return `version ${JSON.stringify(name)} not found`;
  if (version.deployedAt === null) return `version ${name} has never been deployed`;
  return version.current ? `version ${name} is the current version` : null;
}

export function refuseRestart(agent: Agent): string | null {
  return isBeingDeleted(agent) ? BEING_DELETED : null;
}

/** Deployments by their names on the wire: "" is production. */
export function refusePromotion(agent: Agent, source: string, destination: string): string | null {
  if (isBeingDeleted(agent)) return BEING_DELETED;
  for (const deployment of [source, destination])
    if (rowsOf(agent, deployment).length === 0) return noDeployment(deployment);
  const version = rowsOf(agent, source)[0]?.version ?? "";
  if (version === "") return `deployment ${JSON.stringify(source)} has no version yet`;
  const isThere = rowsOf(agent, destination).every((row) => row.version === version);
  return isThere ? `version ${version} is there already` : null;
}

/** `deployment` by its name on the wire; it need not be there yet. */
export function refuseDeploy(agent: Agent, deployment: string): string | null {
  if (isBeingDeleted(agent)) return BEING_DELETED;
  const isAllowed = deployment === "" || isDeploymentName(deployment);
  return isAllowed ? null : `${JSON.stringify(deployment)} is no name of a deployment`;
}

/** `deployment` null: the whole agent. */
export function refuseDeletion(agent: Agent, deployment: string | null): string | null {
  if (isBeingDeleted(agent)) return BEING_DELETED;
  const isKnown = deployment === null || rowsOf(agent, deployment).length > 0;
  return isKnown ? null : noDeployment(deployment);
}

const BEING_DELETED = "the agent is being deleted";

const noDeployment = (name: string): string => `deployment ${JSON.stringify(name)} not found`;
