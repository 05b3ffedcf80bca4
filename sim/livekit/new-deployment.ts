import type { Deployment } from "./cloud-state.ts";

/** A deployment in one region with nothing in it yet. It may scale to zero. */
export function newDeployment(
  of: Pick<Deployment, "agentId" | "region" | "serverRegion" | "deployment">,
  deploymentEnabled: boolean,
  at: number,
): Deployment {
  const { agentId, region, serverRegion, deployment } = of;
  return {
    agentId,
    region,
    deployment,
    serverRegion,
    deploymentEnabled,
    status: "",
    version: "",
    replicas: 0,
    minReplicas: 0,
    maxReplicas: 1,
    awakeReplicas: 1,
    readyAt: null,
    lastBusyAt: at,
    crashingSince: null,
    startedAt: null,
    lastScrapedAt: null,
    writtenLogs: [],
    chapter: 0,
  };
}
