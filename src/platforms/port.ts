/**
 * What Switchboard needs from a voice-AI platform, and the words in which it thinks about agents.
 * Times are milliseconds since 1970 (UTC); `null` means that the platform did not say.
 */
import type { Result } from "../failure.ts";
import type { BuildService } from "./builds.ts";
import type { ChangeCall, ChangeReceipt, SecretValues } from "./change.ts";
import type { LogTail, LogTailOptions } from "./log-tail.ts";
import type { LiveSessions, SessionDetail, SessionKey, SessionList, SessionQuery } from "./sessions.ts";
import type { SourceService } from "./source-service.ts";

export type PlatformName = "livekit" | "pipecat";

/** How people call the platform. */
export const SERVICE_NAMES: Record<PlatformName, string> = {
  livekit: "LiveKit Cloud",
  pipecat: "Pipecat Cloud",
};

/** The five colours. A word nobody has seen before is `unknown`, never `failed`. */
export type Health = "healthy" | "working" | "asleep" | "failed" | "unknown";

/** Which agent: `id` is what is compared and sent; `name` is what is shown. On Pipecat the two are equal. */
export interface AgentIdentity {
  readonly project: string;
  readonly platform: PlatformName;
  readonly id: string;
  readonly name: string;
}

/** CPU in millicores, memory in bytes; null when it was not measured, not given or cannot be read. */
export interface Usage {
  readonly current: number | null;
  readonly limit: number | null;
}

/** One row of `lk agent status`: an agent in one region. */
export interface LiveKitRegion {
  readonly region: string;
  /** The host prefix of the regional log endpoint: "osbxash1a". */
  readonly serverRegion: string;
  /** The deployment's name; "production" for the unnamed one, null where deployments are not enabled. */
  readonly deployment: string | null;
  /** The platform's own word, verbatim. */
  readonly status: string;
  readonly health: Health;
  readonly version: string | null;
  readonly cpu: Usage;
  readonly memory: Usage;
  readonly replicas: { readonly current: number; readonly min: number; readonly max: number };
  readonly lastSeenAt: number | null;
  readonly events: readonly { readonly type: string; readonly count: number; readonly at: number | null }[];
}

export interface LiveKitAgentStatus {
  readonly platform: "livekit";
  readonly agent: AgentIdentity;
  /** The worst health over all regions that matter; see the rule in livekit/decide-health.ts. */
  readonly health: Health;
  readonly version: string | null;
  readonly deployedAt: number | null;
  readonly regions: readonly LiveKitRegion[];
  readonly dashboardUrl: string | null;
}

/** A generation of replicas of a Pipecat deployment. */
export interface PipecatRevision {
  readonly deploymentId: string;
  /** Creating, Validating, Active, Draining, Failed, or a word that nobody has seen yet. */
  readonly phase: string;
  readonly phaseStartedAt: number | null;
  readonly readyReplicas: number;
  readonly infrastructureIssue: boolean;
  /** Present once replicas started. */
  readonly health: {
    readonly ready: boolean;
    readonly state: string | null;
    readonly restarts: number;
    readonly reason: string | null;
    readonly lastExitCode: number | null;
    readonly lastTerminationReason: string | null;
    /** Tail of the program's output, often a traceback. Foreign text. */
    readonly message: string | null;
  } | null;
}

export interface PipecatAgentStatus {
  readonly platform: "pipecat";
  readonly agent: AgentIdentity;
  readonly health: Health;
  readonly region: string | null;
  /** The newest deployment passed validation; also true for an agent that is scaled to zero. */
  readonly ready: boolean;
  /** New sessions can start, possibly on the version before. */
  readonly available: boolean;
  readonly activeSessions: number;
  readonly desiredDeploymentId: string | null;
  readonly reconciledDeploymentId: string | null;
  readonly current: PipecatRevision | null;
  readonly previous: PipecatRevision | null;
  readonly scaling: { readonly min: number; readonly max: number } | null;
  readonly profile: string | null;
  readonly image: string | null;
  readonly buildId: string | null;
  readonly secretSet: string | null;
  readonly imagePullSecretSet: string | null;
  readonly maxSessionSeconds: number | null;
  readonly krispAudioFilter: string | null;
  /** "arm64", "amd64", or the older word for it. */
  readonly architecture: string | null;
  readonly errors: readonly { readonly code: string; readonly message: string }[];
  readonly updatedAt: number | null;
}

export type AgentStatus = LiveKitAgentStatus | PipecatAgentStatus;

/** An agent as a list shows it. `status` is there when the list call already told it. */
export interface ListedAgent {
  readonly agent: AgentIdentity;
  readonly status: AgentStatus | null;
  readonly regions: readonly string[];
  readonly version: string | null;
  readonly deployedAt: number | null;
}

export interface AgentVersion {
  readonly version: string;
  readonly current: boolean;
  readonly active: boolean;
  readonly draining: boolean;
  /** The platform's own word, verbatim; empty when it gave none. */
  readonly status: string;
  readonly createdAt: number | null;
  /** null: never deployed. */
  readonly deployedAt: number | null;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Names, kinds and dates only: values are never read. */
export interface AgentSecret {
  readonly name: string;
  readonly kind: "environment" | "file" | "image-pull" | "unknown";
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  /** Deployments that the secret is limited to; empty: all. */
  readonly deployments: readonly string[];
}

/** LiveKit: the secrets of the agent. Pipecat: the keys of its secret set, and the set's state. */
export interface SecretList {
  readonly secrets: readonly AgentSecret[];
  readonly set: {
    readonly name: string;
    readonly status: string;
    readonly region: string | null;
    readonly error: string | null;
  } | null;
}

/** What a change of secrets would touch: the names of an agent's own secrets, or of one secret set. */
export interface SecretStock {
  readonly names: readonly string[];
  /** null: there is no such set, or the platform has none. */
  readonly set: {
    readonly kind: "environment" | "image-pull";
    readonly status: string;
    readonly region: string | null;
    readonly error: string | null;
  } | null;
}

/** One project of a platform. A method that a platform does not offer answers the failure `not-offered`. */
export interface AgentPlatform {
  readonly project: string;
  readonly name: PlatformName;
  /** One call upstream, and one more for each agent that the answer leaves unnamed, at most ten. */
  listAgents(): Promise<Result<readonly ListedAgent[]>>;
  /** One call upstream. `platform-not-found` when the agent is gone. */
  describeAgent(agent: Pick<AgentIdentity, "id" | "name">): Promise<Result<AgentStatus>>;
  listVersions(agent: AgentIdentity): Promise<Result<readonly AgentVersion[]>>;
  listSecrets(agent: AgentIdentity): Promise<Result<SecretList>>;
  /** What a change of the agent's secrets would touch; `set` names the secret set where the platform has such. */
  readSecretStock(agent: AgentIdentity, set: string | null): Promise<Result<SecretStock>>;
  /** Live ones first, then the newest; bounded. `sessions-untold` for a LiveKit agent that no room can name. */
  listSessions(agent: AgentIdentity, query: SessionQuery): Promise<Result<SessionList>>;
  /** One session by its id. `platform-not-found` when there is none. */
  describeSession(agent: AgentIdentity, sessionId: string): Promise<Result<SessionDetail>>;
  /** Which of these sessions still go on. */
  findLiveSessions(agent: AgentIdentity, sessions: readonly SessionKey[]): Promise<Result<LiveSessions>>;
  /** Where agents can be deployed. One call upstream, and the cheapest that proves the project's key. */
  listRegions(): Promise<Result<readonly string[]>>;
  /**
   * Makes one call that changes the agent, once; of secrets on Pipecat a few, each harmless to repeat. A success means accepted, not done. `platform-not-found` when the agent
   * is gone, `not-offered` for a kind of call that the platform does not have. `values` are those of the secrets that it
   * writes; of what the platform says when it refuses them, nothing is kept.
   */
  change(agent: AgentIdentity, call: ChangeCall, values?: SecretValues): Promise<Result<ChangeReceipt>>;
  /**
   * The newest lines of the agent's log that are as asked, within bounded time and bytes. `deployment-not-found`;
   * `not-offered` for what the platform's log cannot be asked for.
   */
  readLogTail(agent: AgentIdentity, options: LogTailOptions): Promise<Result<LogTail>>;
  /** Calls that go on at this moment; null when that cannot be found out with a few calls. */
  countLiveSessions(agent: AgentIdentity): Promise<Result<number | null>>;
  /** Explicit dispatch of agents into rooms; null where the platform has no such thing. */
  readonly dispatches: DispatchService | null;
  /** Versions made from source code; null where the platform makes none. */
  readonly sources: SourceService | null;
  /** Images that the platform builds from source; null where they are no things of their own. */
  readonly builds: BuildService | null;
}

export type JobStatus = "pending" | "running" | "success" | "failed" | "unknown";

export interface DispatchJob {
  readonly id: string;
  readonly status: JobStatus;
  readonly error: string;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly participantIdentity: string;
  readonly workerId: string;
}

export interface Dispatch {
  readonly id: string;
  readonly agentName: string;
  readonly room: string;
  readonly metadata: string;
  readonly restartPolicy: "on-failure" | "never" | "unknown";
  readonly deployment: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly createdAt: number | null;
  readonly deletedAt: number | null;
  readonly jobs: readonly DispatchJob[];
}

export interface DispatchRequest {
  readonly agentName: string;
  readonly room: string;
  readonly metadata: string;
  readonly restartPolicy: "on-failure" | "never";
  /** "" is the production deployment. */
  readonly deployment: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Participant {
  readonly identity: string;
  readonly name: string;
  readonly isAgent: boolean;
  /** joining, joined, active, disconnected, or unknown. */
  readonly state: string;
  readonly joinedAt: number | null;
  readonly attributes: Readonly<Record<string, string>>;
}

/** LiveKit's AgentDispatchService, with the look into the room that proves a dispatch. */
export interface DispatchService {
  create(request: DispatchRequest): Promise<Result<Dispatch>>;
  /** With `dispatchId` only that one; an unknown id in a live room gives an empty list. `room-not-active` when there is no room. */
  list(room: string, dispatchId?: string): Promise<Result<readonly Dispatch[]>>;
  /** `dispatch-not-found`, `room-not-active`. */
  remove(room: string, dispatchId: string): Promise<Result<Dispatch>>;
  /** Who is in the room now; an inactive room gives an empty list. */
  listParticipants(room: string): Promise<Result<readonly Participant[]>>;
}
