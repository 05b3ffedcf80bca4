/**
 * The environment, checked once: what is missing or wrong is listed in full, by name, each with the command that
 * mends it, and never with a value. The only place that reads `env`.
 */
import * as z from "zod/mini";
import type { RoleTable } from "./commands/authorize.ts";
import { parseRoles } from "./commands/parse-roles.ts";
import { keyNames, type Project, variablePrefix } from "./platforms/project.ts";
import { parsePolicy } from "./policy/parse-policy.ts";
import type { Policy } from "./policy/policy.ts";
import { parseSources, type SourceConfig } from "./source/parse-sources.ts";

export interface SlackSettings {
  readonly botToken: string;
  /** The current secret first, then the one before it during a rotation (Slack keeps it valid for 24 h). */
  readonly signingSecrets: readonly string[];
  /** Base of the Web API, with a slash at the end. */
  readonly apiUrl: string;
}

export interface Config {
  readonly slack: SlackSettings;
  readonly projects: readonly Project[];
  readonly roles: RoleTable;
  readonly policy: Policy;
  readonly sources: SourceConfig;
}

/** One wrong or missing key and how to mend it. */
export interface Problem {
  readonly key: string;
  readonly remedy: string;
}

export type ConfigOutcome =
  | { readonly ok: true; readonly config: Config }
  /** Without signing secrets nobody can prove to be Slack; with them the bot can at least say what is wrong. */
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly signingSecrets: readonly string[] };

type Environment = Readonly<Record<string, unknown>>;

const secretSchema = z.string().check(z.trim(), z.minLength(1));
const projectNameSchema = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,30}$/));
const httpUrlSchema = z.url({ protocol: /^https?$/ });
const projectSchema = z.discriminatedUnion("platform", [
  z.strictObject({
    platform: z.literal("livekit"),
    url: z.url({ protocol: /^(wss?|https?)$/ }),
    agents_url: z.optional(httpUrlSchema),
    sources: z.optional(z.unknown()),
  }),
  z.strictObject({
    platform: z.literal("pipecat"),
    url: z._default(httpUrlSchema, "https://api.pipecat.daily.co/v1"),
    sources: z.optional(z.unknown()),
  }),
]);
/** Reads the whole environment. */
export function parseConfig(env: Environment): ConfigOutcome {
  const problems: Problem[] = [];
  const slack = readSlack(env, problems);
  const projects = readProjects(env, problems);
  const roles = parseRoles(parseIfText(env.ROLES ?? {}), problems);
  const policy = readPolicy(env, roles, problems);
  const sources = parseSources(env, parseIfText(env.PROJECTS), problems);
  if (problems.length > 0 || slack === null || roles === null || policy === null)
    return { ok: false, problems, signingSecrets: readSigningSecrets(env) };
  return { ok: true, config: Object.freeze({ slack, projects, roles, policy, sources }) };
}

function readSlack(env: Environment, problems: Problem[]): SlackSettings | null {
  const signingSecret = readSecret(env, "SLACK_SIGNING_SECRET", problems);
  const botToken = readSecret(env, "SLACK_BOT_TOKEN", problems);
  const apiUrl = httpUrlSchema.safeParse(env.SLACK_API_URL ?? "https://slack.com/api/");
  if (!apiUrl.success)
    problems.push({ key: "SLACK_API_URL", remedy: "remove it, or set it to an http(s) address" });
  if (signingSecret === null || botToken === null || !apiUrl.success) return null;
  return {
    botToken,
    signingSecrets: readSigningSecrets(env),
    apiUrl: apiUrl.data.endsWith("/") ? apiUrl.data : `${apiUrl.data}/`,
  };
}

function readSigningSecrets(env: Environment): readonly string[] {
  const values = [env.SLACK_SIGNING_SECRET, env.SLACK_SIGNING_SECRET_PREVIOUS];
  return values.flatMap((value) => secretSchema.safeParse(value).data ?? []);
}

function readSecret(env: Environment, key: string, problems: Problem[]): string | null {
  const parsed = secretSchema.safeParse(env[key]);
  if (parsed.success) return parsed.data;
  problems.push({ key, remedy: `npx wrangler secret put ${key}` });
  return null;
}

function readProjects(env: Environment, problems: Problem[]): readonly Project[] {
  const table = z.record(z.string(), z.unknown()).safeParse(parseIfText(env.PROJECTS));
  if (!table.success || Object.keys(table.data).length === 0) {
    problems.push({
      key: "PROJECTS",
      remedy: "add a table [vars.PROJECTS.<name>] with a platform to wrangler.toml",
    });
    return [];
  }
  const projects: Project[] = [];
  for (const [name, value] of Object.entries(table.data)) {
    const project = readProject(env, name, value, problems);
    if (project) projects.push(project);
  }
  return projects;
}

function readProject(env: Environment, name: string, value: unknown, problems: Problem[]): Project | null {
  const key = `PROJECTS.${name}`;
  if (!projectNameSchema.safeParse(name).success) {
    problems.push({ key, remedy: "name the project with small letters, digits and dashes, at most 31" });
    return null;
  }
  const prefix = variablePrefix(name);
  const override = env[`${prefix}_LIVEKIT_URL`] ?? env[`${prefix}_PIPECAT_URL`];
  const settings = override === undefined || !isObject(value) ? value : { ...value, url: override };
  const parsed = projectSchema.safeParse(settings);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) problems.push(projectProblem(key, issue));
    return null;
  }
  const [apiKey, apiSecret] = keyNames(name, parsed.data.platform).map((keyName) =>
    readSecret(env, keyName, problems),
  );
  if (!apiKey) return null;
  if (parsed.data.platform === "pipecat")
    return { platform: "pipecat", name, apiUrl: parsed.data.url.replace(/\/$/, ""), apiKey };
  if (!apiSecret) return null;
  return {
    platform: "livekit",
    name,
    url: parsed.data.url,
    agentsUrl: parsed.data.agents_url ?? null,
    apiKey,
    apiSecret,
  };
}

function projectProblem(key: string, issue: z.core.$ZodIssue): Problem {
  const [field] = issue.path;
  if (issue.code === "unrecognized_keys")
    return { key: `${key}.${issue.keys.join(", ")}`, remedy: "remove it; it is not a setting" };
  if (field === "platform") return { key: `${key}.platform`, remedy: 'set it to "livekit" or "pipecat"' };
  if (field === "url")
    return {
      key: `${key}.url`,
      remedy: "set it to the project's address, such as wss://my-project.livekit.cloud",
    };
  if (field === "agents_url")
    return { key: `${key}.agents_url`, remedy: "set it to an http(s) address, or remove it" };
  return { key, remedy: "make it a table with a platform" };
}

/** A project that lacks a secret is still one that rules may name. */
function readPolicy(env: Environment, roles: RoleTable | null, problems: Problem[]): Policy | null {
  const table = parseIfText(env.PROJECTS);
  const outcome = parsePolicy(parseIfText(env.POLICY ?? {}), {
    projects: isObject(table) && Object.keys(table).length > 0 ? Object.keys(table) : null,
    roles,
  });
  if (outcome.ok) return outcome.policy;
  problems.push(...outcome.problems);
  return null;
}

/** Tables set in the dashboard or by `--var` arrive as JSON text. */
function parseIfText(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
