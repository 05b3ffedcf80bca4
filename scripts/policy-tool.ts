/** What `npm run policy` says, as a function of its arguments and of the variables; it asks nobody, Slack included. */
import { parseArgs } from "node:util";
import type { Actor, Directory, RoleTable } from "../src/commands/authorize.ts";
import { parseRoles } from "../src/commands/parse-roles.ts";
import { readExplanation } from "../src/commands/read-explanation.ts";
import { CHANGE_VERBS } from "../src/operations/change-request.ts";
import { findRule } from "../src/policy/find-rule.ts";
import { parsePolicy } from "../src/policy/parse-policy.ts";
import type { Policy } from "../src/policy/policy.ts";
import { describeExplanation } from "./describe-explanation.ts";

export const POLICY_USAGE = `npm run policy -- check [--file wrangler.toml | --simulated]
npm run policy -- explain <verb> <project>/<agent> [--as <user id>] [--file wrangler.toml | --simulated]`;

/** The tables of [vars]; what is wrong in them is found out here. */
export interface PolicyVars {
  readonly PROJECTS?: unknown;
  readonly ROLES?: unknown;
  readonly POLICY?: unknown;
}
/** Where the variables are read from. */
export type PolicySource = { readonly file: string } | "simulated";

export interface PolicyReport {
  readonly text: string;
  readonly exitCode: 0 | 1;
}

/** Everybody is a full member, and who is in a group or channel is not known. */
const OFFLINE: Directory = {
  accountKind: async () => "member",
  groupMembers: async () => null,
  channelMembers: async () => null,
  channelFacts: async () => null,
};
const EXPLAINED = [...CHANGE_VERBS, "dispatch"] as const;

/** `readVars` may throw; nothing else does. */
export async function runPolicyTool(
  args: readonly string[],
  readVars: (source: PolicySource) => PolicyVars,
): Promise<PolicyReport> {
  const request = parseRequest(args);
  if (request === null) return refuse(POLICY_USAGE);
  const vars = readVars(request.source);
  const projects = Object.keys(isTable(vars.PROJECTS) ? vars.PROJECTS : {});
  const problems: { readonly key: string; readonly remedy: string }[] = [];
  const roles = parseRoles(vars.ROLES ?? {}, problems);
  const outcome = parsePolicy(vars.POLICY ?? {}, { projects, roles });
  if (!outcome.ok) problems.push(...outcome.problems);
  if (!outcome.ok || roles === null)
    return refuse(problems.map(({ key, remedy }) => `${key}: ${remedy}`).join("\n"));
  const { policy } = outcome;
  if (request.kind === "check") return checkPolicy(policy, projects);
  return await explainOffline(request, { projects, roles, policy });
}

interface ExplainRequest {
  readonly kind: "explain";
  readonly verb: string;
  readonly agent: string;
  readonly as: string | null;
}
type Request = { readonly source: PolicySource } & (ExplainRequest | { readonly kind: "check" });

/** null: that is not how it is used. */
function parseRequest(args: readonly string[]): Request | null {
  const options = {
    file: { type: "string" },
    simulated: { type: "boolean", default: false },
    as: { type: "string" },
  } as const;
  try {
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [kind, verb, agent, extra] = positionals;
    if (values.simulated && values.file !== undefined) return null;
    const source = values.simulated ? "simulated" : { file: values.file ?? "wrangler.toml" };
    if (kind === "check" && verb === undefined && values.as === undefined) return { kind, source };
    if (kind !== "explain" || verb === undefined || agent === undefined || extra !== undefined) return null;
    return { kind, source, verb, agent, as: values.as ?? null };
  } catch {
    return null;
  }
}

async function explainOffline(
  { verb: given, agent, as, source }: Request & ExplainRequest,
  setting: { readonly projects: readonly string[]; readonly roles: RoleTable; readonly policy: Policy },
): Promise<PolicyReport> {
  const verb = EXPLAINED.find((candidate) => candidate === given);
  if (verb === undefined) return refuse(`The verb must be one of ${EXPLAINED.join(", ")}.`);
  const project = agent.split("/")[0] ?? "";
  if (setting.projects.length === 0) {
    const where = source === "simulated" ? source : source.file;
    return refuse(`No project is set up in ${where}; --simulated explains it with the simulated ones.`);
  }
  if (!setting.projects.includes(project))
    return refuse(`Name the agent with its project, one of: ${setting.projects.join(", ")}.`);
  if (as !== null && !/^[UW][A-Z0-9]+$/.test(as)) return refuse("--as takes the id of a person, U… or W….");
  const actor: Actor | null = as === null ? null : { userId: as, teamId: "", homeTeamId: "" };
  const { roles, policy } = setting;
  const explanation = await readExplanation({ project, verb, actor, policy, roles, directory: OFFLINE });
  return { text: describeExplanation(explanation), exitCode: 0 };
}

/** "prod rollback  1 approval by rule prod.default", a line for each change; 1 where all of them are refused. */
function checkPolicy(policy: Policy, projects: readonly string[]): PolicyReport {
  const lines = projects.flatMap((project) =>
    CHANGE_VERBS.map((verb) => {
      const rule = findRule(policy, project, verb);
      const says = rule ? `${countWords(rule.approvals)} by rule ${rule.name}` : "refused, no rule covers it";
      return `${`${project} ${verb}`.padEnd(24)} ${says}`;
    }),
  );
  const head =
    policy.rules.length === 0
      ? "The policy has no rule, so nobody may approve anything and every change is refused."
      : `No mistake in the policy. Its rules: ${policy.rules.map(({ name }) => name).join(", ")}.`;
  return { text: [head, ...lines].join("\n"), exitCode: policy.rules.length === 0 ? 1 : 0 };
}

const countWords = (approvals: number): string =>
  approvals === 0 ? "no approval needed" : `${approvals} approval${approvals === 1 ? "" : "s"}`;

const refuse = (text: string): PolicyReport => ({ text, exitCode: 1 });

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
