/** A version comes to a deployment, in every region, until the one before has drained. */
import { plan } from "./agenda.ts";
import type { Agent, Cloud, Project } from "./cloud-state.ts";
import { beginChapter, planStatus, reachStatus, statusAfterStart } from "./deployment-life.ts";
import { findVersion, isInUse, rowsOf } from "./find.ts";

const DRAINING_MS = 60_000;

/** What comes to where; `deployment` "" is production. */
export interface Rollout {
  readonly deployment: string;
  readonly version: string;
}

/** The statuses on the way. The words are LiveKit's; how long each lasts is our choice. */
export interface Course {
  readonly first: string;
  readonly later: readonly { readonly afterMs: number; readonly status: string }[];
  /** From the beginning until the version serves, or has crashed. */
  readonly liveAfterMs: number;
}

/** Needs no build and no new machine: "instant", says LiveKit. */
export const ROLLBACK: Course = { first: "Updating", later: [], liveAfterMs: 6_000 };

export const PROMOTION: Course = {
  first: "Scheduling",
  later: [{ afterMs: 4_000, status: "Updating" }],
  liveAfterMs: 12_000,
};

/** Starts a rollout. One of the same deployment that was under way is given up. */
export function startRollout(
  cloud: Cloud,
  project: Project,
  agent: Agent,
  { deployment, version }: Rollout,
  course: Course,
  at: number,
): void {
  beginRollout(cloud, project, agent, { deployment, version }, course, at);
  if (agent.stalled) return;
  const liveAt = at + course.liveAfterMs;
  for (const row of rowsOf(agent, deployment))
    planStatus(cloud, project, row, statusAfterStart(agent, version), liveAt);
  const of = { project: project.name, agentId: agent.id, deployment, version };
  plan(cloud.state, { kind: "version-goes-live", at: liveAt, ...of });
}

/** The statuses on the way, without the end. */
export function beginRollout(
  cloud: Cloud,
  project: Project,
  agent: Agent,
  { deployment, version }: Rollout,
  course: Pick<Course, "first" | "later">,
  at: number,
): void {
  endRollouts(agent, deployment);
  agent.rollouts.push({ deployment, version });
  for (const row of rowsOf(agent, deployment)) {
    beginChapter(row);
    reachStatus(cloud, project, row, course.first, at);
    for (const { afterMs, status } of course.later) planStatus(cloud, project, row, status, at + afterMs);
  }
}

/** `deployment` null: of all deployments. */
export function endRollouts(agent: Agent, deployment: string | null): void {
  agent.rollouts = agent.rollouts.filter(
    (rollout) => rollout.deployment !== (deployment ?? rollout.deployment),
  );
}

export function isRollingOut(agent: Agent, { deployment, version }: Rollout): boolean {
  return agent.rollouts.some((rollout) => rollout.deployment === deployment && rollout.version === version);
}

/** The new version takes over; the one before finishes its sessions, unless another deployment still has it. */
export function goLive(cloud: Cloud, project: Project, agent: Agent, rollout: Rollout, at: number): void {
  if (!isRollingOut(agent, rollout)) return;
  const { deployment, version: name } = rollout;
  endRollouts(agent, deployment);
  const rows = rowsOf(agent, deployment);
  const isProduction = deployment === "";
  const before = isProduction ? agent.versions.find(({ current }) => current)?.version : rows[0]?.version;
  for (const row of rows) row.version = name;
  if (isProduction) {
    agent.deployedAt = at;
    for (const version of agent.versions) version.current = version.version === name;
  }
  const status = rows[0]?.status ?? "Running";
  const started = findVersion(agent, name);
  if (started) Object.assign(started, { active: true, draining: false, status, deployedAt: at });
  const replaced = findVersion(agent, before ?? "");
  if (!replaced || replaced === started || isInUse(agent, replaced.version)) return;
  replaced.draining = true;
  const of = { project: project.name, agentId: agent.id, version: replaced.version };
  plan(cloud.state, { kind: "version-drained", at: at + DRAINING_MS, ...of });
}

/** Nothing happens to a version that has come back meanwhile. */
export function endDraining(agent: Agent, name: string): void {
  const version = findVersion(agent, name);
  if (version?.draining) Object.assign(version, { active: false, draining: false });
}
