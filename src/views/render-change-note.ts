/** One message in the thread of a change's card. */
import type { PlannedChange } from "../operations/change-plan.ts";
import { preformatted, section } from "./blocks.ts";
import type { ChangeCard } from "./change-card.ts";
import type { ChangeNote } from "./change-note.ts";
import { headlineAct, nameChange } from "./change-words.ts";
import { createView } from "./create-view.ts";
import { describeChange } from "./describe-change.ts";
import { describeChangeTrouble } from "./describe-change-trouble.ts";
import { describePlannedChange } from "./describe-planned-changes.ts";
import { codeText, escapeText, mentionUser } from "./escape-text.ts";
import { fitLog } from "./fit-log.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { nameApprovers } from "./name-approvers.ts";
import { renderPlanDetails } from "./render-plan-details.ts";
import { sayChange, sayLock, sayReason } from "./say-change.ts";
import type { View } from "./view.ts";
import { countWords, listWords } from "./word-lists.ts";

const COMMENT_LENGTH = 300;
/** One block, without much scrolling. */
const LOG_EXTENT = { lines: 20, characters: 2900 };
const CHANGES_SHOWN = 4;

export function renderChangeNote(note: ChangeNote, card: ChangeCard): View {
  switch (note.kind) {
    case "approved":
      return say(describeApproval(note.by, note.comment, card));
    case "plan-voided":
      return say(describeVoid(note.was, card));
    case "trouble": {
      const [facts = mrkdwn``, output] = describeChangeTrouble(note.trouble);
      const { noun, agent } = nameChange(card);
      const text = mrkdwn`The ${noun} of ${agent} is in trouble: ${facts}.`;
      return say(text, joinMrkdwn([mrkdwn`⚠️ ${text}`, output ?? null], mrkdwn`\n`));
    }
    case "log-tail":
      return renderLogTail(note.lines, mrkdwn`log`, card);
    case "build-log":
      return renderLogTail(note.lines, mrkdwn`build log`, card);
    case "state":
      return say(mrkdwn`${mentionUser(card.askedBy)} ${describeChange(card).sign} ${sayChange(card)}`);
    case "break-glass":
      return say(describeBreakGlass(note, card));
    case "plan-details":
      return renderPlanDetails(card);
  }
}

function say(text: Mrkdwn, shown: Mrkdwn = text): View {
  return createView({ text, blocks: [section(shown)] });
}

function describeApproval(by: string, comment: string | null, { approvals, rule }: ChangeCard): Mrkdwn {
  const said =
    comment === null || comment.trim() === "" ? mrkdwn`` : mrkdwn`: “${escapeText(comment, COMMENT_LENGTH)}”`;
  return mrkdwn`${mentionUser(by)} approved${said} (${approvals.length} of ${rule.approvals}).`;
}

/** What was approved is told as well: whoever approved it finds here why that did not count. */
function describeVoid(was: readonly PlannedChange[], card: ChangeCard): Mrkdwn {
  const { rule } = card;
  // An edited card calls nobody, so who is wanted again is called here.
  const calls = mrkdwn`It takes ${countWords(rule.approvals, "approval")} again, by ${nameApprovers(rule.approvers)}.`;
  const before =
    was.length === 0
      ? mrkdwn``
      : mrkdwn` What was approved: ${listWords(was.map(describePlannedChange), "and", CHANGES_SHOWN)}.`;
  const so = card.isDoubtful
    ? mrkdwn`The agent changed, so the approvals are void and it was not done again; whether the first call took effect is not known.`
    : mrkdwn`The agent changed before anything was called, so the approvals are void and nothing was done.`;
  return mrkdwn`↻ ${so}${before} Now it would be: ${headlineAct(card)}. ${calls}`;
}

function renderLogTail(lines: readonly string[], what: Mrkdwn, card: ChangeCard): View {
  const { agent } = nameChange(card);
  const log = fitLog(lines, LOG_EXTENT);
  if (log.length === 0) return say(mrkdwn`The ${what} of ${agent} has no lines to show.`);
  const text = mrkdwn`The end of the ${what} of ${agent}:`;
  return createView({
    text: mrkdwn`The end of the ${what} of ${agent} follows.`,
    blocks: [section(text), preformatted(log.join("\n"))],
  });
}

function describeBreakGlass(
  { onCall, skippedLock }: Extract<ChangeNote, { kind: "break-glass" }>,
  card: ChangeCard,
): Mrkdwn {
  const { act, agent } = nameChange(card);
  const called = onCall === null ? mrkdwn`` : mrkdwn`${nameApprovers([onCall])} `;
  return mrkdwn`🚨 ${called}*Break-glass*: ${mentionUser(card.askedBy)} skipped the approvals (rule ${codeText(card.rule.name)})${sayLock(skippedLock)} to ${act} *${agent}*${sayReason(card)}.`;
}
