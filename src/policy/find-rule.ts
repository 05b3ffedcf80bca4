import type { ChangeVerb } from "../operations/change-request.ts";
import type { ApprovalRule } from "./approval-rule.ts";
import type { Policy } from "./policy.ts";

/** The one rule that holds for a change: the most specific, whole, because a mixture of rules is one nobody wrote. */
export function findRule({ rules }: Policy, project: string, verb: ChangeVerb): ApprovalRule | null {
  for (const name of [`${project}.${verb}`, `${project}.default`, `*.${verb}`, "*.default"]) {
    const rule = rules.find((candidate) => candidate.name === name);
    if (rule) return rule;
  }
  return null;
}
