import type { AgentLock } from "../operations/agent-hold.ts";
import type { ChangeCard } from "./change-card.ts";
import { nameChange, withArrow } from "./change-words.ts";
import { isAsking } from "./describe-approvals.ts";
import { describeChange } from "./describe-change.ts";
import { codeText, escapeText, mentionUser } from "./escape-text.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

const REASON_LENGTH = 300;

/** Where a change stands, in whole sentences on one line: for notifications and screen readers. */
export function sayChange(card: ChangeCard): Mrkdwn {
  const { headline, consequence, trouble = null } = describeChange(card);
  if (isAsking(card) && card.planNumber === 1) {
    const { act, agent } = nameChange(card);
    const asked = withArrow(mrkdwn`${mentionUser(card.askedBy)} asks to ${act} *${agent}*`, card);
    return mrkdwn`${asked}${sayReason(card)}; ${card.approvals.length} of ${card.rule.approvals} approvals so far.`;
  }
  return joinMrkdwn(
    [
      mrkdwn`${card.breakGlass ? mrkdwn`Break-glass: ` : mrkdwn``}${headline}.`,
      trouble && mrkdwn`It reports ${codeText(trouble.reason)}.`,
      consequence,
    ],
    mrkdwn` `,
  );
}

/** " and the lock of @admin (“hands off”)", after what else was skipped. */
export const sayLock = (lock: AgentLock | null): Mrkdwn =>
  lock === null
    ? mrkdwn``
    : mrkdwn` and the lock of ${mentionUser(lock.by)} (“${escapeText(lock.reason, REASON_LENGTH)}”)`;

/** ": “callers hear silence”", after who asked; nothing where no reason was given. */
export function sayReason({ reason }: Pick<ChangeCard, "reason">): Mrkdwn {
  return reason === null ? mrkdwn`` : mrkdwn`: “${escapeText(reason, REASON_LENGTH)}”`;
}
