/**
 * Where the source of an agent is kept, and what can be done with it there: name a commit, pack its files, have CI deploy it.
 * Times are milliseconds since 1970.
 */
import type { Result } from "../failure.ts";

/** What the configuration says about the source of one agent. */
export interface SourceSettings {
  /** "owner/name". */
  readonly repository: string;
  /** Below the root of the repository, without slashes at its ends; null: the root. */
  readonly subdirectory: string | null;
  /** What is deployed where nobody names anything else: a branch, a tag or a commit; null: the default branch. */
  readonly ref: string | null;
  /** The file name of the workflow that deploys it, such as "deploy.yml"; null: the bot deploys it itself. */
  readonly workflow: string | null;
}

export interface SourceCommit {
  /** 40 hexadecimal digits. */
  readonly sha: string;
  /** As it was asked for, or the default branch. */
  readonly ref: string;
  /** Set where `ref` is a branch. */
  readonly branch: string | null;
  /** The first line of the commit's message. Foreign text. */
  readonly subject: string;
  readonly committedAt: number | null;
}

/** A gzipped tar of what is uploaded, in memory; its size is bounded by `MAX_SOURCE_BYTES`. */
export interface SourceArchive {
  readonly chunks: readonly Uint8Array[];
  /** Of all chunks together. */
  readonly sizeBytes: number;
  /** Regular files in it. */
  readonly fileCount: number;
}

/** A run of a GitHub Actions workflow. */
export interface WorkflowRun {
  readonly id: string;
  /** The commit that it runs on: the branch may have moved on between the question and the start. */
  readonly sha: string;
  /** For people. */
  readonly url: string;
  /** GitHub's own word: queued, in_progress, completed, waiting, … */
  readonly status: string;
  /** GitHub's own word once it is completed: success, failure, cancelled, timed_out, …; null before. */
  readonly conclusion: string | null;
  readonly steps: readonly {
    readonly name: string;
    readonly status: string;
    readonly conclusion: string | null;
  }[];
}

/** The repository of one agent. */
export interface SourceHost {
  readonly settings: SourceSettings;
  /** `source-not-found` where there is no such branch, tag or commit, or the token may not see the repository. */
  resolveCommit(ref: string | null): Promise<Result<SourceCommit>>;
  /** Fetches, filters and packs what LiveKit's own client would upload; `source-too-large` past the limit. */
  pack(commit: SourceCommit): Promise<Result<SourceArchive>>;
  /** Starts the configured workflow once. A success means accepted; null where GitHub names no run. */
  startWorkflow(
    commit: SourceCommit,
    inputs: Readonly<Record<string, string>>,
  ): Promise<Result<string | null>>;
  /** The run that `startWorkflow` with this operation id began, found by the name that the workflow gives it; null: none. */
  findRun(operationId: string, sinceMs: number): Promise<Result<WorkflowRun | null>>;
  readRun(runId: string): Promise<Result<WorkflowRun>>;
}
