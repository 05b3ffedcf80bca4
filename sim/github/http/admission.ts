/** Who asks, how often, and whether there is such a repository for them. */
import type { MiddlewareHandler } from "hono";
import { findRepository } from "../find-commit.ts";
import type { GitHubDeps } from "../github-deps.ts";
import { type GitHubEnv, readParam, refuse } from "./github-env.ts";

const HOUR_MS = 3_600_000;
/** Requests an hour (docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api). */
export const RATE_LIMITS = { token: 5_000, nobody: 60 };

const NO_USER_AGENT =
  "Request forbidden by administrative rules. Please make sure your request has a User-Agent header (https://docs.github.com/en/rest/overview/resources-in-the-rest-api#user-agent-required).";

export function admit({ state, now, tokens, changed }: GitHubDeps): MiddlewareHandler<GitHubEnv> {
  return async (context, next) => {
    if (!context.req.header("user-agent")) return refuse(context, 403, NO_USER_AGENT);
    const header = context.req.header("authorization");
    const value = /^(?:Bearer|token) (.+)$/i.exec(header ?? "")?.[1];
    const token = tokens.find((known) => known.value === value) ?? null;
    if (header !== undefined && !token) return refuse(context, 401, "Bad credentials");
    context.set("token", token);

    const limit = token ? RATE_LIMITS.token : RATE_LIMITS.nobody;
    const usage = state.usage[token?.value ?? ""];
    const current = usage && now() < usage.since + HOUR_MS ? usage : { since: now(), used: 0 };
    const isOver = current.used >= limit;
    const counted = { ...current, used: isOver ? current.used : current.used + 1 };
    state.usage[token?.value ?? ""] = counted;
    changed();
    if (isOver)
      context.res = refuse(context, 403, `API rate limit exceeded for ${token ? "user ID 1" : "127.0.0.1"}.`);
    else await next();
    const { headers } = context.res;
    headers.set("date", new Date(now()).toUTCString());
    headers.set("x-ratelimit-limit", String(limit));
    headers.set("x-ratelimit-remaining", String(limit - counted.used));
    headers.set("x-ratelimit-used", String(counted.used));
    headers.set("x-ratelimit-reset", String(Math.ceil((counted.since + HOUR_MS) / 1000)));
    headers.set("x-ratelimit-resource", "core");
    return undefined;
  };
}

/** Of a private repository that a token may not see, GitHub says that there is none. */
export function requireRepository({ state }: GitHubDeps): MiddlewareHandler<GitHubEnv> {
  return async (context, next) => {
    const repository = findRepository(state, `${readParam(context, "owner")}/${readParam(context, "repo")}`);
    const token = context.get("token");
    const isSeen = repository && (!repository.isPrivate || token?.repositories.includes(repository.name));
    if (!repository || !isSeen) return refuse(context, 404, "Not Found");
    context.set("repository", repository);
    return await next();
  };
}

/** What a token without a permission is told; what is public needs none to be read. */
export const NOT_ACCESSIBLE = "Resource not accessible by personal access token";

export function requireRead(permission: "contents" | "actions"): MiddlewareHandler<GitHubEnv> {
  return async (context, next) => {
    const isLacking = context.get("repository").isPrivate && context.get("token")?.[permission] === "none";
    return isLacking ? refuse(context, 403, NOT_ACCESSIBLE) : await next();
  };
}
