/** Making a version of an agent from its source code: what LiveKit Cloud offers. Where a source is uploaded is as good as a key, so it is never stored or logged. */
import type { FailedCall, Result } from "../failure.ts";
import type { UploadTarget } from "../source/upload-archive.ts";

/** For which agent a version is made. */
export interface SourceTarget {
  readonly agentId: string;
  /** "" is production. */
  readonly deployment: string;
  /** What the version will say of itself. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** How far a build is, as its log tells. Foreign text. */
export interface BuildProgress {
  /** Why it has not begun; null: it is not waiting. */
  readonly queue: string | null;
  /** The step that began last; null before the first. */
  readonly step: string | null;
  /** Steps that have ended, of those that are known by now. */
  readonly done: number;
  readonly total: number;
  /** The newest lines of output, oldest first; at most 15. */
  readonly lines: readonly string[];
}

/** `error`: why it failed, in the platform's words; null: it was built, and is rolled out now. */
export interface BuildOutcome {
  readonly error: string | null;
}

export interface SourceService {
  /** Makes an agent that has no version yet. Each call makes another one. `upload` null: it has to be asked for. */
  createAgent(
    region: string,
  ): Promise<Result<{ readonly agentId: string; readonly upload: UploadTarget | null }>>;
  /** Where the source of the next version goes. Nobody notices that it was asked. */
  requestUpload(target: SourceTarget): Promise<Result<UploadTarget>>;
  /** For the words of an upload that failed. Nobody notices an upload before the build. */
  readonly uploadCall: FailedCall;
  /**
   * Builds what was uploaded last, and follows it to its end, at most 15 minutes; then the platform rolls it out by itself.
   * `watch` is told that there is news, with each line; what it is costs time to find out, so it is asked for where it is needed.
   * Where the connection breaks (`platform-unavailable`) the build may go on without us.
   */
  build(target: SourceTarget, watch: (read: () => BuildProgress) => void): Promise<Result<BuildOutcome>>;
}
