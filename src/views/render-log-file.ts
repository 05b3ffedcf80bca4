/** What is said about the file of `/agent logs --file`: beside it, for everybody, and to who asked for it. */
import type { LogQuestion } from "../operations/log-question.ts";
import type { AgentIdentity } from "../platforms/port.ts";
import { actions, context, section } from "./blocks.ts";
import { createView } from "./create-view.ts";
import { describeGrep, describeLog } from "./describe-log.ts";
import { codeText, mentionUser } from "./escape-text.ts";
import { logsCommand } from "./log-commands.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { View } from "./view.ts";
import { countWords } from "./word-lists.ts";

export interface LogFile {
  readonly fileName: string;
  readonly agent: AgentIdentity;
  readonly question: LogQuestion;
  readonly region: string | null;
  readonly lines: number;
  /** Likely secrets. */
  readonly masked: number;
  /** Slack user id. */
  readonly by: string;
}

/** Beside the file. */
export function captionLogFile(file: LogFile): Mrkdwn {
  return mrkdwn`The newest ${describeFile(file)}, asked for by ${mentionUser(file.by)}.${
    file.masked > 0 ? mrkdwn` ${countWords(file.masked, "likely secret")} masked.` : mrkdwn``
  }`;
}

export function renderLogFile(file: LogFile): View {
  const sentence = mrkdwn`${codeText(file.fileName)} with the newest ${describeFile(file)} is in this conversation; everybody here can read it.`;
  return createView({
    text: sentence,
    blocks: [
      section(sentence),
      file.masked > 0 ? context([mrkdwn`${countWords(file.masked, "likely secret")} masked`]) : null,
      actions([{ label: "Logs", command: logsCommand(file.agent, file.question) }]),
    ],
  });
}

const describeFile = ({ lines, agent, question, region }: LogFile): Mrkdwn =>
  mrkdwn`${countWords(lines, "line")}${describeGrep(question)} of ${describeLog(agent, question, region)}`;
