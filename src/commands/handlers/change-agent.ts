/**
 * The verbs that change an agent. All take the same way: what is asked, of which agent, by which rule, with which plan;
 * then an operation object has it, whose card is the answer. Until then nothing is called that changes anything.
 */
import { fail, type Result, succeed } from "../../failure.ts";
import { type ChangeProposal, fingerprintOf } from "../../operations/change-proposal.ts";
import type { ChangeAsked, ChangeRequest } from "../../operations/change-request.ts";
import { operationIdOf } from "../../operations/operation-id.ts";
import { readPlan } from "../../operations/read-plan.ts";
import type { ApprovalRule } from "../../policy/approval-rule.ts";
import { findRule } from "../../policy/find-rule.ts";
import { mayBreakGlass } from "../../policy/may-break-glass.ts";
import { changeCommand } from "../../views/change-commands.ts";
import { renderDryRun } from "../../views/render-dry-run.ts";
import { renderFailure } from "../../views/render-failure.ts";
import type { Answer, CommandContext } from "../command-context.ts";
import { type CommandId, type InputFor, usageFor } from "../command-table.ts";
import { auditDenial } from "./audit-denial.ts";
import { findExisting } from "./find-agent.ts";
import { placeAgent } from "./place-agent.ts";

type ChangeCommandId = Extract<CommandId, `agent.${ChangeAsked["verb"]}`>;
type ChangeInput = InputFor<ChangeCommandId>;

/** Makes the handler of one verb; `readAsked` says what its input asks for. */
export const changeAgent =
  <Input extends ChangeInput>(
    id: ChangeCommandId,
    readAsked: (input: Input, usage: string) => Result<ChangeAsked>,
  ) =>
  async (input: Input, context: CommandContext): Promise<Result<Answer>> => {
    const usage = usageFor(id);
    const asked = readAsked(input, usage);
    if (!asked.ok) return asked;
    const platforms = context.deps.openPlatforms();
    const found =
      asked.value.verb === "create"
        ? placeAgent(input, usage, platforms)
        : await findExisting(input, usage, platforms);
    if (!found.ok) return found;
    const { platform, agent } = found.value;
    const request: ChangeRequest = { agent, asked: asked.value };

    const allowed = await checkRule(request, input, usage, context);
    if (!allowed.ok) return allowed;
    const rule = allowed.value;
    const { keepLedger } = context.workspace;
    const ports = { platform, keepLedger, openSource: context.deps.openSource };
    const planned = await readPlan(request, ports, { usage, thorough: true, commit: null });
    if (!planned.ok) return planned;
    const { plan, digest } = planned.value;
    if (request.asked.verb === "scale" && plan.changes.length === 0) {
      const { min, max } = request.asked;
      return fail({ kind: "already-scaled", agent, min, max });
    }
    const reason = input["break-glass"] ?? input.reason;
    if (input["dry-run"]) {
      const view = renderDryRun(
        { request, plan, rule, command: changeCommand(request, reason) },
        context.deps.now(),
      );
      return succeed({ view, visibility: "ephemeral" });
    }
    const { asking, policy } = context;
    return await propose(
      {
        id: await operationIdOf(asking.actor.teamId, asking.requestKey),
        request,
        fingerprint: await fingerprintOf(request),
        askedBy: asking.actor.userId,
        door: asking.door,
        reason,
        breakGlass: input["break-glass"] !== null,
        onCall: policy.onCall,
        rollbackOf: null,
        rule,
        plan,
        planDigest: digest,
        channelId: asking.channelId,
        threadTs: asking.threadTs,
      },
      context,
    );
  };

/** What the policy asks for before there is a plan. A dry run changes nothing, so it needs no more than a rule. */
export async function checkRule(
  request: ChangeRequest,
  input: ChangeInput,
  usage: string,
  context: CommandContext,
): Promise<Result<ApprovalRule>> {
  const { asking, policy, directory } = context;
  const { agent, asked } = request;
  const { verb } = asked;
  const rule = findRule(policy, agent.project, verb);
  if (!rule) return fail({ kind: "no-approval-rule", verb, project: agent.project });
  if (input["dry-run"]) {
    return input["break-glass"] === null
      ? succeed(rule)
      : fail({ kind: "bad-value", usage, name: "--break-glass", expected: "left out of a dry run" });
  }
  if (asked.verb === "delete") {
    const { deployment = null } = asked;
    const isConfirmed = "confirm" in input && input.confirm === (deployment ?? agent.name);
    if (!isConfirmed) return fail({ kind: "confirmation-needed", verb, agent, deployment });
  }
  if (input["break-glass"] !== null) {
    const may = await mayBreakGlass(policy, asking.actor, directory);
    if (may.ok) return succeed(rule);
    await auditDenial({ operationId: null, request, planDigest: null }, may.failure, context);
    return may;
  }
  if (rule.reasonRequired && input.reason === null) {
    return fail({ kind: "reason-needed", verb, rule: rule.name, flag: "--reason" });
  }
  if (rule.approvals === 0) return succeed(rule);
  if (isPrivate(asking.channelId)) return fail({ kind: "channel-needed", verb });
  const channel = await directory.channelFacts(asking.channelId);
  return channel?.isShared ? fail({ kind: "shared-channel", channelId: asking.channelId }) : succeed(rule);
}

/** Ids of conversations with one person begin so (docs.slack.dev/apis/web-api/using-the-conversations-api). */
const isPrivate = (channelId: string): boolean => channelId.startsWith("D");

async function propose(
  proposal: ChangeProposal,
  { workspace, asking }: CommandContext,
): Promise<Result<Answer>> {
  const { begun, failure } = await workspace.proposeChange(proposal, asking.values ?? null);
  if (failure && !begun) return fail(failure);
  // It goes on; what is shown here is that its card cannot be.
  return succeed({ view: failure ? renderFailure(failure) : null, visibility: "ephemeral" });
}
