/** Where the agents live: one LiveKit project, or one Pipecat Cloud organization, with the keys that open it. */

export interface LiveKitProject {
  readonly platform: "livekit";
  /** The operator's own name for it: "prod". */
  readonly name: string;
  /** The project's address: ws, wss, http or https. */
  readonly url: string;
  /** The operator's override of the agents API's address, used verbatim; null: derived from `url`. */
  readonly agentsUrl: string | null;
  readonly apiKey: string;
  readonly apiSecret: string;
}

export interface PipecatProject {
  readonly platform: "pipecat";
  readonly name: string;
  /** Base of the private API, without a slash at the end: "https://api.pipecat.daily.co/v1". */
  readonly apiUrl: string;
  /** A private API key; it belongs to one organization. */
  readonly apiKey: string;
}

const KEYS = {
  livekit: ["LIVEKIT_API_KEY", "LIVEKIT_API_SECRET"],
  pipecat: ["PIPECAT_API_KEY"],
} as const;

/** "NIGHT_DESK": what the variables of project `night-desk` begin with. */
export const variablePrefix = (project: string): string => project.toUpperCase().replaceAll("-", "_");

/** The secrets that hold a project's keys: "VOICE_PIPECAT_API_KEY". */
export const keyNames = (project: string, platform: Project["platform"]): readonly string[] =>
  KEYS[platform].map((key) => `${variablePrefix(project)}_${key}`);

export type Project = LiveKitProject | PipecatProject;
