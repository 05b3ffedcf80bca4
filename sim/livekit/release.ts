/** A new version of an agent: built, and rolled out. Its source comes from somebody's machine. */
import { plan } from "./agenda.ts";
import type { Agent, Cloud, Project } from "./cloud-state.ts";
import { planStatus } from "./deployment-life.ts";
import { findVersion, rowsOf } from "./find.ts";
import { newDeployment } from "./new-deployment.ts";
import { beginRollout, endRollouts, isRollingOut, type Rollout, startRollout } from "./rollout.ts";

export const BUILT_AFTER_MS = 30_000;
const SCHEDULED_AFTER_MS = 40_000;
const LIVE_AFTER_MS = 60_000;

export interface Release {
  readonly attributes?: Readonly<Record<string, string>>;
  /** How it ends; default "running". */
  readonly outcome?: "running" | "crash-loop" | "build-failed";
  /** The name of the deployment that it is for, which is made if need be; default "", production. */
  readonly deployment?: string;
}

/** Starts a rollout in every region and gives the new version's name. */
export function startRelease(
  cloud: Cloud,
  project: Project,
  agent: Agent,
  release: Release,
  at: number,
): string {
  const { attributes, outcome, deployment = "" } = release;
  const version = nameVersion(agent, at);
  agent.versions.push({
    version,
    current: false,
    active: false,
    draining: false,
    status: "Building",
    createdAt: at,
    deployedAt: null,
    attributes: { ...attributes },
    broken: outcome === "crash-loop",
  });
  if (rowsOf(agent, deployment).length === 0) addDeployment(agent, deployment, at);
  const isFirst = rowsOf(agent, deployment).every((row) => row.version === "");
  const first = isFirst ? "Setting Up" : "Building";
  const rollout = { deployment, version };
  if (outcome === "build-failed") {
    beginRollout(cloud, project, agent, rollout, { first, later: [] }, at);
    const failedAt = at + BUILT_AFTER_MS;
    for (const row of rowsOf(agent, deployment)) planStatus(cloud, project, row, "Build Failed", failedAt);
    const of = { project: project.name, agentId: agent.id, ...rollout };
    plan(cloud.state, { kind: "version-fails", at: failedAt, ...of });
    return version;
  }
  const later = [
    { afterMs: BUILT_AFTER_MS, status: "Scheduling" },
    { afterMs: SCHEDULED_AFTER_MS, status: "Updating" },
  ];
  startRollout(cloud, project, agent, rollout, { first, later, liveAfterMs: LIVE_AFTER_MS }, at);
  return version;
}

export function failBuild(agent: Agent, rollout: Rollout): void {
  if (isRollingOut(agent, rollout)) endRollouts(agent, rollout.deployment);
  const version = findVersion(agent, rollout.version);
  if (version) version.status = "Build Failed";
}

/** A named deployment in the regions of production. */
function addDeployment(agent: Agent, deployment: string, at: number): void {
  const regions = rowsOf(agent, "");
  const added = regions.map((production) => newDeployment({ ...production, deployment }, true, at));
  for (const production of regions) production.deploymentEnabled = true;
  agent.deployments.push(...added);
}

/** The moment in UTC as LiveKit writes it, "20250809003117"; one second later while that name is taken. */
export function formatVersion(at: number): string {
  return new Date(at).toISOString().replaceAll(/\D/g, "").slice(0, 14);
}

function nameVersion(agent: Agent, at: number): string {
  const name = formatVersion(at);
  return findVersion(agent, name) ? nameVersion(agent, at + 1000) : name;
}
