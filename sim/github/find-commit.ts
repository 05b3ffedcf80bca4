import type { Commit, GitHubState, Repository } from "./github-state.ts";

/** Owner and name are not case sensitive. */
export const findRepository = ({ repositories }: GitHubState, name: string): Repository | null =>
  repositories.find((repository) => repository.name.toLowerCase() === name.toLowerCase()) ?? null;

const MIN_SHA_DIGITS = 4;

/** A branch, a tag, or the beginning of a commit's id. */
export function findCommit(repository: Repository, ref: string): Commit | null {
  const name = ref.replace(/^(refs\/)?(heads|tags)\//, "");
  const sha = Object.hasOwn(repository.branches, name)
    ? repository.branches[name]
    : Object.hasOwn(repository.tags, name)
      ? repository.tags[name]
      : isShaPrefix(ref)
        ? ref.toLowerCase()
        : undefined;
  return (sha && repository.commits.findLast((commit) => commit.sha.startsWith(sha))) || null;
}

const isShaPrefix = (text: string): boolean =>
  text.length >= MIN_SHA_DIGITS && /^[0-9a-f]{1,40}$/i.test(text);
