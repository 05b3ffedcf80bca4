/** Who said yes to a change, and who still may. */
import type { ApprovalRule } from "../policy/approval-rule.ts";
import { countApprovals } from "../policy/count-approvals.ts";
import { needsApproval } from "../policy/needs-approval.ts";
import type { ChangeCard } from "./change-card.ts";
import { codeText, escapeText, mentionUser } from "./escape-text.ts";
import { formatDate, formatDuration } from "./format-time.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { nameApprovers, nameOneOfEach } from "./name-approvers.ts";
import { countWords, listWords } from "./word-lists.ts";

/** On the card; the thread has the whole comment. */
const COMMENT_LENGTH = 120;

/** Whether it waits for that now. A card is posted as `proposed` and asks at once, so that it calls people only once. */
export const isAsking = (card: ChangeCard): boolean =>
  card.phase === "awaiting-approval" || (card.phase === "proposed" && needsApproval(card));

/** "@admin (“looks right”) and @approver"; null while nobody has approved. */
export function nameApprovals({ approvals }: Pick<ChangeCard, "approvals">): Mrkdwn | null {
  if (approvals.length === 0) return null;
  return listWords(
    approvals.map(({ by, comment }) =>
      comment === null || comment.trim() === ""
        ? mentionUser(by)
        : mrkdwn`${mentionUser(by)} (“${escapeText(comment, COMMENT_LENGTH)}”)`,
    ),
  );
}

/** "*1 of 2 approvals*: @approver · @admin can approve; not @operator, who asked", and when the question expires. */
export function describeMissingApprovals(card: ChangeCard): Mrkdwn {
  const { rule, approvals } = card;
  const count = countApprovals(rule, approvals);
  // Nobody else would help any more.
  const isOneOfEach = rule.approvals - count.given <= count.missing.length;
  const given = nameApprovals(card);
  const counted = mrkdwn`*${approvals.length} of ${rule.approvals} approvals*`;
  return joinMrkdwn(
    [
      joinMrkdwn([
        given === null ? counted : mrkdwn`${counted}: ${given}`,
        isOneOfEach ? mrkdwn`still needed: ${nameOneOfEach(count.missing)}` : describeOpenEntries(card),
      ]),
      isOneOfEach ? null : describeEach(count.missing),
      "expiresAt" in card ? mrkdwn`Expires ${formatDate(card.expiresAt)}` : null,
    ],
    mrkdwn`\n`,
  );
}

/**
 * "1 approval by @admin or @approver, not by who asks": what it would take. Only for the eyes of who asks, where its
 * mentions call nobody.
 */
export function describeNeededApprovals(rule: ApprovalRule): Mrkdwn {
  const name = mrkdwn`rule ${codeText(rule.name)}`;
  if (rule.approvals === 0) return mrkdwn`It takes no approval (${name}) and begins at once.`;
  if (rule.approvers.length === 0) return mrkdwn`Nobody can approve it: ${name} names no approver.`;
  return joinMrkdwn(
    [
      mrkdwn`It takes ${countWords(rule.approvals, "approval")} (${name}), by ${nameApprovers(rule.approvers)}${
        rule.selfApproval ? mrkdwn`` : mrkdwn`, but not by whoever asked`
      }, within ${formatDuration(rule.expiresAfterMs)}.`,
      describeEach(rule.fromEach),
    ],
    mrkdwn` `,
  );
}

/** "Rule `prod.rollback`: 2 approvals within 30 min": the terms without names, so that nobody is called again. */
export function describeTerms({ name, approvals, expiresAfterMs }: ApprovalRule): Mrkdwn {
  const terms =
    approvals === 0
      ? mrkdwn`no approval`
      : mrkdwn`${countWords(approvals, "approval")} within ${formatDuration(expiresAfterMs)}`;
  return mrkdwn`Rule ${codeText(name)}: ${terms}`;
}

/** Who can still approve. Groups are called: they are asked for something. */
function describeOpenEntries({ rule, approvals, askedBy }: ChangeCard): Mrkdwn {
  const done = new Set(approvals.map(({ by }) => by));
  if (!rule.selfApproval) done.add(askedBy);
  const open = rule.approvers.filter((entry) => !done.has(entry));
  if (open.length === 0) return mrkdwn`nobody can approve: rule ${codeText(rule.name)} names nobody else`;
  const except = rule.selfApproval ? mrkdwn`` : mrkdwn`; not ${mentionUser(askedBy)}, who asked`;
  return mrkdwn`${nameApprovers(open)} can approve${except}`;
}

const describeEach = (groups: readonly string[]): Mrkdwn | null =>
  groups.length === 0 ? null : mrkdwn`Among them has to be ${nameOneOfEach(groups)}.`;
