/** `--dry-run`: the plan of a change and the approval that it would take. Nothing was changed. */
import type { ChangePlan } from "../operations/change-plan.ts";
import type { ChangeRequest } from "../operations/change-request.ts";
import type { ApprovalRule } from "../policy/approval-rule.ts";
import { actions, context, section } from "./blocks.ts";
import { requestButton } from "./change-buttons.ts";
import { headlineAct, nameChange } from "./change-words.ts";
import { createView } from "./create-view.ts";
import { describeNeededApprovals } from "./describe-approvals.ts";
import { describeBefore } from "./describe-before.ts";
import { describeOtherChanges } from "./describe-planned-changes.ts";
import { describeConsequences } from "./describe-remarks.ts";
import { describeCommit } from "./describe-work.ts";
import { capitalize, joinMrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { View } from "./view.ts";

export interface DryRun {
  readonly request: ChangeRequest;
  readonly plan: ChangePlan;
  readonly rule: ApprovalRule;
  /** What was asked, without `--dry-run` and without the name that confirms a deletion. */
  readonly command: string;
}

export function renderDryRun({ request, plan, rule, command }: DryRun, now: number): View {
  const headline = headlineAct({ request, plan });
  return createView({
    text: mrkdwn`Nothing was changed. The plan: ${headline}. ${describeNeededApprovals(rule)}`,
    blocks: [
      section(
        joinMrkdwn(
          [
            mrkdwn`⚪ Nothing was changed. The plan: ${headline}`,
            describeCommit(plan),
            capitalize(joinMrkdwn(describeOtherChanges(plan))) || null,
            ...describeConsequences(plan, request.asked.verb),
            describeNeededApprovals(rule),
          ],
          mrkdwn`\n`,
        ),
      ),
      context([describeBefore(plan.before, now)]),
      actions([requestButton(capitalize(nameChange({ request }).act), request.asked.verb, command)]),
    ],
  });
}
