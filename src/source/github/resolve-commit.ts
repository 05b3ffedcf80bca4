/** From a name to a commit: a branch, a tag, or (the beginning of) a commit's id. */
import * as z from "zod/mini";
import { fail, type Result, succeed } from "../../failure.ts";
import { parseTime } from "../../platforms/parse-time.ts";
import type { SourceCommit } from "../source-port.ts";
import { callGitHub } from "./call-github.ts";
import { encodePath, type GitHubRepository } from "./github-repository.ts";
import { isGitRef } from "./is-git-ref.ts";

const commitSchema = z.object({
  sha: z.string().check(z.regex(/^[0-9a-f]{40}$/)),
  commit: z.object({
    message: z.string(),
    committer: z.nullish(z.object({ date: z.nullish(z.string()) })),
  }),
});
const branchSchema = z.object({ commit: commitSchema });
const repositorySchema = z.object({ default_branch: z.string() });

const FULL_SHA = /^[0-9a-f]{40}$/i;

/** `ref` null: the default branch. A branch goes before a tag of the same name. */
export async function resolveCommit(
  github: GitHubRepository,
  ref: string | null,
): Promise<Result<SourceCommit>> {
  if (ref === null) {
    const found = await callGitHub(github, {
      route: "",
      path: "",
      schema: repositorySchema,
      missing: { missing: "repository", name: null },
    });
    return found.ok ? await resolveCommit(github, found.value.default_branch) : found;
  }
  const missing = { missing: "ref", name: ref } as const;
  const absent = fail({ kind: "source-not-found", repository: github.repository, ...missing });
  if (!isGitRef(ref)) return absent;
  if (!FULL_SHA.test(ref)) {
    const branch = await callGitHub(github, {
      route: "/branches/{branch}",
      path: `/branches/${encodePath(ref)}`,
      schema: branchSchema,
      missing,
    });
    if (branch.ok) return succeed(toCommit(branch.value.commit, ref, ref));
    if (branch.failure.kind !== "source-not-found") return branch;
  }
  const commit = await callGitHub(github, {
    route: "/commits/{ref}",
    path: `/commits/${encodePath(ref)}`,
    // Of the files that it changes, which are of no interest here and may be many.
    query: { per_page: "1" },
    schema: commitSchema,
    missing: { missing: "repository", name: null },
  });
  if (commit.ok) return succeed(toCommit(commit.value, ref, null));
  // GitHub's words for an unknown name (422), and for a repository without commits (409).
  const isUnknown = commit.failure.kind === "platform-refused" && [409, 422].includes(commit.failure.status);
  return isUnknown ? absent : commit;
}

function toCommit(
  { sha, commit }: z.infer<typeof commitSchema>,
  ref: string,
  branch: string | null,
): SourceCommit {
  const [subject = ""] = commit.message.split("\n");
  return { sha, ref, branch, subject, committedAt: parseTime(commit.committer?.date ?? "") };
}
