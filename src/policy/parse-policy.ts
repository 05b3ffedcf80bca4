/** The policy as written under [vars.POLICY] → `Policy`, or every mistake in it with its remedy, and never a value. */
import * as z from "zod/mini";
import type { RoleTable } from "../commands/authorize.ts";
import { CHANGE_VERBS } from "../operations/change-request.ts";
import type { ApprovalRule } from "./approval-rule.ts";
import { parseRule } from "./parse-rule.ts";
import type { Policy } from "./policy.ts";
import type { PolicyProblem } from "./policy-problem.ts";

/** What a policy is held against; null where that is not known because it is wrong itself. */
export interface PolicySetting {
  readonly projects: readonly string[] | null;
  readonly roles: RoleTable | null;
}

export type PolicyOutcome =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

const tableSchema = z.record(z.string(), z.unknown());
const policySchema = z.strictObject({
  break_glass: z._default(z.array(z.string().check(z.regex(/^[UWS][A-Z0-9]{1,30}$/))), []),
  on_call: z.optional(z.string().check(z.regex(/^S[A-Z0-9]{1,30}$/))),
  rules: z._default(tableSchema, {}),
});

const REMEDIES: ReadonlyMap<unknown, string> = new Map([
  ["break_glass", "list ids of people (U…, W…) and user groups (S…)"],
  ["on_call", "set it to the id of a user group (S…), or remove it"],
  ["rules", "make it tables [vars.POLICY.rules.<project>.<verb>]"],
]);
const VERBS: readonly string[] = [...CHANGE_VERBS, "default"];

/** Reads a whole policy. `{}` is one: nobody may approve anything. */
export function parsePolicy(value: unknown, setting: PolicySetting): PolicyOutcome {
  const parsed = policySchema.safeParse(value);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.flatMap(problemsOf) };
  const problems: PolicyProblem[] = [];
  const rules = Object.entries(parsed.data.rules).flatMap(([project, verbs]) =>
    parseProject(project, verbs, setting, problems),
  );
  if (problems.length > 0) return { ok: false, problems };
  const { break_glass: breakGlass, on_call: onCall } = parsed.data;
  return { ok: true, policy: { rules, breakGlass, onCall: onCall ?? null } };
}

function parseProject(
  project: string,
  value: unknown,
  { projects, roles }: PolicySetting,
  problems: PolicyProblem[],
): ApprovalRule[] {
  const key = `POLICY.rules.${project}`;
  const verbs = tableSchema.safeParse(value);
  if (project !== "*" && projects !== null && !projects.includes(project)) {
    problems.push({ key, remedy: 'use the name of a project under [vars.PROJECTS], or "*" for all' });
    return [];
  }
  if (!verbs.success) {
    problems.push({ key, remedy: `make it tables [vars.POLICY.rules.${project}.<verb>]` });
    return [];
  }
  return Object.entries(verbs.data).flatMap(([verb, rule]) => {
    if (VERBS.includes(verb)) return parseRule(`${project}.${verb}`, rule, roles, problems) ?? [];
    problems.push({ key: `${key}.${verb}`, remedy: `use one of ${VERBS.join(", ")} in its place` });
    return [];
  });
}

function problemsOf(issue: z.core.$ZodIssue): PolicyProblem[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((name) => ({ key: `POLICY.${name}`, remedy: "remove it; it is not a setting" }));
  const [field] = issue.path;
  const remedy = REMEDIES.get(field);
  return [
    remedy === undefined
      ? { key: "POLICY", remedy: "make it a table [vars.POLICY]" }
      : { key: `POLICY.${String(field)}`, remedy },
  ];
}
