/** GitHub in one object: repositories, their archives, and the workflows that run in them. */
import { CallLog } from "../support/call-log.ts";
import { withControlRoutes } from "../support/control-routes.ts";
import { Faults } from "../support/faults.ts";
import type { GitHubDeps } from "./github-deps.ts";
import { type GitHubState, gitHubStateSchema, type Run } from "./github-state.ts";
import { createGitHubWorld, type GitHubWorld } from "./github-world.ts";
import { createApp } from "./http/create-app.ts";
import { plantRepository, type RepositorySeed } from "./repository-seed.ts";
import { type RunState, runStateAt } from "./run-life.ts";
import type { Token } from "./token.ts";

export interface GitHubCloudOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly delay: (ms: number) => Promise<void>;
  readonly repositories: readonly RepositorySeed[];
  readonly tokens: readonly Token[];
  /** Where archives are downloaded; left out: on the host of the API. */
  readonly codeloadUrl?: string;
  /** Default true; servers of before 2026 do not. */
  readonly knowsRunDetails?: boolean;
  /** Called once for each run that has succeeded, when it is next looked at: what its workflow does elsewhere. */
  readonly carryOut?: (run: Run) => void;
}

export interface GitHubCloud {
  /** The API and codeload, with the faults in front; `/_sim/*` beside them. */
  fetch(request: Request): Promise<Response>;
  readonly world: GitHubWorld;
  /** What is there now, without the contents of files. */
  state(): { readonly runs: readonly (Run & Pick<RunState, "status" | "conclusion">)[] };
  /** Plain JSON; `restore` goes on from it. */
  snapshot(): GitHubState;
  restore(snapshot: unknown): void;
  subscribe(listener: () => void): () => void;
  readonly faults: Faults;
  readonly calls: CallLog;
  /** What `fetch` answers: "GET /repos/:owner/:repo". */
  readonly routes: readonly string[];
}

export function createGitHubCloud(options: GitHubCloudOptions): GitHubCloud {
  const { now, delay, repositories, tokens, codeloadUrl = null, knowsRunDetails = true, carryOut } = options;
  const state: GitHubState = {
    version: 1,
    repositories: repositories.map(plantRepository),
    runs: [],
    usage: {},
    nextFailure: null,
    isHolding: false,
  };
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const deps: GitHubDeps = { state, now, tokens, codeloadUrl, knowsRunDetails, changed };
  const faults = new Faults(delay);
  const calls = new CallLog();
  const app = createApp(deps, calls);
  const settle = (): void => {
    for (const run of state.runs) {
      if (run.isCarriedOut || runStateAt(run, now()).conclusion !== "success") continue;
      run.isCarriedOut = true;
      carryOut?.(run);
      changed();
    }
  };
  const described = () => {
    settle();
    return {
      runs: state.runs.map((run) => {
        const { status, conclusion } = runStateAt(run, now());
        return structuredClone({ ...run, status, conclusion });
      }),
    };
  };
  const service = faults.wrap(async (request) => {
    settle();
    return await app.fetch(request);
  });
  return {
    fetch: withControlRoutes(service, { faults, calls, state: described }),
    world: createGitHubWorld(deps),
    state: described,
    snapshot() {
      settle();
      return structuredClone(state);
    },
    restore(snapshot) {
      Object.assign(state, gitHubStateSchema.parse(snapshot));
      changed();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    faults,
    calls,
    routes: app.routes
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path}`),
  };
}
