import { observeAgent } from "../deployments/observe-agent.ts";
import type { OrganizationStore } from "../organization-store.ts";
import { renderServiceListItem } from "./render-service.ts";

/** All living agents, or those of one region; both surfaces answer the same. */
export function listServices(
  { organization }: OrganizationStore,
  at: number,
  region: string | undefined,
  includeDeployment: boolean,
): { readonly services: readonly Record<string, unknown>[] } {
  const agents = organization.agents.filter(
    (agent) => agent.deletedAt === null && (region === undefined || agent.region === region),
  );
  return {
    services: agents.map((agent) =>
      renderServiceListItem(organization, agent, observeAgent(agent, at), includeDeployment),
    ),
  };
}
