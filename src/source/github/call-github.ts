import type * as z from "zod/mini";
import type { Result } from "../../failure.ts";
import { callJson } from "../../platforms/call-json.ts";
import { decideRefusal, type Missing } from "./decide-refusal.ts";
import {
  type GitHubRepository,
  repositoryCall,
  repositoryHeaders,
  repositoryUrl,
} from "./github-repository.ts";

export interface GitHubCall<T> {
  readonly method?: "GET" | "POST";
  /** "/commits/{ref}" */
  readonly route: string;
  /** The route with what stands for its parts, percent-encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly schema: z.ZodMiniType<T>;
  readonly whenEmpty?: T;
  readonly missing: Missing;
}

/** One call of GitHub's REST API below a repository, made once. */
export async function callGitHub<T>(
  github: GitHubRepository,
  { method = "GET", route, path, query, missing, ...rest }: GitHubCall<T>,
): Promise<Result<T>> {
  const call = repositoryCall(github, method, route);
  const search = query ? `?${new URLSearchParams(query)}` : "";
  return await callJson({
    fetch: github.fetch,
    url: repositoryUrl(github, path) + search,
    method,
    headers: repositoryHeaders(github, "application/vnd.github+json"),
    call,
    readError: (error, headers) => decideRefusal(github, call, missing, error, headers),
    ...rest,
  });
}
