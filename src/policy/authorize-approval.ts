/**
 * Whether a person may approve, decided when they press the button. Anybody can press it whom Slack shows the card, so
 * each gate is here, for all doors alike; what cannot be proven is refused.
 */
import type { Actor, Directory } from "../commands/authorize.ts";
import { fail, type Result, succeed } from "../failure.ts";
import type { ApprovalRule } from "./approval-rule.ts";
import { listApproverEntries } from "./match-approver.ts";

export interface ApprovalAttempt {
  readonly actor: Actor;
  /** Slack user id of who asked for the change. */
  readonly askedBy: string;
  readonly rule: ApprovalRule;
  readonly verb: string;
  readonly directory: Directory;
  readonly channelId: string;
  /** Whether another company reads the channel; null: Slack did not say. */
  readonly isSharedChannel: boolean | null;
}

/** Gives the entries of the rule that make this person an approver, at least one. */
export async function authorizeApproval({
  actor,
  askedBy,
  rule,
  verb,
  directory,
  channelId,
  isSharedChannel,
}: ApprovalAttempt): Promise<Result<readonly string[]>> {
  const { userId } = actor;
  const unproven = fail({ kind: "membership-unavailable", verb, rule: rule.name });
  const approvers = [...new Set([...rule.approvers, ...rule.fromEach])];
  const others = approvers.filter((entry) => entry !== userId);

  if (actor.homeTeamId !== actor.teamId) return fail({ kind: "outsider", who: "stranger" });
  if (isSharedChannel) return fail({ kind: "shared-channel", channelId });
  if (userId === askedBy && !rule.selfApproval)
    return fail({ kind: "self-approval", rule: rule.name, approvers: others });
  if (isSharedChannel === null) return unproven;

  const [kind, outcome] = await Promise.all([
    directory.accountKind(userId),
    listApproverEntries(rule, userId, directory),
  ]);
  if (kind === null) return unproven;
  if (kind !== "member") return fail({ kind: "outsider", who: kind });
  if ("unavailable" in outcome) return unproven;
  return outcome.entries.length === 0
    ? fail({ kind: "not-an-approver", rule: rule.name, approvers })
    : succeed(outcome.entries);
}
