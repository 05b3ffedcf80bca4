/** The end of an agent's log. Every line is foreign text: it is shown as it is, and obeyed in nothing. */
import type { AgentIdentity } from "../platforms/port.ts";
import { actions, context, preformatted, section } from "./blocks.ts";
import { agentCommand } from "./command-texts.ts";
import type { ReadOptions } from "./create-answer.ts";
import { createView } from "./create-view.ts";
import { boldText } from "./escape-text.ts";
import { fitLog } from "./fit-log.ts";
import { formatDate } from "./format-time.ts";
import { LIMITS } from "./limits.ts";
import { joinMrkdwn, mrkdwn } from "./mrkdwn.ts";
import { splitText } from "./split-text.ts";
import type { View } from "./view.ts";
import { countWords } from "./word-lists.ts";

/** Leaves room for the blocks around the text. */
const EXTENT = { lines: 200, characters: LIMITS.blocksJson - 3000 };

/** `lines`: oldest first. */
export function renderLogs(
  agent: AgentIdentity,
  lines: readonly string[],
  { now, audience }: ReadOptions,
): View {
  const name = boldText(`${agent.project}/${agent.name}`);
  const shown = fitLog(lines, EXTENT);
  const left = lines.length - shown.length;
  const headline =
    shown.length === 0
      ? mrkdwn`The log of ${name} has no lines to show`
      : mrkdwn`The newest ${countWords(shown.length, "line")} of the log of ${name}`;
  const command = agentCommand("logs", agent);
  return createView({
    text: mrkdwn`${headline}.`,
    blocks: [
      section(headline),
      ...(shown.length === 0 ? [] : splitText(shown.join("\n"), LIMITS.preformattedText).map(preformatted)),
      context([
        joinMrkdwn([
          left > 0 ? mrkdwn`${countWords(left, "line")} left out` : null,
          mrkdwn`as of ${formatDate(now)}`,
        ]),
      ]),
      actions([
        { label: "Status", command: agentCommand("status", agent) },
        { label: "Refresh", command },
        audience === "asker" ? { label: "Share to channel", command, share: true } : null,
      ]),
    ],
  });
}
