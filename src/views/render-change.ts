/** The card of one change: one message in the channel, drawn anew from what is stored whenever something happens. */
import type { KnownBlock } from "@slack/types";
import type { PlanRemark } from "../operations/change-plan.ts";
import { needsApproval } from "../policy/needs-approval.ts";
import { actions, context, plan, section } from "./blocks.ts";
import { changeButtons } from "./change-buttons.ts";
import type { ChangeCard } from "./change-card.ts";
import { changeTasks } from "./change-timeline.ts";
import { type ChangeWords, nameChange } from "./change-words.ts";
import { createView } from "./create-view.ts";
import { describeMissingApprovals, isAsking, nameApprovals } from "./describe-approvals.ts";
import { describeBefore } from "./describe-before.ts";
import { describeChange } from "./describe-change.ts";
import { describeChangeTrouble } from "./describe-change-trouble.ts";
import { describeOtherChanges } from "./describe-planned-changes.ts";
import { describeConsequences } from "./describe-remarks.ts";
import { describeTasks } from "./describe-tasks.ts";
import { describeCommit } from "./describe-work.ts";
import { codeText, mentionUser } from "./escape-text.ts";
import { formatDate } from "./format-time.ts";
import { capitalize, joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { sayChange, sayLock, sayReason } from "./say-change.ts";
import type { View } from "./view.ts";

const LINE = mrkdwn`\n`;

/** Says nothing that would be another thing a moment later, so a card in which nothing happens is not sent again. */
export function renderChange(card: ChangeCard): View {
  const words = describeChange(card);
  const tasks = changeTasks(card);
  // Where nobody is asked, nobody has read before what it means.
  const begins = !needsApproval(card) && !("endedAt" in card) && card.phase !== "countdown";
  const stakes = isAsking(card) || begins ? describeStakes(card) : [];
  const withTimeline = (timeline: KnownBlock): (KnownBlock | null)[] => [
    section(describeHead(card, words)),
    stakes.length > 0 ? section(joinMrkdwn(stakes, LINE)) : null,
    timeline,
    context([
      stakes.length > 0 && card.calledAt === null ? describeBefore(card.plan.before) : null,
      describeOrigin(card),
    ]),
    actions(changeButtons(card)),
  ];
  const { agent, asked } = card.request;
  const part = asked.verb === "delete" && asked.deployment ? `deployment ${asked.deployment} of ` : "";
  return createView({
    text: sayChange(card),
    blocks: withTimeline(
      plan(`${capitalize(nameChange(card).noun)} of ${part}${agent.project}/${agent.name}`, tasks),
    ),
    fallbackBlocks: withTimeline(section(describeTasks(tasks))),
  });
}

/** What is the case and how far it is; then who wanted it, and what it changes besides. */
function describeHead(card: ChangeCard, words: ChangeWords): Mrkdwn {
  const { consequence, progress = null, trouble = null } = words;
  return joinMrkdwn(
    [
      isBreaking(card) ? mrkdwn`🚨 Break-glass: ${words.headline}` : mrkdwn`${words.sign} ${words.headline}`,
      consequence,
      progress,
      trouble && mrkdwn`⚠️ ${joinMrkdwn(describeChangeTrouble(trouble), LINE)}`,
      describeCommit(card.plan),
      describeAsker(card),
      card.phase === "unchanged" ? null : capitalize(joinMrkdwn(describeOtherChanges(card.plan))) || null,
    ],
    LINE,
  );
}

/** Loud from the first moment; in the end the outcome has the word. */
const isBreaking = (card: ChangeCard): boolean => card.breakGlass && !("endedAt" in card);

/** Nobody has to be told who asks in a line of its own; the small print has that. */
const isAskerInPrint = (card: ChangeCard): boolean => isAsking(card) && card.reason === null;

function describeAsker(card: ChangeCard): Mrkdwn | null {
  if (isAskerInPrint(card)) return null;
  const { askedBy, breakGlass, rollbackOf, skippedLock } = card;
  const why = sayReason(card);
  if (rollbackOf !== null) {
    return mrkdwn`It undoes operation ${codeText(rollbackOf)}, which failed${why}`;
  }
  if (breakGlass) {
    const sign = isBreaking(card) ? mrkdwn`` : mrkdwn`🚨 *Break-glass*: `;
    return mrkdwn`${sign}${mentionUser(askedBy)} skipped the approvals${sayLock(skippedLock)}${why}`;
  }
  if (isAsking(card)) return mrkdwn`${mentionUser(askedBy)} asks${why}`;
  const approvals = nameApprovals(card);
  return joinMrkdwn([
    mrkdwn`Asked by ${mentionUser(askedBy)}${why}`,
    approvals && mrkdwn`approved by ${approvals}`,
  ]);
}

/** What callers notice while it happens. */
const PASSING: readonly PlanRemark["kind"][] = ["live-sessions", "replicas-replaced"];

/** What has to be known to say yes, and by whom it can be said. */
function describeStakes(card: ChangeCard): readonly Mrkdwn[] {
  const { remarks } = card.plan;
  // Once it was called, that is no question of the plan any more.
  const lasting = card.calledAt === null ? remarks : remarks.filter(({ kind }) => !PASSING.includes(kind));
  const consequences = describeConsequences({ remarks: lasting }, card.request.asked.verb);
  return isAsking(card) ? [...consequences, describeMissingApprovals(card)] : consequences;
}

function describeOrigin(card: ChangeCard): Mrkdwn {
  return joinMrkdwn([
    mrkdwn`${codeText(card.id)}`,
    mrkdwn`asked ${isAskerInPrint(card) ? mrkdwn`by ${mentionUser(card.askedBy)} ` : mrkdwn``}${formatDate(card.startedAt)}`,
    "endedAt" in card ? mrkdwn`ended ${formatDate(card.endedAt)}` : null,
  ]);
}
