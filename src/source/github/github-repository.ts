import type { FailedCall } from "../../failure.ts";
import type { Fetch } from "../../platforms/call-json.ts";

/** One repository, and how it is reached. */
export interface GitHubRepository {
  readonly fetch: Fetch;
  /** Without a slash at its end: "https://api.github.com". */
  readonly apiUrl: string;
  /** "owner/name" */
  readonly repository: string;
  /** Null: only what is public. `secret` is the name of the variable that holds it. */
  readonly token: GitHubToken | null;
  /** For which project it is asked. */
  readonly project: string;
}

export interface GitHubToken {
  readonly value: string;
  readonly secret: string;
}

/** docs.github.com/rest/about-the-rest-api/api-versions */
const API_VERSION = "2022-11-28";
/** GitHub refuses requests without one. */
const USER_AGENT = "Switchboard";

export type GitHubMedia = "application/vnd.github+json" | "application/vnd.github.raw+json";

/** `route` as it is documented, below the repository: "/commits/{ref}". */
export const repositoryCall = ({ project }: GitHubRepository, method: string, route: string): FailedCall => ({
  project,
  service: "GitHub",
  endpoint: `${method} /repos/{owner}/{repo}${route}`,
  changes: method !== "GET",
});

export const repositoryUrl = ({ apiUrl, repository }: GitHubRepository, path: string): string =>
  `${apiUrl}/repos/${encodePath(repository)}${path}`;

/** A branch may have slashes in its name, and a file is in folders. */
export const encodePath = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

export const repositoryHeaders = (
  { token }: GitHubRepository,
  accept: GitHubMedia,
): Record<string, string> => ({
  accept,
  "user-agent": USER_AGENT,
  "x-github-api-version": API_VERSION,
  ...(token && { authorization: `Bearer ${token.value}` }),
});
