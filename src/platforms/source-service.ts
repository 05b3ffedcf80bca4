/** Making a version of an agent from its source code: what LiveKit Cloud offers, and Pipecat Cloud as builds of its own. */
import type { Result } from "../failure.ts";

/** Lets its bearer upload one file until it expires: S3's presigned POST. As good as a key, so it is never stored or logged. */
export interface UploadForm {
  readonly url: string;
  /** Sent along unchanged, before the file. */
  readonly fields: Readonly<Record<string, string>>;
}

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
  /** Makes an agent that has no version yet. Each call makes another one. `form` null: it has to be asked for. */
  createAgent(
    region: string,
  ): Promise<Result<{ readonly agentId: string; readonly form: UploadForm | null }>>;
  /** Where the source of the next version goes. Nobody notices that it was asked. */
  requestUpload(target: SourceTarget): Promise<Result<UploadForm>>;
  /** `chunks` one after another are a gzipped tar. Nobody notices it before the build. */
  upload(form: UploadForm, chunks: readonly Uint8Array[]): Promise<Result<void>>;
  /**
   * Builds what was uploaded last, and follows it to its end, at most 15 minutes; then the platform rolls it out by itself.
   * `watch` is told of all news. Where the connection breaks (`platform-unavailable`) the build may go on without us.
   */
  build(target: SourceTarget, watch: (progress: BuildProgress) => void): Promise<Result<BuildOutcome>>;
}
