/**
 * A dispatch over time: a worker takes the job, its agent joins the room. With no worker the dispatch is stored and
 * nothing happens, also not when a worker comes later. A job's state in lists is a snapshot from when a worker took it:
 * JS_RUNNING stays when the agent leaves, and when it crashes before it ever came.
 */
import { plan } from "./agenda.ts";
import type { Cloud, Deployment, Dispatch, Job, Project, Room } from "./cloud-state.ts";
import { isServing, toKey, wakeDeployment } from "./deployment-life.ts";
import { findDeployment, findDispatch } from "./find.ts";
import { countPeople, joinRoom, leaveRoom } from "./room-life.ts";

/** After a worker is ready: until it has taken the job, and until its agent is in the room. */
const JOB_STARTS_MS = 300;
const AGENT_JOINS_MS = 1_000;
const AGENT_LEAVES_MS = 500;

export type DispatchOrder = Pick<
  Dispatch,
  "agentName" | "metadata" | "restartPolicy" | "deployment" | "attributes"
>;

export function addDispatch(
  cloud: Cloud,
  project: Project,
  room: Room,
  order: DispatchOrder,
  at: number,
): Dispatch {
  const dispatch: Dispatch = { ...order, id: cloud.newId("AD_"), createdAt: at, job: null };
  room.dispatches.push(dispatch);
  launchJob(cloud, project, room, dispatch, at);
  return dispatch;
}

/** The dispatch is gone at once; the agent leaves the room a little later. */
export function deleteDispatch(
  cloud: Cloud,
  project: Project,
  room: Room,
  dispatch: Dispatch,
  at: number,
): void {
  room.dispatches = room.dispatches.filter(({ id }) => id !== dispatch.id);
  const agent = findAgentOf(room, dispatch);
  if (!agent) return;
  const leaves = { at: at + AGENT_LEAVES_MS, project: project.name, participantSid: agent.sid };
  plan(cloud.state, { kind: "participant-leaves", ...leaves });
}

/** The agent has finished and leaves. */
export function endJob(cloud: Cloud, project: Project, dispatchId: string, at: number): void {
  const found = findDispatch(project, dispatchId);
  const agent = found && findAgentOf(found.room, found.dispatch);
  if (found && agent) leaveRoom(cloud, project, found.room, agent, at);
}

export function startJob(cloud: Cloud, project: Project, dispatchId: string, at: number): void {
  const found = findDispatch(project, dispatchId);
  const job = found?.dispatch.job;
  if (!found || !job) return;
  const deployment = findDeployment(project, job.worker);
  if (!deployment || !canTakeJobs(deployment)) {
    found.dispatch.job = null;
    return;
  }
  job.status = "JS_RUNNING";
  job.startedAt = at;
  job.updatedAt = at;
  job.participantIdentity = `agent-${job.id}`;
  job.workerId = cloud.newId("AW_");
}

export function joinAgent(cloud: Cloud, project: Project, dispatchId: string, at: number): void {
  const found = findDispatch(project, dispatchId);
  const job = found?.dispatch.job;
  if (!found || job?.status !== "JS_RUNNING") return;
  const deployment = findDeployment(project, job.worker);
  if (!deployment || !isServing(deployment)) return;
  const { room, dispatch } = found;
  joinRoom(
    cloud,
    room,
    {
      identity: job.participantIdentity,
      name: "",
      metadata: "",
      // The first is the server's, the others are the Agents SDK's.
      attributes: {
        "lk.agent_name": dispatch.agentName,
        "lk.agent.name": dispatch.agentName,
        "lk.agent.state": "listening",
      },
      worker: job.worker,
    },
    at,
  );
}

/** For the world alone: the protocol has it, but no server was seen to list such a job. */
export function failJob(project: Project, dispatchId: string, error: string, at: number): void {
  const job = findDispatch(project, dispatchId)?.dispatch.job;
  if (job) Object.assign(job, { status: "JS_FAILED", error, endedAt: at, updatedAt: at });
}

function launchJob(cloud: Cloud, project: Project, room: Room, dispatch: Dispatch, at: number): void {
  const deployment = chooseDeployment(project, dispatch);
  if (!deployment) return;
  dispatch.job = pendingJob(cloud, room, deployment, at);
  const of = { project: project.name, dispatchId: dispatch.id };
  if (deployment.status === "Sleeping") wakeDeployment(cloud, project, deployment, at);
  const readyAt = deployment.readyAt ?? at;
  plan(cloud.state, { kind: "job-starts", at: readyAt + JOB_STARTS_MS, ...of });
  plan(cloud.state, { kind: "agent-joins", at: readyAt + AGENT_JOINS_MS, ...of });
}

/** Where the job goes: to a worker that is there, else one that can be woken, else one that keeps crashing. */
function chooseDeployment(project: Project, dispatch: Dispatch): Deployment | undefined {
  const candidates = project.agents
    .filter(({ name }) => name === dispatch.agentName)
    .flatMap(({ deployments }) => deployments)
    .filter(({ deployment }) => deployment === dispatch.deployment);
  return (
    candidates.find(isServing) ??
    candidates.find(({ status, readyAt }) => status === "Sleeping" || readyAt !== null) ??
    candidates.find(canTakeJobs)
  );
}

function pendingJob(cloud: Cloud, room: Room, deployment: Deployment, at: number): Job {
  return {
    id: cloud.newId("AJ_"),
    status: "JS_PENDING",
    error: "",
    startedAt: null,
    endedAt: null,
    updatedAt: at,
    participantIdentity: "",
    workerId: "",
    worker: toKey(deployment),
    peopleThen: countPeople(room),
  };
}

/** A worker in a crash loop takes the job and dies on it. */
function canTakeJobs(deployment: Deployment): boolean {
  return isServing(deployment) || deployment.status === "CrashLoop";
}

function findAgentOf(room: Room, { job }: Dispatch) {
  return job?.participantIdentity
    ? room.participants.find(({ identity }) => identity === job.participantIdentity)
    : undefined;
}
