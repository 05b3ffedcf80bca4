import type { AgentIdentity } from "../platforms/port.ts";

/** For whom builds are shown. */
export interface BuildScope {
  readonly project: string;
  /** null: for the project as a whole. */
  readonly agent: AgentIdentity | null;
  /** Where the agent runs; a build can be deployed only there. */
  readonly regions: readonly string[];
  /** By id of the build, the names of the agents that run it, as far as the platform tells. */
  readonly runs: ReadonlyMap<string, readonly string[]>;
}
