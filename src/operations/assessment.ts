/** What one look at the agent says about a change that was accepted. */

/** LiveKit's own word for it (docs, "Agent status"). */
export const BUILD_FAILED = "Build Failed";

export type Assessment =
  /** `asleep`: regions that have it and wake for the next call. Foreign text. */
  | { readonly state: "complete"; readonly asleep?: readonly string[] }
  /** `trouble`: signs that it will not end well, which may still pass. */
  | { readonly state: "working"; readonly progress: Progress; readonly trouble: Trouble | null }
  /** Evidence that it failed. Seen twice in a row it has. */
  | { readonly state: "failing"; readonly progress: Progress; readonly trouble: Trouble }
  /** Somebody else deployed meanwhile: the version or deployment that is there or wanted now. */
  | { readonly state: "superseded"; readonly by: string };

/** How far it has come, in the platform's own words. Foreign text. */
export interface Progress {
  readonly word: string;
  /** Replicas, instances or regions that are ready, or sessions that ended, of how many; null when that says nothing here. */
  readonly ready: { readonly count: number; readonly of: number; readonly what?: "ended" } | null;
}

/** What is wrong, as far as the platform tells. Foreign text. */
export interface Trouble {
  /** "CrashLoopBackOff", "ImagePullBackOff", "PCC_IMAGE_NOT_FOUND", "Build Failed". */
  readonly reason: string;
  readonly exitCode: number | null;
  readonly restarts: number | null;
  /** The last line of the traceback, or the platform's message. */
  readonly lastLine: string | null;
  /** The region; null when there is only one. */
  readonly where: string | null;
}

export const troubleOf = (assessment: Assessment | null): Trouble | null =>
  assessment && "trouble" in assessment ? assessment.trouble : null;
