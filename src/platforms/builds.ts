/** Images that the platform builds, on Pipecat Cloud. Times in milliseconds. */
import type { Result } from "../failure.ts";
import type { LogLine } from "./to-log-lines.ts";

export const BUILD_STATUSES = ["pending", "building", "success", "failed", "timeout"] as const;
export type BuildStatus = (typeof BUILD_STATUSES)[number];

export interface Build {
  readonly id: string;
  /** One of `BUILD_STATUSES`, or a word that nobody has seen yet. */
  readonly status: string;
  readonly region: string | null;
  readonly dockerfilePath: string | null;
  readonly contextHash: string | null;
  readonly contextBytes: number | null;
  /** Of a build that succeeded. */
  readonly imageUri: string | null;
  readonly imageBytes: number | null;
  /** Foreign text. */
  readonly error: string | null;
  readonly createdAt: number | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly durationSeconds: number | null;
}

export interface BuildQuery {
  readonly status: BuildStatus | null;
  /** null: any. */
  readonly region: string | null;
}

export interface BuildList {
  readonly total: number;
  /** Newest first. */
  readonly builds: readonly Build[];
}

export interface BuildLog {
  /** Oldest first. Foreign text, likely secrets masked. */
  readonly lines: readonly LogLine[];
  /** The newest may be missing. */
  readonly isCut: boolean;
}

export interface BuildService {
  list(query: BuildQuery): Promise<Result<BuildList>>;
  /** `build-not-found`. */
  describe(buildId: string): Promise<Result<Build>>;
  /** What it has written, as much as one answer holds; empty while it waits. */
  readLog(buildId: string): Promise<Result<BuildLog>>;
}
