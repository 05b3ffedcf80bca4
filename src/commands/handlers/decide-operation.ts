/**
 * What people decide about an operation: the buttons of its card, or the same words typed. Who may is looked up at this
 * moment, by the policy as it is now; what the decision is worth is for the operation to say.
 */
import { fail, type Result, succeed } from "../../failure.ts";
import { type ChangePress, isChangeOver } from "../../operations/change-operation.ts";
import type { ChangeDescription } from "../../operations/change-proposal.ts";
import type { ApprovalRule } from "../../policy/approval-rule.ts";
import { authorizeApproval } from "../../policy/authorize-approval.ts";
import { findRule } from "../../policy/find-rule.ts";
import { authorize } from "../authorize.ts";
import type { Answer, CommandContext, Handler } from "../command-context.ts";
import { COMMANDS } from "../command-table.ts";
import { auditDenial } from "./audit-denial.ts";

type Decide<Press> = (operation: ChangeDescription, context: CommandContext) => Promise<Result<Press>>;
/** Who says it and how is the same for all. */
type Said = ChangePress extends infer P ? (P extends ChangePress ? Omit<P, "by" | "door"> : never) : never;

/** `/agent approve <operation> [--plan digest] [--comment text]` */
export const approve: Handler<"agent.approve"> = ({ operation, plan, comment }, context) =>
  decide(operation, context, async (description) => {
    const approver = await asApprover(description, context);
    if (!approver.ok) return approver;
    const { entries, rule } = approver.value;
    return succeed({ type: "approve", entries, comment, plan, rule });
  });

/** `/agent reject <operation> [--reason text]`: the veto of any approver. */
export const reject: Handler<"agent.reject"> = ({ operation, reason }, context) =>
  decide(operation, context, async (description) => {
    // Who asked may take it back, whoever else they are.
    const isOwn = description.askedBy === context.asking.actor.userId;
    const approver = isOwn ? succeed(null) : await asApprover(description, context);
    return approver.ok ? succeed({ type: "reject", why: reason }) : approver;
  });

/** `/agent cancel <operation>`: who asked, or an admin. */
export const cancel: Handler<"agent.cancel"> = ({ operation, reason }, context) =>
  decide(operation, context, async ({ askedBy }) => {
    const { asking, roles, directory } = context;
    const isOwn = askedBy === asking.actor.userId;
    const allowed = await authorize(
      asking.actor,
      { ...COMMANDS["agent.cancel"], needs: isOwn ? "operator" : "admin" },
      roles,
      directory,
    );
    return allowed.ok ? succeed({ type: "cancel", why: reason }) : allowed;
  });

/** `/agent proceed <operation>`: do it again, or roll back now. */
export const proceed: Handler<"agent.proceed"> = ({ operation }, context) =>
  decide(operation, context, decideAsOperator("proceed"));

/** `/agent keep <operation>`: leave it as it is. */
export const keep: Handler<"agent.keep"> = ({ operation }, context) =>
  decide(operation, context, decideAsOperator("keep"));

function decideAsOperator(type: "proceed" | "keep"): Decide<Said> {
  return async (_, { asking, roles, directory }) => {
    const spec = { ...COMMANDS[`agent.${type}`], needs: "operator" } as const;
    const allowed = await authorize(asking.actor, spec, roles, directory);
    return allowed.ok ? succeed({ type }) : allowed;
  };
}

async function decide(
  operationId: string,
  context: CommandContext,
  choose: Decide<Said>,
): Promise<Result<Answer>> {
  const { workspace, asking } = context;
  const description = await workspace.describeOperation(operationId);
  if (!description) return fail({ kind: "operation-not-found", operationId });
  const { phase } = description;
  // Whether they might have decided is of no use to anybody any more.
  if (phase && isChangeOver({ phase })) return fail({ kind: "operation-moved", operationId, phase });
  const said = await choose(description, context);
  if (!said.ok) {
    const { request, planDigest } = description;
    await auditDenial({ operationId, request, planDigest }, said.failure, context);
    return said;
  }
  const press = { ...said.value, by: asking.actor.userId, door: asking.door };
  const refusal = await workspace.pressOperation(operationId, press);
  // The card shows what it came to.
  return refusal ? fail(refusal) : succeed({ view: null, visibility: "ephemeral" });
}

/** Whether this person is an approver of this operation now. */
async function asApprover(
  { request, askedBy, channelId }: ChangeDescription,
  { asking, policy, freshDirectory }: CommandContext,
): Promise<Result<{ readonly entries: readonly string[]; readonly rule: ApprovalRule }>> {
  const { verb } = request.asked;
  const { project } = request.agent;
  const rule = findRule(policy, project, verb);
  if (!rule) return fail({ kind: "no-approval-rule", verb, project });
  // Said elsewhere, it must not be said where another company reads along either. The same channel is asked for once.
  const [there, here] = await Promise.all([
    freshDirectory.channelFacts(channelId),
    freshDirectory.channelFacts(asking.channelId),
  ]);
  const entries = await authorizeApproval({
    actor: asking.actor,
    askedBy,
    rule,
    verb,
    directory: freshDirectory,
    channelId,
    isSharedChannel: there === null || here === null ? null : there.isShared || here.isShared,
  });
  return entries.ok ? succeed({ entries: entries.value, rule }) : entries;
}
