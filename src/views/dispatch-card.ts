/** All that the card of one dispatch shows. Plain data, so that it can be stored and drawn again at any time. */
import type { Failure } from "../failure.ts";
import type { DispatchRequest, JobStatus } from "../platforms/port.ts";

/** What was asked for, by whom, and how far it got. Times in milliseconds. */
interface DispatchFacts {
  readonly project: string;
  readonly agentId: string;
  readonly agentName: string;
  readonly room: string;
  /** Slack user id. */
  readonly askedBy: string;
  readonly startedAt: number;
  /** Known once the platform has accepted it, and so is `acceptedAt`. */
  readonly dispatchId: string | null;
  readonly acceptedAt: number | null;
  /** Length of the metadata as UTF-8; the text itself stays out of the channel. */
  readonly metadataBytes: number;
  readonly attributes: Readonly<Record<string, string>>;
  /** "" is the production deployment. */
  readonly deployment: string;
  readonly restartPolicy: DispatchRequest["restartPolicy"];
}

/** How far it has come. `job` is the platform's last word on the job, null when no job exists yet. */
export type DispatchProgress =
  | { readonly phase: "sending" }
  /** The platform did not say whether it took it; a look will tell. */
  | { readonly phase: "unsure" }
  /** Accepted; no agent in the room yet. */
  | { readonly phase: "waiting"; readonly job: JobStatus | null }
  | { readonly phase: "joined"; readonly endedAt: number; readonly participantIdentity: string }
  /** The job itself failed; `error` may be empty. */
  | { readonly phase: "failed"; readonly endedAt: number; readonly error: string }
  /** Time is up. "running" is possible: that word is set when a job starts, and stays when its program is gone. */
  | { readonly phase: "nobody-came"; readonly endedAt: number; readonly job: JobStatus | null }
  /** Somebody deleted the dispatch or closed the room before an agent came. */
  | { readonly phase: "gone"; readonly endedAt: number }
  /** Provably not dispatched; null when it merely could not be sent in time. */
  | { readonly phase: "refused"; readonly endedAt: number; readonly failure: Failure | null }
  /** The platform does not let us look any more: what became of it is not known. */
  | { readonly phase: "lost"; readonly endedAt: number; readonly failure: Failure };

export type DispatchCard = DispatchFacts & DispatchProgress;
