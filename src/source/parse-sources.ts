/** The tables [vars.PROJECTS.<project>.sources.<agent>]: in which repository the source of an agent is kept. */
import * as z from "zod/mini";
import { variablePrefix } from "../platforms/project.ts";
import type { GitHubToken } from "./github/github-repository.ts";
import { isGitRef } from "./github/is-git-ref.ts";
import type { SourceSettings } from "./source-port.ts";

export interface SourceConfig {
  /** GitHub's REST API, without a slash at its end. */
  readonly apiUrl: string;
  /** By project. */
  readonly projects: ReadonlyMap<string, ProjectSources>;
}

export interface ProjectSources {
  readonly token: GitHubToken | null;
  /** By an agent's id or name. */
  readonly agents: ReadonlyMap<string, SourceSettings>;
}

interface Problem {
  readonly key: string;
  readonly remedy: string;
}

const API_URL = "https://api.github.com";
const COMMON_TOKEN = "GITHUB_TOKEN";

const apiUrlSchema = z.url({ protocol: /^https?$/ });
/** It goes into a header. */
const tokenSchema = z.string().check(z.trim(), z.regex(/^[\x21-\x7e]+$/));
const repositorySchema = z
  .string()
  .check(z.regex(/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/), z.refine(isRepositoryName));
const folderSchema = z.string().check(z.refine(isFolder));
const refSchema = z.string().check(z.refine(isGitRef));
const workflowSchema = z.string().check(z.regex(/^[\w.-]+\.ya?ml$/));

const tableSchema = z.record(z.string(), z.unknown());
const sourceSchema = z.strictObject({
  repository: repositorySchema,
  subdirectory: z._default(z.nullable(folderSchema), null),
  ref: z._default(z.nullable(refSchema), null),
  workflow: z._default(z.nullable(workflowSchema), null),
});

const REMEDIES: Readonly<Record<string, string>> = {
  repository: 'set it to "owner/name", as in the address of the repository on GitHub',
  subdirectory: 'set it to a folder of the repository, such as "agents/support", or remove it',
  ref: "set it to the name of a branch or a tag, or to a commit, or remove it",
  workflow: 'set it to the file name of a workflow in .github/workflows, such as "deploy.yml", or remove it',
};

/** `projects` is the table PROJECTS, whatever it is; other mistakes in it are found elsewhere. Adds what is wrong to `problems`. */
export function parseSources(
  env: Readonly<Record<string, unknown>>,
  projects: unknown,
  problems: Problem[],
): SourceConfig {
  const apiUrl = apiUrlSchema.safeParse(env.GITHUB_API_URL ?? API_URL);
  if (!apiUrl.success)
    problems.push({
      key: "GITHUB_API_URL",
      remedy: "remove it, or set it to an address such as https://github.example.com/api/v3",
    });
  const found = new Map<string, ProjectSources>();
  for (const [project, table] of Object.entries(tableSchema.safeParse(projects).data ?? {})) {
    const { sources } = tableSchema.safeParse(table).data ?? {};
    if (sources === undefined) continue;
    const agents = parseAgents(`PROJECTS.${project}.sources`, sources, problems);
    found.set(project, { token: readToken(env, project, problems), agents });
  }
  return { apiUrl: (apiUrl.data ?? API_URL).replace(/\/+$/, ""), projects: found };
}

function parseAgents(key: string, value: unknown, problems: Problem[]): ReadonlyMap<string, SourceSettings> {
  const tables = tableSchema.safeParse(value);
  if (!tables.success) {
    problems.push({ key, remedy: `make a table [vars.${key}.<agent>] of it, with a repository` });
    return new Map();
  }
  const agents = new Map<string, SourceSettings>();
  for (const [agent, settings] of Object.entries(tables.data)) {
    const parsed = sourceSchema.safeParse(settings);
    if (parsed.success) agents.set(agent, parsed.data);
    else for (const issue of parsed.error.issues) problems.push(describeIssue(`${key}.${agent}`, issue));
  }
  return agents;
}

function describeIssue(key: string, issue: z.core.$ZodIssue): Problem {
  if (issue.code === "unrecognized_keys")
    return { key: `${key}.${issue.keys.join(", ")}`, remedy: "remove it; it is not a setting" };
  const field = String(issue.path[0] ?? "");
  const remedy = REMEDIES[field];
  return remedy === undefined
    ? { key, remedy: "make it a table with a repository" }
    : { key: `${key}.${field}`, remedy };
}

/** The project's own, or the one for all. A public repository needs none. */
function readToken(
  env: Readonly<Record<string, unknown>>,
  project: string,
  problems: Problem[],
): GitHubToken | null {
  const own = `${variablePrefix(project)}_${COMMON_TOKEN}`;
  const secret = [own, COMMON_TOKEN].find((name) => env[name] !== undefined);
  if (secret === undefined) return null;
  const value = tokenSchema.safeParse(env[secret]);
  if (value.success) return { value: value.data, secret };
  problems.push({ key: secret, remedy: `npx wrangler secret put ${secret}` });
  return null;
}

/** "." and ".." would lead to another route of the API. */
function isRepositoryName(repository: string): boolean {
  const name = repository.split("/").at(1);
  return name !== "." && name !== "..";
}

function isFolder(path: string): boolean {
  return path
    .split("/")
    .every((step) => step !== "" && step !== "." && step !== ".." && !/[\\\p{Cc}]/u.test(step));
}
