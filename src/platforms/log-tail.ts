/** The end of a log, and what of it is asked for. Times in milliseconds since 1970. */

export interface LogTailOptions {
  /** At most so many, the newest. */
  readonly lines: number;
  /** Only this deployment's lines, where the platform can tell them apart: its name on LiveKit, its id on Pipecat. */
  readonly deploymentId: string | null;
  /** What the agent's program writes, or what its build wrote; the program if left out. */
  readonly type?: LogType;
  /** Only lines of this session. */
  readonly sessionId?: string | null;
  /** Only lines that were written then or later, in milliseconds since 1970. */
  readonly since?: number | null;
  /** Only lines with this plain text in them, in any case. */
  readonly grep?: string | null;
}

export type LogType = "deploy" | "build";

export interface LineCount {
  readonly count: number;
  /** There may be more than were counted. */
  readonly isAtLeast: boolean;
}

/** What a platform says of a line beside its text; null where it does not. */
export interface LineMark {
  /** When it was written, in milliseconds since 1970. */
  readonly at: number | null;
  /** The id of the deployment that wrote it. */
  readonly deployment: string | null;
}

/** The end of a log. What the lines say is foreign text: free of terminal codes, likely secrets masked, nothing more. */
export interface LogTail {
  /** Oldest first. */
  readonly lines: readonly string[];
  /** One for each of the lines. */
  readonly marks: readonly LineMark[];
  /** Of those that were looked through, how many are as asked. */
  readonly matched: LineCount;
  /** null: the platform looked through its log and did not say how much that was. */
  readonly searched: LineCount | null;
  /** False: no line says when it was written, so `since` could not be kept. */
  readonly isTimed: boolean;
  /** The newest lines may be missing: the log is longer, or came faster, than what is read of it. */
  readonly isCut: boolean;
  /** In place of a log the platform says that the agent sleeps; that line is left out. */
  readonly isAsleep: boolean;
  /** Where it was written, if each region has a log of its own. */
  readonly region: string | null;
}
