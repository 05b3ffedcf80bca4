/** Puts together what the policy says about a change, by asking the very functions that will decide about it. */
import type { Result } from "../failure.ts";
import type { ApprovalRule } from "../policy/approval-rule.ts";
import { authorizeApproval } from "../policy/authorize-approval.ts";
import { countApprovals } from "../policy/count-approvals.ts";
import type { Crowd, Explanation, PersonStanding, Standing } from "../policy/explanation.ts";
import { findRule } from "../policy/find-rule.ts";
import { listMembers } from "../policy/list-members.ts";
import { mayBreakGlass } from "../policy/may-break-glass.ts";
import type { Policy } from "../policy/policy.ts";
import { type Actor, authorize, type Directory, type RoleTable } from "./authorize.ts";
import { COMMANDS } from "./command-table.ts";

export interface ExplanationQuestion {
  readonly project: string;
  readonly verb: Explanation["verb"];
  /** null: nobody in particular. */
  readonly actor: Actor | null;
  readonly policy: Policy;
  readonly roles: RoleTable;
  readonly directory: Directory;
}

export async function readExplanation(question: ExplanationQuestion): Promise<Explanation> {
  const { project, verb, actor, policy, directory } = question;
  const rule = verb === "dispatch" ? null : findRule(policy, project, verb);
  const list = (entries: readonly string[]): Promise<Crowd[]> =>
    Promise.all(entries.map(async (entry) => ({ entry, members: await listMembers(entry, directory) })));
  const [approvers, breakGlass, person] = await Promise.all([
    list(rule?.approvers ?? []),
    list(policy.breakGlass),
    actor && readStanding(actor, rule, question),
  ]);
  return {
    project,
    verb,
    needs: specOf(verb).needs,
    rule,
    approvers,
    breakGlass,
    onCall: policy.onCall,
    person,
    isReachable: rule === null ? "no" : judgeReach(rule, approvers, actor),
  };
}

const specOf = (verb: Explanation["verb"]) =>
  verb === "dispatch" ? COMMANDS["dispatch.create"] : COMMANDS[`agent.${verb}`];

async function readStanding(
  actor: Actor,
  rule: ApprovalRule | null,
  { verb, policy, roles, directory }: ExplanationQuestion,
): Promise<PersonStanding> {
  const [ask, approve, breakGlass] = await Promise.all([
    authorize(actor, specOf(verb), roles, directory),
    // What somebody else asked for, in a channel that nobody else reads: the rest is known only then.
    rule &&
      authorizeApproval({
        actor,
        askedBy: "",
        rule,
        verb,
        directory,
        channelId: "",
        isSharedChannel: false,
      }),
    mayBreakGlass(policy, actor, directory),
  ]);
  return {
    userId: actor.userId,
    mayAsk: toStanding(ask),
    mayApprove: approve ? toStanding(approve) : "no",
    mayBreakGlass: toStanding(breakGlass),
  };
}

function toStanding(result: Result<unknown>): Standing {
  if (result.ok) return "yes";
  return result.failure.kind === "membership-unavailable" ? "unknown" : "no";
}

/** As if everybody who can had approved. */
function judgeReach(rule: ApprovalRule, crowds: readonly Crowd[], actor: Actor | null): Standing {
  const approvals = crowds
    .flatMap(({ entry, members }) => (members ?? []).map((by) => ({ by, entries: [entry] })))
    .filter(({ by }) => rule.selfApproval || by !== actor?.userId);
  if (countApprovals(rule, approvals).isEnough) return "yes";
  return crowds.some(({ members }) => members === null) ? "unknown" : "no";
}
