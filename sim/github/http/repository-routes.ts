/** `GET /repos/{owner}/{repo}`, and its branches and commits. */
import { Hono } from "hono";
import { findCommit } from "../find-commit.ts";
import type { Commit } from "../github-state.ts";
import { type GitHubEnv, readParam, refuse } from "./github-env.ts";

export function createRepositoryRoutes(): Hono<GitHubEnv> {
  return new Hono<GitHubEnv>()
    .get("/repos/:owner/:repo", (context) => {
      const { name, isPrivate, defaultBranch } = context.get("repository");
      return context.json({
        name: name.split("/")[1],
        full_name: name,
        private: isPrivate,
        default_branch: defaultBranch,
      });
    })
    .get("/repos/:owner/:repo/branches/:branch{.+}", (context) => {
      const { branches, commits } = context.get("repository");
      const name = readParam(context, "branch");
      const sha = Object.hasOwn(branches, name) ? branches[name] : undefined;
      const commit = commits.find((candidate) => candidate.sha === sha);
      if (!commit) return refuse(context, 404, "Branch not found");
      return context.json({ name, commit: renderCommit(commit), protected: false });
    })
    .get("/repos/:owner/:repo/commits/:ref{.+}", (context) => {
      const repository = context.get("repository");
      if (repository.commits.length === 0) return refuse(context, 409, "Git Repository is empty.");
      const ref = readParam(context, "ref");
      const commit = findCommit(repository, ref);
      return commit
        ? context.json({ ...renderCommit(commit), files: [] })
        : refuse(context, 422, `No commit found for SHA: ${ref}`);
    });
}

function renderCommit({ sha, message, at }: Commit) {
  const person = { name: "Ada", email: "ada@example.com", date: new Date(at).toISOString() };
  return { sha, commit: { message, author: person, committer: person }, parents: [] };
}
