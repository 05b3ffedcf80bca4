/** One table [vars.POLICY.rules.<project>.<verb>] → `ApprovalRule`. A rule that nobody could ever satisfy is a mistake. */
import * as z from "zod/mini";
import type { RoleTable } from "../commands/authorize.ts";
import type { ApprovalRule } from "./approval-rule.ts";
import type { PolicyProblem } from "./policy-problem.ts";

/** In the place of an id: everybody whom the role makes an approver. */
const ROLE = "role:approver";
const MAX_APPROVALS = 20;

const ruleSchema = z.strictObject({
  approvers: z._default(z.array(z.string().check(z.regex(/^([UWSCG][A-Z0-9]{1,30}|role:approver)$/))), []),
  approvals: z._default(z.int().check(z.gte(0), z.lte(MAX_APPROVALS)), 1),
  from_each: z._default(z.array(z.string().check(z.regex(/^[SCG][A-Z0-9]{1,30}$/))), []),
  self_approval: z._default(z.boolean(), false),
  expires_minutes: z._default(z.int().check(z.gte(1), z.lte(1440)), 30),
  reason: z._default(z.boolean(), false),
  auto_rollback_seconds: z.optional(z.int().check(z.gte(10), z.lte(3600))),
});
type RuleTable = z.infer<typeof ruleSchema>;

const IDS = "ids of people (U…, W…), user groups (S…) and channels (C…, G…)";
const REMEDIES: Readonly<Record<keyof RuleTable, string>> = {
  approvers: `list ${IDS}, or "${ROLE}"; names change hands`,
  approvals: `set it to a number from 0 to ${MAX_APPROVALS}`,
  from_each: "list ids of user groups (S…) and channels (C…, G…)",
  self_approval: "set it to true or false",
  expires_minutes: "set it to a number from 1 to 1440",
  reason: "set it to true or false",
  auto_rollback_seconds: "set it to a number from 10 to 3600, or remove it",
};

/** `name` is where the rule stands: "prod.rollback". null when it has problems, which are added to `problems`. */
export function parseRule(
  name: string,
  value: unknown,
  roles: RoleTable | null,
  problems: PolicyProblem[],
): ApprovalRule | null {
  const key = `POLICY.rules.${name}`;
  const parsed = ruleSchema.safeParse(value);
  const found = parsed.success
    ? findContradictions(parsed.data, roles)
    : parsed.error.issues.flatMap(remediesOf);
  // A list with two wrong entries is one problem.
  const byField = new Map(found);
  for (const [field, remedy] of byField)
    problems.push({ key: field === "" ? key : `${key}.${field}`, remedy });
  return parsed.success && byField.size === 0 ? toRule(name, parsed.data, roles) : null;
}

type FieldRemedy = readonly [field: string, remedy: string];

function remediesOf(issue: z.core.$ZodIssue): FieldRemedy[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((name) => [name, "remove it; it is not a setting"]);
  const field = Object.entries(REMEDIES).find(([name]) => name === issue.path[0]);
  return [field ?? ["", "make it a table with approvers"]];
}

function findContradictions(table: RuleTable, roles: RoleTable | null): FieldRemedy[] {
  const found: FieldRemedy[] = [];
  const { approvals, from_each: fromEach } = table;
  if (roles !== null || !table.approvers.includes(ROLE))
    found.push(...judgeApprovers(table, listApprovers(table, roles)));
  if (new Set(fromEach).size < fromEach.length) found.push(["from_each", "name each of them once"]);
  if (approvals < fromEach.length)
    found.push(["approvals", "set it to at least the number of entries in from_each"]);
  return found;
}

function judgeApprovers({ approvals }: RuleTable, approvers: readonly string[]): FieldRemedy[] {
  if (approvers.includes("*"))
    return [["approvers", `list ids: "${ROLE}" would be everybody while ROLES gives it to "*"`]];
  if (approvals > 0 && approvers.length === 0)
    return [["approvers", `list ${IDS}, or set approvals = 0 to go ahead without any`]];
  const arePeople = approvers.length > 0 && approvers.every((entry) => /^[UW]/.test(entry));
  return arePeople && approvals > approvers.length
    ? [["approvals", "set it to at most the number of approvers"]]
    : [];
}

/** Ids only, each once. Whoever is in one of `from_each` is an approver too. */
function listApprovers(table: RuleTable, roles: RoleTable | null): readonly string[] {
  const byRole = roles === null ? [] : [...roles.approver, ...roles.admin];
  const entries = table.approvers.flatMap((entry) => (entry === ROLE ? byRole : entry));
  return [...new Set([...entries, ...table.from_each])];
}

function toRule(name: string, table: RuleTable, roles: RoleTable | null): ApprovalRule {
  const { auto_rollback_seconds: autoRollbackSeconds } = table;
  return {
    name,
    approvals: table.approvals,
    approvers: listApprovers(table, roles),
    fromEach: table.from_each,
    selfApproval: table.self_approval,
    expiresAfterMs: table.expires_minutes * 60_000,
    reasonRequired: table.reason,
    autoRollbackAfterMs: autoRollbackSeconds === undefined ? null : autoRollbackSeconds * 1000,
  };
}
