/** The first lines of a change's card while it is under way: what is the case, and what follows from it. */
import type { Failure } from "../failure.ts";
import type { ChangeCard } from "./change-card.ts";
import { type ChangeWords, headlineAct, headlineActing, nameChange } from "./change-words.ts";
import { isAsking } from "./describe-approvals.ts";
import { describeChangeEnd, describeService } from "./describe-change-end.ts";
import { describeFurther } from "./describe-change-trouble.ts";
import { describeAwaitedValues } from "./describe-values.ts";
import { describeDoubt, describeRun, describeWork } from "./describe-work.ts";
import { codeText } from "./escape-text.ts";
import { formatDate, formatDuration } from "./format-time.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

const WORKING = mrkdwn`🔵`;

export function describeChange(card: ChangeCard): ChangeWords {
  if (isAsking(card)) return describeQuestion(card);
  const { noun, done, agent, was, service } = nameChange(card);
  const acting = headlineActing(card);
  switch (card.phase) {
    case "proposed":
    case "awaiting-approval":
      return {
        sign: WORKING,
        headline: headlineAct(card),
        consequence:
          card.breakGlass || card.rollbackOf !== null
            ? mrkdwn`It begins at once.`
            : mrkdwn`It takes no approval (rule ${codeText(card.rule.name)}) and begins at once.`,
      };
    case "awaiting-values":
      return describeAwaitedValues(card);
    case "approved":
      return {
        sign: WORKING,
        headline: acting,
        consequence: mrkdwn`The plan is compared with ${service} once more before the call.`,
      };
    case "executing":
      return {
        sign: WORKING,
        headline: acting,
        ...(describeWork(card, service) ?? { consequence: describeCalling(card, service) }),
      };
    case "unsure":
      return {
        sign: WORKING,
        headline: acting,
        consequence: describeDoubt(card, service),
      };
    case "unproven":
      return {
        sign: mrkdwn`⚪`,
        headline: mrkdwn`*I cannot tell whether ${agent} ${was} ${done}*`,
        consequence:
          card.plan.call.kind === "workflow"
            ? mrkdwn`GitHub did not confirm the start of ${codeText(card.plan.call.workflow)}, and no run of it shows this operation's id. Look at its runs, then decide whether I start it again.`
            : mrkdwn`${service} did not confirm the call, and what it shows of the agent proves nothing either way. Look at the agent, then decide whether I do it again.`,
      };
    case "observing":
      return {
        sign: WORKING,
        headline: acting,
        ...(isRunning(card) ? describeRunning(card, noun) : describeWatch(card, service, noun)),
      };
    case "countdown":
      return {
        sign: mrkdwn`🔴`,
        headline: mrkdwn`*The ${noun} of ${agent} failed*`,
        consequence: joinMrkdwn(
          [
            describeService(card.stillServing),
            mrkdwn`It is rolled back by itself ${formatDate(card.rollbackAt)}, unless an operator presses *Keep*.`,
          ],
          mrkdwn` `,
        ),
        trouble: card.trouble,
      };
    default:
      return describeChangeEnd(card);
  }
}

const describeCalling = ({ plan }: ChangeCard, service: Mrkdwn): Mrkdwn =>
  plan.call.kind === "workflow"
    ? mrkdwn`The call to GitHub is under way.`
    : mrkdwn`The call to ${service} is under way.`;

const isRunning = ({ plan, ranAt }: ChangeCard): boolean => plan.call.kind === "workflow" && ranAt === null;

function describeRunning(
  { run, pollFailure }: Extract<ChangeCard, { phase: "observing" }>,
  noun: Mrkdwn,
): Pick<ChangeWords, "consequence" | "progress"> {
  const words = describeRun(run);
  return pollFailure === null
    ? words
    : { ...words, consequence: describeSilence(mrkdwn`GitHub`, pollFailure, noun) };
}

/** A look that failed says nothing about the change. */
const describeSilence = (who: Mrkdwn, failure: Failure, noun: Mrkdwn): Mrkdwn =>
  mrkdwn`${who} cannot be asked at the moment (${codeText(failure.kind)}); that says nothing about the ${noun}, and I keep asking.`;

function describeQuestion(card: ChangeCard): ChangeWords {
  return card.planNumber === 1
    ? { sign: mrkdwn`⏳`, headline: headlineAct(card), consequence: null }
    : {
        sign: mrkdwn`↻`,
        headline: mrkdwn`*The plan changed, approvals were reset*`,
        consequence: joinMrkdwn(
          [
            mrkdwn`The agent changed while this waited; the new plan: ${headlineAct(card)}.`,
            card.isDoubtful ? mrkdwn`Whether the first call took effect is not known.` : null,
          ],
          mrkdwn` `,
        ),
      };
}

function describeWatch(
  card: Extract<ChangeCard, { phase: "observing" }>,
  service: Mrkdwn,
  noun: Mrkdwn,
): Pick<ChangeWords, "consequence" | "progress" | "trouble"> {
  const { assessment, pollFailure } = card;
  const seen = {
    progress:
      assessment && "progress" in assessment
        ? describeFurther(assessment.progress, assessment.trouble)
        : null,
    trouble: assessment && "trouble" in assessment ? assessment.trouble : null,
  };
  if (pollFailure !== null) {
    return {
      ...seen,
      consequence: describeSilence(service, pollFailure, noun),
    };
  }
  return { ...seen, consequence: describeAssessment(card, service) };
}

function describeAssessment(
  { assessment, stillServing = null, rollbackAfterMs = null }: Extract<ChangeCard, { phase: "observing" }>,
  service: Mrkdwn,
): Mrkdwn | null {
  switch (assessment?.state) {
    case undefined:
      return mrkdwn`${service} accepted it; I watch until it is really done.`;
    case "working":
      if (assessment.trouble === null) return null;
      return joinMrkdwn(
        [
          describeService(stillServing),
          rollbackAfterMs === null
            ? mrkdwn`If the trouble does not pass, this counts as failed, and the card says what can be done.`
            : mrkdwn`If the trouble does not pass, this counts as failed, and is rolled back by itself ${formatDuration(rollbackAfterMs)} later.`,
        ],
        mrkdwn` `,
      );
    case "complete":
      return mrkdwn`It is there.`;
    case "failing":
      return mrkdwn`It seems to have failed; one more look decides.`;
    case "superseded":
      return mrkdwn`Somebody else seems to have brought in ${codeText(assessment.by)}; one more look decides.`;
  }
}
