/** The first lines of a change's card when it is over: how it ended, and what was not done. */
import type { Failure } from "../failure.ts";
import type { PlanRemark } from "../operations/change-plan.ts";
import type { StopAsked } from "../operations/change-request.ts";
import type { ChangeCard } from "./change-card.ts";
import { type ChangeWords, nameChange, withArrow } from "./change-words.ts";
import { describeFurther } from "./describe-change-trouble.ts";
import { describeValue, programChange } from "./describe-planned-changes.ts";
import { describeRemark } from "./describe-remarks.ts";
import { lacksValues } from "./describe-values.ts";
import { codeText, escapeText, linkText, mentionUser } from "./escape-text.ts";
import { explainFailure } from "./explain-failure.ts";
import { formatDate, formatDuration } from "./format-time.ts";
import { capitalize, joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { listWords } from "./word-lists.ts";

export type EndedCard = Extract<ChangeCard, { endedAt: number }>;

const GOOD = mrkdwn`🟢`;
const BAD = mrkdwn`🔴`;
const NEUTRAL = mrkdwn`⚪`;
const SPACE = mrkdwn` `;
const WARNING_LENGTH = 300;
const WHY_LENGTH = 300;

export function describeChangeEnd(card: EndedCard): ChangeWords {
  const { noun, done, agent, was, service } = nameChange(card);
  const notDone = mrkdwn`${agent} ${was} not ${done}`;
  switch (card.phase) {
    case "succeeded":
      return { sign: GOOD, headline: headlineSuccess(card), consequence: describeSuccess(card) };
    case "unchanged":
      return {
        sign: NEUTRAL,
        headline: mrkdwn`*Nothing was changed: ${notDone}*`,
        consequence: joinMrkdwn(
          [
            card.plan.call.kind === "workflow"
              ? mrkdwn`The workflow ended well, but nothing new came to ${service} within minutes: what was there goes on.`
              : mrkdwn`${service} found no difference and made no new deployment.`,
            card.warning === null ? null : mrkdwn`It says: ${codeText(card.warning, WARNING_LENGTH)}.`,
          ],
          SPACE,
        ),
      };
    case "failed":
      return {
        sign: BAD,
        headline: mrkdwn`*The ${noun} of ${agent} failed* after ${tookFrom(card.acceptedAt, { ...card, endedAt: card.failedAt ?? card.endedAt })}`,
        consequence: card.isWithoutEffect
          ? describeNoEffect(card, service)
          : joinMrkdwn([describeService(card.stillServing), describeAftermath(card, service)], SPACE),
        trouble: card.trouble,
      };
    case "refused":
      return { sign: BAD, headline: mrkdwn`*${notDone}*`, consequence: describeRefusal(card, service) };
    case "rejected":
      return {
        sign: NEUTRAL,
        headline: mrkdwn`*Rejected: ${notDone}*`,
        consequence: mrkdwn`${mentionUser(card.by)} said no${
          card.why === null ? mrkdwn`` : mrkdwn`: “${escapeText(card.why, WHY_LENGTH)}”`
        }. Nothing was changed.`,
      };
    case "expired":
      return {
        sign: NEUTRAL,
        headline: mrkdwn`*Expired: ${notDone}*`,
        consequence: lacksValues(card)
          ? mrkdwn`The values of its secrets were not entered in time, so nothing was changed.`
          : mrkdwn`${card.approvals.length} of ${card.rule.approvals} approvals came within ${formatDuration(card.rule.expiresAfterMs)}, so nothing was changed.`,
      };
    case "cancelled":
      return {
        sign: NEUTRAL,
        headline: mrkdwn`*Cancelled: ${notDone}*`,
        consequence: mrkdwn`${mentionUser(card.by)} ${
          card.by === card.askedBy ? mrkdwn`took it back` : mrkdwn`cancelled it`
        }${
          card.why === null ? mrkdwn`` : mrkdwn`: “${escapeText(card.why, WHY_LENGTH)}”`
        }. Nothing was changed.`,
      };
    case "superseded":
      return {
        sign: NEUTRAL,
        headline: mrkdwn`*Overtaken: the ${noun} of ${agent} was not followed to its end*`,
        consequence: mrkdwn`Somebody else brought in ${codeText(card.by)} meanwhile, and that is what counts now.`,
      };
    case "timed-out":
      return {
        sign: BAD,
        headline: mrkdwn`*The ${noun} of ${agent} is not done after ${tookFrom(card.acceptedAt, card)}*`,
        consequence: joinMrkdwn(
          [describeService(card.stillServing), mrkdwn`I stopped watching; it may still come.`],
          SPACE,
        ),
        progress: card.progress && describeFurther(card.progress, card.trouble),
        trouble: card.trouble,
      };
    case "lost":
      return {
        sign: NEUTRAL,
        headline: mrkdwn`*I do not know whether ${agent} ${was} ${done}*`,
        consequence: describeLoss(card, service),
      };
  }
}

/** "*Rolled back prod/support-line* to `20250809003117` in 1 min 52 s". */
function headlineSuccess(card: EndedCard): Mrkdwn {
  const { done, agent } = nameChange(card);
  const { verb } = card.request.asked;
  const head = mrkdwn`*${capitalize(done)} ${agent}*`;
  const target = programChange(card.plan);
  if (verb === "update-secrets")
    return mrkdwn`*Updated the secrets of ${agent}* in ${tookFrom(card.calledAt, card)}`;
  const isReturn = verb === "rollback" || verb === "promote";
  const what =
    isReturn && target
      ? mrkdwn`${head} to ${describeValue(target.what, target.after)}`
      : withArrow(head, card);
  return mrkdwn`${what} in ${tookFrom(card.calledAt, card)}`;
}

function describeSuccess(card: EndedCard): Mrkdwn {
  const { request, plan, endedAt, otherSessions } = card;
  const since = formatDate(endedAt);
  if (request.asked.verb === "stop") return describeStopped(request.asked, otherSessions);
  if (request.asked.verb === "delete") return mrkdwn`Gone since ${since}.`;
  if (plan.call.kind === "secrets" && plan.call.set !== null)
    return mrkdwn`${joinMrkdwn(
      [mrkdwn`The set ${codeText(plan.call.set.name)} is ready.`, ...plan.remarks.map(sayWhatIsLeft)],
      SPACE,
    )}`;
  const asleep = card.phase === "succeeded" ? (card.asleep ?? []) : [];
  const awake = plan.before.regions.filter((region) => !asleep.includes(region));
  const healthy = joinMrkdwn(
    [
      asleep.length > 0 && awake.length === 0 ? null : mrkdwn`Healthy${inRegions(awake)} since ${since}.`,
      asleep.length > 0 ? mrkdwn`Asleep${inRegions(asleep)} until the next call.` : null,
    ],
    SPACE,
  );
  const { agent } = request;
  if (plan.remarks.some(({ kind }) => kind === "production-stays"))
    return mrkdwn`${healthy} Callers still get production, which stays as it is until this is promoted.`;
  const isNamedLater = request.asked.verb === "create" && agent.platform === "livekit";
  return isNamedLater
    ? mrkdwn`${healthy} Its id is ${codeText(agent.id)}; its name appears once its worker has told it.`
    : healthy;
}

/** " in `us-east` and `eu-central`"; nothing where there are no names. */
const inRegions = (regions: readonly string[]): Mrkdwn =>
  regions.length === 0 ? mrkdwn`` : mrkdwn` in ${listWords(regions.map((region) => codeText(region)))}`;

/** What a set that is ready does not do by itself. */
function sayWhatIsLeft(remark: PlanRemark): Mrkdwn | null {
  return remark.kind === "redeploy-needed" || remark.kind === "next-pull"
    ? mrkdwn`${describeRemark(remark, "update-secrets")}.`
    : null;
}

/** Where all were meant, what goes on now has begun since; it was not touched. */
function describeStopped({ session, room }: StopAsked, others: number | null): Mrkdwn {
  if (session !== null || room !== null || others === null || others === 0)
    return mrkdwn`None of them is live any more.`;
  return others === 1
    ? mrkdwn`None of them is live any more; 1 other session was not touched.`
    : mrkdwn`None of them is live any more; ${others} other sessions were not touched.`;
}

type Ended<Phase extends EndedCard["phase"]> = Extract<EndedCard, { phase: Phase }>;

function describeAftermath({ keptBy, rollbackId, stuck }: Ended<"failed">, service: Mrkdwn): Mrkdwn {
  if (rollbackId !== null)
    return mrkdwn`It is undone by operation ${codeText(rollbackId)}, which has a card of its own.`;
  if (keptBy !== null) {
    return mrkdwn`${mentionUser(keptBy)} keeps it as it is, so it is not rolled back by itself.`;
  }
  return stuck === null
    ? mrkdwn`Nothing more happens by itself.`
    : mrkdwn`It was to be rolled back by itself, but that could not be begun. ${explainStuck(stuck, service)} ${codeText(stuck.kind)}`;
}

/** It failed before it could replace anything. */
function describeNoEffect({ plan, request, run }: EndedCard, service: Mrkdwn): Mrkdwn {
  if (plan.call.kind === "workflow") {
    const link = run && linkText(run.url, mrkdwn`Open the run`);
    return joinMrkdwn(
      [mrkdwn`The workflow failed; what it did until then is in its log.`, link && mrkdwn`${link}.`],
      SPACE,
    );
  }
  return request.asked.verb === "create"
    ? mrkdwn`It was not built, so ${codeText(request.agent.id)} is there without a version.`
    : mrkdwn`It was not built, so nothing was replaced: ${service} runs what was there before.`;
}

/** Nothing was called for it yet, so no answer that never came is told as a doubt. */
function explainStuck(failure: Failure, service: Mrkdwn): Mrkdwn {
  return isSilence(failure) ? mrkdwn`${service} did not give a clear answer.` : explainCertain(failure);
}

/** What is certain here is that nothing was changed. */
function describeRefusal({ failure, calledAt }: Ended<"refused">, service: Mrkdwn): Mrkdwn {
  if (failure === null) {
    return calledAt === null
      ? mrkdwn`${service} could not be called in time, so nothing was changed. ${ASK_AGAIN}`
      : mrkdwn`${service} was called, and looks proved that the call took no effect, so nothing was changed. ${ASK_AGAIN}`;
  }
  return mrkdwn`${explainRefusal(failure, service)} ${codeText(failure.kind)}`;
}

const ASK_AGAIN = mrkdwn`Ask again if it is still wanted.`;

function explainRefusal(failure: Failure, service: Mrkdwn): Mrkdwn {
  if (failure.kind === "plan-changed") {
    return mrkdwn`The agent changed before the call, so the plan did not hold any more and nothing was changed. Ask again for a new one.`;
  }
  return isSilence(failure)
    ? mrkdwn`${service} did not give a clear answer for too long, but it is certain that nothing was changed. ${ASK_AGAIN}`
    : explainCertain(failure);
}

/** The words for a change, even if it was a look before it that failed. */
const explainCertain = (failure: Failure): Mrkdwn =>
  explainFailure("call" in failure ? { ...failure, call: { ...failure.call, changes: true } } : failure);

const isSilence = ({ kind }: Failure): boolean =>
  kind === "platform-unavailable" || kind === "platform-unreadable";

/** null: not known. */
export function describeService(stillServing: boolean | null): Mrkdwn | null {
  if (stillServing === null) return null;
  return stillServing ? mrkdwn`Calls are still taken by what was there before.` : mrkdwn`It takes no calls.`;
}

function describeLoss({ failure, leftBy, acceptedAt }: Ended<"lost">, service: Mrkdwn): Mrkdwn {
  if (leftBy !== null) {
    return mrkdwn`${mentionUser(leftBy)} left it as it is, without proof either way. Nothing more is done.`;
  }
  const look = mrkdwn`Look at the agent before you repeat it.`;
  if (failure === null) return mrkdwn`Nobody decided in time, so it was not done again. ${look}`;
  const { kind } = failure;
  return mrkdwn`${explainLoss(kind, acceptedAt !== null, service)} ${look} ${codeText(kind)}`;
}

function explainLoss(kind: Failure["kind"], isAccepted: boolean, service: Mrkdwn): Mrkdwn {
  switch (kind) {
    case "platform-unavailable":
    case "platform-unreadable":
    case "platform-rate-limited":
      return mrkdwn`${service} does not answer any more.`;
    case "build-not-seen":
    case "run-not-found":
      return explainFailure({ kind });
    case "plan-changed":
      return mrkdwn`The agent has changed since, and nobody knows whether the first call did something.`;
    default:
      return isAccepted
        ? mrkdwn`${service} accepted it, but I could not follow it to its end.`
        : mrkdwn`I could not find out whether the call took effect.`;
  }
}

/** Without the time in which it waited for people, which its timeline shows. */
function tookFrom(from: number | null, { startedAt, endedAt }: EndedCard): Mrkdwn {
  return formatDuration(endedAt - (from ?? startedAt));
}
