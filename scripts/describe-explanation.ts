import type { ApprovalRule } from "../src/policy/approval-rule.ts";
import type { Crowd, Explanation, PersonStanding, Standing } from "../src/policy/explanation.ts";

/** An explanation as lines of plain text, with what nobody can know without Slack said so. */
export function describeExplanation(explanation: Explanation): string {
  const { project, verb, rule, needs, approvers, breakGlass, onCall, person } = explanation;
  const facts: (readonly [label: string, text: string])[] = [["who may ask", `the role ${needs}`]];
  if (rule) facts.push(...describeRule(rule, approvers));
  if (rule && rule.approvals > 0) {
    const calls = onCall === null ? "calls nobody" : `calls the group ${onCall}`;
    facts.push(["break-glass", breakGlass.length === 0 ? "nobody" : `${listCrowds(breakGlass)}; ${calls}`]);
  }
  if (person) facts.push([person.userId, describePerson(person, explanation)]);
  return [
    `${verb} in ${project}: ${verdictOf(explanation)}`,
    ...facts.map(([label, text]) => `  ${label.padEnd(14)} ${text}`),
  ].join("\n");
}

function verdictOf({ verb, rule }: Explanation): string {
  if (verb === "dispatch") return "takes a role and no approval";
  if (rule === null) return "refused, because no rule says who may approve it (no-approval-rule)";
  if (rule.approvals === 0) return "needs no approval";
  return rule.approvals === 1 ? "takes 1 approval" : `takes ${rule.approvals} approvals`;
}

function describeRule(rule: ApprovalRule, approvers: readonly Crowd[]): (readonly [string, string])[] {
  const { autoRollbackAfterMs } = rule;
  const facts: (readonly [string, string])[] = [
    ["rule", `[vars.POLICY.rules.${rule.name.replace("*", '"*"')}]`],
  ];
  if (rule.approvals > 0)
    facts.push(
      ["approvers", listCrowds(approvers)],
      ["from each", rule.fromEach.length === 0 ? "–" : rule.fromEach.join(", ")],
      ["self-approval", rule.selfApproval ? "yes" : "no"],
      ["expires", `after ${rule.expiresAfterMs / 60_000} min`],
    );
  facts.push(
    ["reason", rule.reasonRequired ? "needed" : "optional"],
    [
      "auto-rollback",
      autoRollbackAfterMs === null ? "no" : `${autoRollbackAfterMs / 1000} s after a failure`,
    ],
  );
  return facts;
}

function listCrowds(crowds: readonly Crowd[]): string {
  return crowds
    .map(({ entry, members }) => (members === null ? `members of ${entry}` : members.join(", ")))
    .join(", ");
}

function describePerson(person: PersonStanding, { rule, approvers, breakGlass }: Explanation): string {
  const asks = `asks: ${say(person.mayAsk, null)}`;
  if (rule === null || rule.approvals === 0) return asks;
  return [
    asks,
    `approves what others ask: ${say(person.mayApprove, approvers)}`,
    `break-glass: ${say(person.mayBreakGlass, breakGlass)}`,
  ].join(" · ");
}

/** `crowds`: those of which membership would make it a yes; null: those of the role. */
function say(standing: Standing, crowds: readonly Crowd[] | null): string {
  if (standing !== "unknown") return standing;
  const open = crowds?.filter(({ members }) => members === null).map(({ entry }) => entry);
  return open ? `only as a member of ${open.join(" or ")}` : "only as a member of a group that has the role";
}
