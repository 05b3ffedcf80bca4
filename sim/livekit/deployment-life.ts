/**
 * One deployment of an agent over time. The words are those of LiveKit's documentation; how long each lasts is our choice,
 * except for waking: an agent that sleeps was measured to join about 19 s after the dispatch.
 */
import { IDLE_BEFORE_SLEEP_MS, plan, planIdleCheck } from "./agenda.ts";
import type { Agent, Cloud, Deployment, Project } from "./cloud-state.ts";
import { findDeployment, findVersion, isSameDeployment } from "./find.ts";
import type { DeploymentKey } from "./happening.ts";
import { dropAgents } from "./room-life.ts";

const WAKING_MS = 18_000;
const SCHEDULING_MS = 10_000;

/** Words under which the replicas that are there keep serving. All others but Running mean that there are none. */
const KEEPS_REPLICAS = new Set(["Setting Up", "Building", "Scheduling", "Updating", "Build Failed"]);

/** Whether a worker of this deployment can take a job now. */
export function isServing(deployment: Deployment): boolean {
  return deployment.replicas > 0;
}

/** What a deployment shows once this version has been started. */
export function statusAfterStart(agent: Agent, version: string): "Running" | "CrashLoop" {
  return findVersion(agent, version)?.broken ? "CrashLoop" : "Running";
}

/** Begins a new chapter: whatever was planned for this deployment before no longer happens. */
export function beginChapter(deployment: Deployment): number {
  deployment.chapter += 1;
  deployment.readyAt = null;
  return deployment.chapter;
}

/** The deployment now shows `status`; replicas and workers follow from the word. Unknown words have no replicas. */
export function reachStatus(
  cloud: Cloud,
  project: Project,
  deployment: Deployment,
  status: string,
  at: number,
): void {
  deployment.status = status;
  deployment.crashingSince = status === "CrashLoop" ? (deployment.crashingSince ?? at) : null;
  if (status === "Running") {
    deployment.readyAt = null;
    deployment.startedAt = at;
    deployment.replicas = deployment.awakeReplicas;
    planIdleCheck(cloud.state, project, deployment, at);
  } else if (!KEEPS_REPLICAS.has(status)) {
    removeReplicas(cloud, project, deployment, at);
  }
}

/** No worker is left, whatever the status says. */
export function removeReplicas(cloud: Cloud, project: Project, deployment: Deployment, at: number): void {
  if (isServing(deployment)) deployment.lastScrapedAt = at;
  deployment.replicas = 0;
  deployment.startedAt = null;
  dropAgents(cloud, project, deployment, at);
}

/** From sleep to Running, over Waking. */
export function wakeDeployment(cloud: Cloud, project: Project, deployment: Deployment, at: number): void {
  beginChapter(deployment);
  reachStatus(cloud, project, deployment, "Waking", at);
  deployment.readyAt = at + WAKING_MS;
  planStatus(cloud, project, deployment, "Running", deployment.readyAt);
}

/** From any trouble to Running, over Scheduling. A broken version is mended. */
export function healDeployment(cloud: Cloud, project: Project, deployment: Deployment, at: number): void {
  const agent = project.agents.find(({ id }) => id === deployment.agentId);
  const version = agent && findVersion(agent, deployment.version);
  if (version) version.broken = false;
  beginChapter(deployment);
  reachStatus(cloud, project, deployment, "Scheduling", at);
  planStatus(cloud, project, deployment, "Running", at + SCHEDULING_MS);
}

export function planStatus(
  cloud: Cloud,
  project: Project,
  deployment: Deployment,
  status: string,
  at: number,
): void {
  const { chapter } = deployment;
  const of = toKey(deployment);
  plan(cloud.state, { kind: "deployment-reaches", at, project: project.name, of, status, chapter });
}

/** Puts a deployment to sleep that has had nothing to do for the idle time. */
export function sleepIfIdle(cloud: Cloud, project: Project, key: DeploymentKey, at: number): void {
  const deployment = findDeployment(project, key);
  if (deployment?.status !== "Running") return;
  const isBusy = project.rooms.some(({ participants }) =>
    participants.some(({ worker }) => worker && isSameDeployment(worker, key)),
  );
  if (isBusy || at - deployment.lastBusyAt < IDLE_BEFORE_SLEEP_MS) return;
  beginChapter(deployment);
  reachStatus(cloud, project, deployment, "Sleeping", at);
}

export function toKey({ agentId, region, deployment }: DeploymentKey): DeploymentKey {
  return { agentId, region, deployment };
}
