/** How a card speaks of values that it waits for. It never has one. */
import type { ChangePlan } from "../operations/change-plan.ts";
import { needsApproval } from "../policy/needs-approval.ts";
import type { ChangeCard } from "./change-card.ts";
import { type ChangeWords, headlineAct, nameChange } from "./change-words.ts";
import { mentionUser } from "./escape-text.ts";
import { formatDate } from "./format-time.ts";
import { joinMrkdwn, mrkdwn } from "./mrkdwn.ts";

/** Whether secrets are written, and not only removed. */
export const hasValues = ({ plan: { call } }: { readonly plan: Pick<ChangePlan, "call"> }): boolean =>
  call.kind === "secrets" && call.write.length > 0;

/** Whether it ended because nobody entered them in time. */
export const lacksValues = (card: ChangeCard): boolean =>
  card.phase === "expired" && hasValues(card) && (card.approvedAt !== null || !needsApproval(card));

export function describeAwaitedValues(card: Extract<ChangeCard, { phase: "awaiting-values" }>): ChangeWords {
  const { service } = nameChange(card);
  return {
    sign: mrkdwn`⏳`,
    headline: headlineAct(card),
    consequence: joinMrkdwn(
      [
        card.isDoubtful
          ? mrkdwn`It is not known whether the values reached ${service}, and I have kept none of them. ${mentionUser(card.askedBy)} enters them once more: setting the same ones again is harmless.`
          : mrkdwn`${mentionUser(card.askedBy)} enters the values in a form now; they are kept nowhere.`,
        mrkdwn`Expires ${formatDate(card.expiresAt)}.`,
      ],
      mrkdwn` `,
    ),
  };
}
