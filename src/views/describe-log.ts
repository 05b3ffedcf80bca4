/** Which part of which log an answer is about, in words. */
import type { LogQuestion } from "../operations/log-question.ts";
import type { AgentIdentity } from "../platforms/port.ts";
import { boldText, codeText } from "./escape-text.ts";
import { formatDuration } from "./format-time.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

export const nameLogAgent = ({ project, name }: AgentIdentity): Mrkdwn => boldText(`${project}/${name}`);

/** "the build log of *prod/support-line* in `us-east`, last 10 min". */
export function describeLog(agent: AgentIdentity, question: LogQuestion, region: string | null): Mrkdwn {
  const { type, sinceMs, session, deployment } = question;
  const noun = type === "build" ? mrkdwn`build log` : mrkdwn`log`;
  return joinMrkdwn(
    [
      mrkdwn`the ${noun} of ${nameLogAgent(agent)}${describeRegion(region)}`,
      deployment === null ? null : mrkdwn`deployment ${codeText(deployment)}`,
      session === null ? null : mrkdwn`session ${codeText(session)}`,
      sinceMs === null ? null : mrkdwn`last ${formatDuration(sinceMs)}`,
    ],
    mrkdwn`, `,
  );
}

export const describeRegion = (region: string | null): Mrkdwn =>
  region === null ? mrkdwn`` : mrkdwn` in ${codeText(region)}`;

/** " with `KeyError`". */
export const describeGrep = ({ grep }: LogQuestion): Mrkdwn =>
  grep === null ? mrkdwn`` : mrkdwn` with ${codeText(grep, GREP_LENGTH)}`;

const GREP_LENGTH = 60;

/** What follows from sleep for who calls. */
export const ASLEEP: Mrkdwn = mrkdwn`it shut down because nobody called, and wakes with the next call (about 20 s)`;
