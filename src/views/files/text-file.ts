/** A short file that people take away: shown to be copied, or uploaded. */
export interface TextFile {
  /** "livekit.toml" */
  readonly name: string;
  readonly text: string;
}
