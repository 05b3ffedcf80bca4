import { changeSecrets, type SecretsChange } from "./change-secrets.ts";
import type { Agent, Cloud, Project } from "./cloud-state.ts";
import { newDeployment } from "./new-deployment.ts";

/**
 * A new agent: a place in a region, and no version until the first build. The real one learns its name from the worker
 * that it starts; nothing runs here, so it keeps the name that it was given, mostly none.
 */
export function createAgent(
  cloud: Cloud,
  project: Project,
  seed: {
    readonly name: string;
    readonly secrets: SecretsChange["secrets"];
    readonly region: string;
    readonly serverRegion: string;
  },
  at: number,
): Agent {
  const { name, secrets, region, serverRegion } = seed;
  const id = cloud.newId("CA_");
  const place = { agentId: id, region, serverRegion, deployment: "" };
  const agent: Agent = {
    id,
    name,
    deployedAt: null,
    rollouts: [],
    stalled: false,
    sources: [],
    buildFault: null,
    isNextBroken: false,
    versions: [],
    secrets: [],
    deployments: [{ ...newDeployment(place, false, at), status: "Setting Up" }],
  };
  changeSecrets(agent, { secrets, remove: [], overwrite: false }, at);
  project.agents.push(agent);
  return agent;
}
