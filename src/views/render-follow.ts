/** A log that is followed: one message, drawn anew from what is stored whenever a line is new. */
import type { FollowOperation } from "../operations/follow-operation.ts";
import { countMasks } from "../platforms/masking/mask.ts";
import { actions, context, preformatted, section } from "./blocks.ts";
import type { CommandButton } from "./command-button.ts";
import { agentCommand } from "./command-texts.ts";
import { createView } from "./create-view.ts";
import { ASLEEP, describeGrep, describeLog, nameLogAgent } from "./describe-log.ts";
import { codeText, mentionUser } from "./escape-text.ts";
import { explainFailure } from "./explain-failure.ts";
import { fitLog } from "./fit-log.ts";
import { formatDate, formatDuration } from "./format-time.ts";
import { healthSign } from "./health-sign.ts";
import { LIMITS } from "./limits.ts";
import { logsCommand, unfollowCommand } from "./log-commands.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { splitText } from "./split-text.ts";
import type { View } from "./view.ts";
import { countWords } from "./word-lists.ts";

/** It is stored, and sent again with every new line. */
export const FOLLOWED_EXTENT = { lines: 30, characters: 6_000 };

export function renderFollow(operation: FollowOperation): View {
  const { agent, askedBy, changedAt, failure, phase } = operation;
  const lines = fitLog(operation.log?.lines ?? [], FOLLOWED_EXTENT);
  const isOpen = phase === "announcing" || phase === "following";
  const masked = countMasks(lines.join("\n"));
  const state = describeState(operation);
  return createView({
    text: mrkdwn`${state}.`,
    blocks: [
      section(mrkdwn`${isOpen ? mrkdwn`${healthSign("working")} ` : mrkdwn``}${state}`),
      operation.log?.isAsleep
        ? section(mrkdwn`${healthSign("asleep")} ${nameLogAgent(agent)} is asleep: ${ASLEEP}`)
        : null,
      ...(lines.length === 0 ? [] : splitText(lines.join("\n"), LIMITS.preformattedText).map(preformatted)),
      isOpen && failure ? section(mrkdwn`⚠️ ${explainFailure(failure)} I keep trying.`) : null,
      context([
        joinMrkdwn([
          changedAt === null ? null : mrkdwn`last new line ${formatDate(changedAt)}`,
          masked > 0 ? mrkdwn`${countWords(masked, "likely secret")} masked` : null,
          mrkdwn`asked by ${mentionUser(askedBy)}`,
        ]),
      ]),
      actions(chooseButtons(operation, isOpen)),
    ],
  });
}

function describeState({ agent, question, log, phase, ...of }: FollowOperation): Mrkdwn {
  const what = mrkdwn`${describeLog(agent, question, log?.region ?? null)}${describeGrep(question)}`;
  const took = formatDuration(of.phaseSince - of.startedAt);
  switch (phase) {
    case "announcing":
      return mrkdwn`Following ${what}`;
    case "following":
      return mrkdwn`Following ${what} until ${formatDate(of.endsAt)}`;
    case "ended":
      return mrkdwn`Followed ${what} for ${took}; ${
        of.changedAt === null ? mrkdwn`it had no line to show` : mrkdwn`these are its last lines`
      }`;
    case "stopped":
      return mrkdwn`Followed ${what} until ${mentionUser(of.stoppedBy ?? "")} stopped it after ${took}`;
    case "refused":
      return mrkdwn`Did not follow ${what}, because Slack takes no message for this conversation (${codeText(of.failure?.kind ?? "")})`;
    case "failed":
      return mrkdwn`Stopped following ${what} after ${took}. ${of.failure ? explainFailure(of.failure) : mrkdwn`It cannot be read`}`;
  }
}

function chooseButtons({ id, agent, question }: FollowOperation, isOpen: boolean): readonly CommandButton[] {
  return [
    isOpen
      ? { label: "Stop", command: unfollowCommand(id) }
      : { label: "Follow 2 min", command: logsCommand(agent, question, "follow") },
    { label: "Logs", command: logsCommand(agent, { ...question, lines: null }) },
    { label: "Status", command: agentCommand("status", agent) },
  ];
}
