/** What tests and the playground may do to the simulated GitHub: change the world, never the replies. */

import { findRepository } from "./find-commit.ts";
import type { GitHubDeps } from "./github-deps.ts";
import type { Repository } from "./github-state.ts";
import { RATE_LIMITS } from "./http/admission.ts";
import { type FileSeed, plantCommit } from "./repository-seed.ts";

export interface Push {
  /** "owner/name" */
  readonly repository: string;
  /** Default: the default branch. Made where it is not there. */
  readonly branch?: string;
  readonly message: string;
  /** All files of the commit; left out: those of the one before. */
  readonly files?: Readonly<Record<string, FileSeed>>;
}

/** All methods throw when what they name is not there. */
export interface GitHubWorld {
  /** Somebody pushes a commit; gives its id. */
  push(push: Push): string;
  tag(repository: string, tag: string, sha: string): void;
  deleteBranch(repository: string, branch: string): void;
  /** The next run fails at this step. */
  failNextRun(step: string): void;
  /** Runs that are started from now on wait for a runner; false lets all go, from their beginning. */
  holdRuns(isHolding: boolean): void;
  /** Everybody has used up the requests of this hour. */
  exhaustRateLimit(): void;
}

export function createGitHubWorld({ state, now, tokens, changed }: GitHubDeps): GitHubWorld {
  const requireRepository = (name: string): Repository => {
    const repository = findRepository(state, name);
    if (!repository) throw new Error(`there is no repository ${name}`);
    return repository;
  };
  return {
    push({ repository: name, branch, message, files }) {
      const repository = requireRepository(name);
      const onto = branch ?? repository.defaultBranch;
      const tip = repository.commits.find(
        ({ sha }) => sha === (repository.branches[onto] ?? repository.branches[repository.defaultBranch]),
      );
      const commit = files
        ? plantCommit({ message, at: now(), files })
        : { ...plantCommit({ message, at: now(), files: {} }), files: tip?.files ?? {} };
      repository.commits.push(commit);
      repository.branches[onto] = commit.sha;
      changed();
      return commit.sha;
    },
    tag(repository, tag, sha) {
      requireRepository(repository).tags[tag] = sha;
      changed();
    },
    deleteBranch(repository, branch) {
      delete requireRepository(repository).branches[branch];
      changed();
    },
    failNextRun(step) {
      state.nextFailure = step;
      changed();
    },
    holdRuns(isHolding) {
      state.isHolding = isHolding;
      if (!isHolding) {
        for (const run of state.runs.filter(({ isHeld }) => isHeld)) {
          run.isHeld = false;
          run.startedAt = now();
        }
      }
      changed();
    },
    exhaustRateLimit() {
      const since = now();
      state.usage[""] = { since, used: RATE_LIMITS.nobody };
      for (const { value } of tokens) state.usage[value] = { since, used: RATE_LIMITS.token };
      changed();
    },
  };
}
