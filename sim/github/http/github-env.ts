import type { Context } from "hono";
import type { Repository } from "../github-state.ts";
import type { Token } from "../token.ts";

/** What is known of a request: who asks, and which repository for. */
export interface GitHubEnv {
  Variables: { token: Token | null; repository: Repository; understood: unknown };
}

export type GitHubContext = Context<GitHubEnv>;

type Status = 400 | 401 | 403 | 404 | 409 | 422 | 501;

/** GitHub's form of a refusal. */
export const refuse = (context: GitHubContext, status: Status, message: string): Response =>
  context.json(
    { message, documentation_url: "https://docs.github.com/rest", status: String(status) },
    status,
  );

/** A part of the path that may have slashes in it. */
export const readParam = (context: GitHubContext, name: string): string => context.req.param(name) ?? "";
