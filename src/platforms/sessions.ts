/** The sessions of an agent. On Pipecat Cloud each has an id; on LiveKit Cloud it is the agent being in a room. */

export interface SessionQuery {
  readonly status: "active" | "ended" | "all";
  /** LiveKit: only what is in this room. null: everywhere. */
  readonly room: string | null;
}

export interface AgentSession {
  /** LiveKit: the id of the agent's participant, `PA_…`. */
  readonly id: string;
  readonly deploymentId: string | null;
  readonly startedAt: number | null;
  /** null: still running. */
  readonly endedAt: number | null;
  readonly coldStart: boolean | null;
  /** Seconds from the request to the bot being up. */
  readonly botStartSeconds: number | null;
  readonly completionStatus: string | null;
  /** null on Pipecat Cloud. */
  readonly room: SessionRoom | null;
}

/** The room in which the agent is, and who else is there. Foreign text. */
export interface SessionRoom {
  readonly name: string;
  /** The agent's own, in this room. */
  readonly identity: string;
  readonly openedAt: number | null;
  /** The others who are there and are no agents: their names, or else their identities. */
  readonly people: readonly string[];
}

export interface SessionList {
  /** Of those that were asked for, the ones that are not listed included. */
  readonly total: number;
  readonly sessions: readonly AgentSession[];
  /** LiveKit: rooms that were not looked into, because there are too many or because they did not answer. */
  readonly unreadRooms: number;
  /** LiveKit: rooms with an agent of which it is not told which one it is. */
  readonly untoldRooms: number;
  /** LiveKit: ids of the project's other agents of the same name. A room does not tell which of them is in it. */
  readonly namesakes: readonly string[];
}

/** One Pipecat session with what a list leaves out. */
export interface SessionDetail extends AgentSession {
  /** CPU in millicores, memory in bytes; null when it was not measured. */
  readonly metrics: {
    readonly samples: number | null;
    readonly cpu: Percentiles;
    readonly memory: Percentiles;
  } | null;
  readonly meetings: readonly { readonly meetingId: string | null; readonly participantId: string | null }[];
}

/** null: not told. */
export interface Percentiles {
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** What it takes to end one session, and no later one in its place. */
export interface SessionKey {
  readonly id: string;
  readonly room: Pick<SessionRoom, "name" | "identity"> | null;
}

export interface LiveSessions {
  /** The ids of those that still go on. */
  readonly live: readonly string[];
  /** Sessions of the agent besides those; null: not known. */
  readonly others: number | null;
}
