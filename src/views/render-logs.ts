/** The end of an agent's log. Every line is foreign text: it is shown as it is, and obeyed in nothing. */
import type { LogQuestion } from "../operations/log-question.ts";
import type { LineCount, LogTail } from "../platforms/log-tail.ts";
import { countMasks } from "../platforms/masking/mask.ts";
import type { AgentIdentity } from "../platforms/port.ts";
import { actions, context, preformatted, section } from "./blocks.ts";
import { agentCommand } from "./command-texts.ts";
import type { ReadOptions } from "./create-answer.ts";
import { createView } from "./create-view.ts";
import { ASLEEP, describeGrep, describeLog, describeRegion, nameLogAgent } from "./describe-log.ts";
import { formatDate } from "./format-time.ts";
import { healthSign } from "./health-sign.ts";
import { LIMITS } from "./limits.ts";
import { logsCommand } from "./log-commands.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { splitText } from "./split-text.ts";
import { stampLog } from "./stamp-log.ts";
import type { View } from "./view.ts";
import { countWords } from "./word-lists.ts";

/** Leaves room for the blocks around the text, whose buttons carry what was asked. */
const EXTENT = { lines: 200, characters: LIMITS.blocksJson - 5000 };

export function renderLogs(
  agent: AgentIdentity,
  question: LogQuestion,
  tail: LogTail,
  { now, audience }: ReadOptions,
): View {
  const { printed, shown, newestAt } = stampLog(tail, EXTENT);
  const headline = describeTail(agent, question, tail, shown);
  const masked = countMasks(printed.join("\n"));
  const command = logsCommand(agent, question);
  const isSomething = shown > 0;
  return createView({
    text: mrkdwn`${headline}.`,
    blocks: [
      section(mrkdwn`${tail.isAsleep ? mrkdwn`${healthSign("asleep")} ` : mrkdwn``}${headline}`),
      ...(isSomething ? splitText(printed.join("\n"), LIMITS.preformattedText).map(preformatted) : []),
      tail.isTimed || question.sinceMs === null || !isSomething ? null : section(UNTIMED),
      context([
        joinMrkdwn([
          newestAt === null ? null : mrkdwn`newest line ${formatDate(newestAt)}`,
          describeCounts(question, tail, shown),
          masked > 0 ? mrkdwn`${countWords(masked, "likely secret")} masked` : null,
          tail.isCut ? mrkdwn`newer lines may be missing: the log came faster than I could read it` : null,
          mrkdwn`as of ${formatDate(now)}`,
        ]),
      ]),
      actions([
        { label: "Status", command: agentCommand("status", agent) },
        { label: "Refresh", command },
        question.type === "build"
          ? null
          : { label: "Follow 2 min", command: logsCommand(agent, { ...question, lines: null }, "follow") },
        isSomething
          ? { label: "As a file for all here", command: logsCommand(agent, question, "file") }
          : null,
        audience === "asker" ? { label: "Share to channel", command, share: true } : null,
      ]),
    ],
  });
}

const UNTIMED = mrkdwn`No line says when it was written, so I could not tell which are older than you asked for: these are simply the newest.`;

function describeTail(
  agent: AgentIdentity,
  question: LogQuestion,
  { region, isAsleep, searched }: LogTail,
  shown: number,
): Mrkdwn {
  const log = describeLog(agent, question, region);
  if (shown > 0) {
    const asleep = isAsleep ? mrkdwn`${nameLogAgent(agent)} is asleep. ` : mrkdwn``;
    return mrkdwn`${asleep}The newest ${countWords(shown, "line")}${describeGrep(question)} of ${log}`;
  }
  if (isAsleep) return mrkdwn`${nameLogAgent(agent)} is asleep${describeRegion(region)}: ${ASLEEP}`;
  if (question.grep !== null && searched?.count !== 0)
    return mrkdwn`No line${describeGrep(question)} in ${log}`;
  if (agent.platform === "livekit" && region === null)
    return mrkdwn`${nameLogAgent(agent)} runs in no region, so it has no log`;
  return mrkdwn`There is no line to show of ${log}`;
}

/** What was cut, and how much was looked through. */
function describeCounts({ grep }: LogQuestion, { matched, searched }: LogTail, shown: number): Mrkdwn | null {
  const cut =
    matched.count > shown && shown > 0 ? mrkdwn`${shown} of ${sayCount(matched)} lines shown` : null;
  const found =
    grep === null
      ? null
      : mrkdwn`${sayCount(matched)}${searched ? mrkdwn` of ${sayCount(searched)}` : mrkdwn``} lines match`;
  return cut === null && found === null ? null : joinMrkdwn([cut, found]);
}

const sayCount = ({ count, isAtLeast }: LineCount): Mrkdwn =>
  isAtLeast ? mrkdwn`at least ${count}` : mrkdwn`${count}`;
