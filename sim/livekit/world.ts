/** What tests and the playground may do to the simulated cloud: change the world, never the replies. */
import { changeSecrets } from "./change-secrets.ts";
import type { Agent, Deployment, Project } from "./cloud-state.ts";
import { createAgent } from "./create-agent.ts";
import { removeDeployments } from "./deletion.ts";
import {
  beginChapter,
  healDeployment,
  reachStatus,
  removeReplicas,
  wakeDeployment,
} from "./deployment-life.ts";
import { endJob, failJob } from "./dispatch-life.ts";
import { findVersion, requireAgent, requireProject, requireRoom } from "./find.ts";
import { SERVER_REGIONS } from "./regions.ts";
import { type Release, startRelease } from "./release.ts";
import { closeRoom, joinRoom, leaveRoom, openRoom } from "./room-life.ts";
import type { Simulation } from "./simulation.ts";

/** `agent` is an id or a name; without `region` all regions are meant. */
export interface AgentReference {
  readonly project: string;
  readonly agent: string;
  readonly region?: string;
}

export interface RoomReference {
  readonly project: string;
  readonly room: string;
}

/** A caller, not an agent. */
export interface Caller {
  readonly identity: string;
  readonly name?: string;
  readonly metadata?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** All methods throw when what they name is not there. */
export interface World {
  /** Shows the word from now on, also one that LiveKit has never used; what was under way is given up. */
  setAgentStatus(agent: AgentReference, status: string): void;
  /** Into a crash loop: no replicas, jobs fail, agents drop out of their rooms. */
  crash(agent: AgentReference): void;
  /** Out of any trouble, a broken version too: Scheduling, then Running. */
  heal(agent: AgentReference): void;
  sleep(agent: AgentReference): void;
  /** Waking, then Running. */
  wake(agent: AgentReference): void;
  /** The workers are gone and the status does not show it: dispatches are stored and nobody joins. */
  removeWorker(agent: AgentReference): void;
  /** Rolls out a new version over the documented statuses and gives its name. */
  deploy(agent: AgentReference, release?: Release): string;
  /** From now on every rollout and restart of this version ends in a crash loop. */
  breakVersion(agent: AgentReference, version: string): void;
  /** The next build from source fails while it runs something, with this error. */
  failNextBuild(agent: AgentReference, error: string): void;
  /** What the next build from source makes ends in a crash loop. */
  breakNextBuild(agent: AgentReference): void;
  /** What begins from now on never ends: a rollout stays Updating, a restart Scheduling, a deletion Deleting. */
  stall(agent: AgentReference, isStalled?: boolean): void;
  removeAgent(agent: AgentReference): void;
  /** Somebody else sets an environment secret; the agent is not restarted for it. */
  setSecret(agent: AgentReference, name: string): void;
  /** A line in the log of what runs of the agent. */
  writeLog(agent: AgentReference, text: string): void;
  /** Somebody makes an agent and deploys nothing to it yet; gives its id. */
  addAgent(project: string, region: string): string;
  /** A caller joins; the room is opened when it is not there. */
  addParticipant(room: RoomReference, caller: Caller): void;
  removeParticipant(room: RoomReference, identity: string): void;
  /** The agent of a dispatch has finished and leaves; lists go on showing JS_RUNNING. */
  endJob(project: string, dispatchId: string): void;
  /** The job of a dispatch says JS_FAILED, with this error. */
  failJob(project: string, dispatchId: string, error: string): void;
  closeRoom(room: RoomReference): void;
}

/** Older lines are forgotten. */
const MAX_WRITTEN = 2_000;

export function createWorld(simulation: Simulation): World {
  const changeDeployments = (
    reference: AgentReference,
    change: (deployment: Deployment, project: Project, at: number) => void,
  ) =>
    changeAgent(reference, (agent, project, at) => {
      const meant = agent.deployments.filter(({ region }) => region === (reference.region ?? region));
      if (meant.length === 0) throw new Error(`${reference.agent} is not in ${reference.region}`);
      for (const deployment of meant) change(deployment, project, at);
    });
  const changeAgent = <T>(
    reference: AgentReference,
    change: (agent: Agent, project: Project, at: number) => T,
  ): T =>
    simulation.change((at) => {
      const project = requireProject(simulation.state, reference.project);
      return change(requireAgent(project, reference.agent), project, at);
    });
  const setAgentStatus = (reference: AgentReference, status: string) =>
    changeDeployments(reference, (deployment, project, at) => {
      beginChapter(deployment);
      reachStatus(simulation, project, deployment, status, at);
    });
  const changeProject = (name: string, change: (project: Project, at: number) => void) =>
    simulation.change((at) => change(requireProject(simulation.state, name), at));

  return {
    setAgentStatus,
    crash: (reference) => setAgentStatus(reference, "CrashLoop"),
    sleep: (reference) => setAgentStatus(reference, "Sleeping"),
    heal: (reference) =>
      changeDeployments(reference, (deployment, project, at) =>
        healDeployment(simulation, project, deployment, at),
      ),
    wake: (reference) =>
      changeDeployments(reference, (deployment, project, at) =>
        wakeDeployment(simulation, project, deployment, at),
      ),
    removeWorker: (reference) =>
      changeDeployments(reference, (deployment, project, at) => {
        beginChapter(deployment);
        removeReplicas(simulation, project, deployment, at);
      }),
    deploy: (reference, release = {}) =>
      changeAgent(reference, (agent, project, at) => startRelease(simulation, project, agent, release, at)),
    setSecret: (reference, name) =>
      changeAgent(reference, (agent, _, at) => {
        const secrets = [{ name, kind: "AGENT_SECRET_KIND_ENVIRONMENT" }] as const;
        changeSecrets(agent, { secrets, remove: [], overwrite: false }, at);
      }),
    breakVersion: (reference, name) =>
      changeAgent(reference, (agent) => {
        const version = findVersion(agent, name);
        if (!version) throw new Error(`${agent.name} has no version ${name}`);
        version.broken = true;
      }),
    failNextBuild: (reference, error) =>
      changeAgent(reference, (agent) => {
        agent.buildFault = error;
      }),
    breakNextBuild: (reference) =>
      changeAgent(reference, (agent) => {
        agent.isNextBroken = true;
      }),
    stall: (reference, isStalled = true) =>
      changeAgent(reference, (agent) => {
        agent.stalled = isStalled;
      }),
    addAgent: (project, region) =>
      simulation.change((at) => {
        const seed = { name: "", secrets: [], region, serverRegion: SERVER_REGIONS.get(region) ?? "" };
        return createAgent(simulation, requireProject(simulation.state, project), seed, at).id;
      }),
    removeAgent: (reference) =>
      changeAgent(reference, (agent, project, at) => removeDeployments(simulation, project, agent, null, at)),
    writeLog: (reference, text) =>
      changeDeployments(reference, (deployment, _, at) => {
        deployment.writtenLogs = [...deployment.writtenLogs.slice(-MAX_WRITTEN + 1), { at, text }];
      }),
    addParticipant: ({ project, room }, caller) =>
      changeProject(project, (found, at) => {
        const participant = {
          identity: caller.identity,
          name: caller.name ?? "",
          metadata: caller.metadata ?? "",
          attributes: { ...caller.attributes },
          worker: null,
        };
        joinRoom(simulation, openRoom(simulation, found, { name: room }, at).room, participant, at);
      }),
    removeParticipant: ({ project, room }, identity) =>
      changeProject(project, (found, at) => {
        const from = requireRoom(found, room);
        const participant = from.participants.find((candidate) => candidate.identity === identity);
        if (!participant) throw new Error(`${identity} is not in ${room}`);
        leaveRoom(simulation, found, from, participant, at);
      }),
    endJob: (project, dispatchId) =>
      changeProject(project, (found, at) => endJob(simulation, found, dispatchId, at)),
    failJob: (project, dispatchId, error) =>
      changeProject(project, (found, at) => failJob(found, dispatchId, error, at)),
    closeRoom: ({ project, room }) =>
      changeProject(project, (found, at) => closeRoom(simulation, found, requireRoom(found, room), at)),
  };
}
