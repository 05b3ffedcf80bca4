import type { GitHubState } from "./github-state.ts";
import type { Token } from "./token.ts";

/** What the HTTP face and the world share. */
export interface GitHubDeps {
  readonly state: GitHubState;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly tokens: readonly Token[];
  /** Where archives are downloaded; null: on the host of the API. */
  readonly codeloadUrl: string | null;
  /** Servers of before 2026 refuse a question for the run that they start. */
  readonly knowsRunDetails: boolean;
  /** After every change. */
  readonly changed: () => void;
}
