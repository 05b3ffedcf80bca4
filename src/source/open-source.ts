import type { Fetch } from "../platforms/call-json.ts";
import { createGitHubSource } from "./github/github-source.ts";
import type { SourceConfig } from "./parse-sources.ts";
import type { SourceHost } from "./source-port.ts";

/** Whose source it is. */
export interface SourceOwner {
  readonly id: string;
  readonly name: string;
}

/** What is configured under the agent's id, else under its name; null: nothing is. */
export function openSource(
  { apiUrl, projects }: SourceConfig,
  project: string,
  { id, name }: SourceOwner,
  fetch: Fetch,
): SourceHost | null {
  const sources = projects.get(project);
  const settings = sources?.agents.get(id) ?? sources?.agents.get(name);
  if (!sources || !settings) return null;
  return createGitHubSource(settings, { fetch, apiUrl, token: sources.token, project });
}
