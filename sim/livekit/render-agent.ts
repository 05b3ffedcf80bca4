/** livekit.AgentInfo, AgentVersion and AgentSecret. */
import type { Agent, Deployment, Project, Secret, Version } from "./cloud-state.ts";
import { crashesUntil } from "./crash-loop.ts";
import { isServing } from "./deployment-life.ts";
import { isSameDeployment } from "./find.ts";
import { type Json, toTimestamp, toTimestampOrZeroTime } from "./proto-json.ts";

const SCRAPE_INTERVAL_MS = 30_000;

/** `name` is what this answer calls the agent: the summary of all agents may leave it blank. */
export function renderAgent(project: Project, agent: Agent, name: string, now: number): Json {
  const current = agent.versions.find((version) => version.current);
  return {
    agent_id: agent.id,
    agent_name: name,
    // "--" is what an agent without any version shows.
    version: current?.version ?? "--",
    agent_deployments: agent.deployments.map((deployment) =>
      renderDeployment(project, deployment, name, now),
    ),
    secrets: [],
    deployed_at: toTimestampOrZeroTime(agent.deployedAt),
  };
}

export function renderVersion(version: Version): Json {
  return {
    version: version.version,
    current: version.current,
    created_at: toTimestamp(version.createdAt),
    deployed_at: toTimestampOrZeroTime(version.deployedAt),
    attributes: version.attributes,
    status: version.status,
    owner: "",
    draining: version.draining,
    active: version.active,
  };
}

/** `value` is never returned by a list: the field is there, and empty. */
export function renderSecret(secret: Secret): Json {
  return {
    name: secret.name,
    value: "",
    created_at: toTimestamp(secret.createdAt),
    updated_at: toTimestamp(secret.updatedAt),
    kind: secret.kind,
    deployments: secret.deployments,
  };
}

function renderDeployment(project: Project, deployment: Deployment, agentName: string, now: number): Json {
  const usage = measureUsage(project, deployment, now);
  return {
    region: deployment.region,
    agent_id: deployment.agentId,
    status: deployment.status,
    replicas: deployment.replicas,
    min_replicas: deployment.minReplicas,
    max_replicas: deployment.maxReplicas,
    cpu_req: "1000m",
    cur_cpu: `${usage.millicores}m`,
    cur_mem: `${usage.mebibytes}Mi`,
    mem_req: "2Gi",
    mem_limit: "4Gi",
    cpu_limit: "2000m",
    server_region: deployment.serverRegion,
    events: deployment.crashingSince === null ? [] : [renderCrashes(deployment.crashingSince, now)],
    deployment: deployment.deployment,
    version: deployment.version,
    agent_name: agentName,
    deployment_enabled: deployment.deploymentEnabled,
    last_scraped_at: toTimestamp(usage.scrapedAt),
  };
}

function renderCrashes(since: number, now: number): Json {
  const { count, lastAt } = crashesUntil(now, since);
  return { type: "AGENT_EVENT_TYPE_APPLICATION_CRASHED", count, timestamp: toTimestamp(lastAt) };
}

/** What the last scrape saw: a slow wave for every replica, and a fixed share for every job. */
function measureUsage(project: Project, deployment: Deployment, now: number) {
  if (!isServing(deployment)) return { millicores: 0, mebibytes: 0, scrapedAt: deployment.lastScrapedAt };
  const scrapedAt = Math.floor(now / SCRAPE_INTERVAL_MS) * SCRAPE_INTERVAL_MS;
  const wave = Math.sin(scrapedAt / 600_000);
  const jobs = project.rooms
    .flatMap(({ participants }) => participants)
    .filter(({ worker }) => worker && isSameDeployment(worker, deployment)).length;
  return {
    millicores: Math.round(deployment.replicas * (60 + 20 * wave) + jobs * 180),
    mebibytes: Math.round(deployment.replicas * (310 + 15 * wave) + jobs * 90),
    scrapedAt,
  };
}
