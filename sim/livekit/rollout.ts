/** A new version of an agent, from the build until the old one has drained. */
import { plan } from "./agenda.ts";
import type { Agent, Cloud, Project } from "./cloud-state.ts";
import { beginChapter, planStatus, reachStatus } from "./deployment-life.ts";

const BUILT_AFTER_MS = 30_000;
const SCHEDULED_AFTER_MS = 40_000;
const LIVE_AFTER_MS = 60_000;
const DRAINING_MS = 60_000;

export interface Release {
  readonly attributes?: Readonly<Record<string, string>>;
  /** How it ends; default "running". */
  readonly outcome?: "running" | "crash-loop" | "build-failed";
}

/** Starts a rollout in every region and gives the new version's name. A rollout that was under way is given up. */
export function startRollout(
  cloud: Cloud,
  project: Project,
  agent: Agent,
  release: Release,
  at: number,
): string {
  const version = nameVersion(agent, at);
  agent.versions.push({
    version,
    current: false,
    active: false,
    draining: false,
    status: "Building",
    createdAt: at,
    deployedAt: null,
    attributes: { ...release.attributes },
  });
  agent.rollout = version;
  const isFirst = agent.deployedAt === null;
  for (const deployment of agent.deployments) {
    beginChapter(deployment);
    reachStatus(cloud, project, deployment, isFirst ? "Setting Up" : "Building", at);
    if (release.outcome === "build-failed") {
      planStatus(cloud, project, deployment, "Build Failed", at + BUILT_AFTER_MS);
      continue;
    }
    planStatus(cloud, project, deployment, "Scheduling", at + BUILT_AFTER_MS);
    planStatus(cloud, project, deployment, "Updating", at + SCHEDULED_AFTER_MS);
    const end = release.outcome === "crash-loop" ? "CrashLoop" : "Running";
    planStatus(cloud, project, deployment, end, at + LIVE_AFTER_MS);
  }
  const of = { project: project.name, agentId: agent.id, version };
  if (release.outcome === "build-failed") {
    plan(cloud.state, { kind: "version-fails", at: at + BUILT_AFTER_MS, ...of });
  } else {
    plan(cloud.state, { kind: "version-goes-live", at: at + LIVE_AFTER_MS, ...of });
  }
  return version;
}

/** The new version takes over; the one before finishes its sessions. */
export function goLive(cloud: Cloud, project: Project, agent: Agent, name: string, at: number): void {
  if (agent.rollout !== name) return;
  agent.rollout = null;
  agent.deployedAt = at;
  for (const version of agent.versions) {
    const isNew = version.version === name;
    if (version.current && !isNew) {
      version.draining = true;
      const of = { project: project.name, agentId: agent.id, version: version.version };
      plan(cloud.state, { kind: "version-drained", at: at + DRAINING_MS, ...of });
    }
    version.current = isNew;
    const status = agent.deployments[0]?.status ?? "Running";
    if (isNew) Object.assign(version, { active: true, status, deployedAt: at });
  }
  for (const deployment of agent.deployments) deployment.version = name;
}

export function failBuild(agent: Agent, name: string): void {
  if (agent.rollout === name) agent.rollout = null;
  for (const version of agent.versions) if (version.version === name) version.status = "Build Failed";
}

export function endDraining(agent: Agent, name: string): void {
  for (const version of agent.versions) {
    if (version.version === name) Object.assign(version, { active: false, draining: false });
  }
}

/** The moment in UTC as LiveKit writes it, "20250809003117"; one second later while that name is taken. */
export function formatVersion(at: number): string {
  return new Date(at).toISOString().replaceAll(/\D/g, "").slice(0, 14);
}

function nameVersion(agent: Agent, at: number): string {
  const name = formatVersion(at);
  return agent.versions.some(({ version }) => version === name) ? nameVersion(agent, at + 1000) : name;
}
