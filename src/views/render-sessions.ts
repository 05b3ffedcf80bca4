/** The calls that an agent has now and had lately, live ones first. */
import type { AgentIdentity, AgentSession, SessionList } from "../platforms/port.ts";
import { agentCommand } from "./command-texts.ts";
import { createAnswer, type ReadOptions } from "./create-answer.ts";
import { deploymentCode } from "./deployment-code.ts";
import { boldText, codeText, escapeText } from "./escape-text.ts";
import { formatDate, formatDuration } from "./format-time.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { View } from "./view.ts";
import { countWords } from "./word-lists.ts";

export function renderSessions(agent: AgentIdentity, list: SessionList, options: ReadOptions): View {
  const newestFirst = list.sessions.toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
  const live = newestFirst.filter(({ endedAt }) => endedAt === null);
  const ended = newestFirst.filter(({ endedAt }) => endedAt !== null);
  const liveCount = live.length === 0 ? mrkdwn`no live session` : countWords(live.length, "live session");
  const unlisted = list.total - list.sessions.length;
  return createAnswer(
    {
      text: mrkdwn`${escapeText(agent.name)} in ${escapeText(agent.project)} has ${liveCount}.`,
      headline: joinMrkdwn([
        mrkdwn`${boldText(`${agent.project}/${agent.name}`)} has ${liveCount}`,
        ended.length === 0 ? null : mrkdwn`${ended.length} ended`,
      ]),
      rows: [...live, ...ended].map((session) => ({ text: describeSession(session, options.now) })),
      notes: [unlisted > 0 ? mrkdwn`… and ${unlisted} more that are not listed` : null],
      command: agentCommand("sessions", agent),
      buttons: [{ label: "Status", command: agentCommand("status", agent) }],
    },
    options,
  );
}

function describeSession(session: AgentSession, now: number): Mrkdwn {
  const { startedAt, endedAt, completionStatus, deploymentId } = session;
  return joinMrkdwn([
    codeText(session.id),
    describeAge(startedAt, endedAt, now),
    startedAt === null ? null : mrkdwn`started ${formatDate(startedAt)}`,
    describeStart(session),
    deploymentId === null ? null : mrkdwn`deployment ${deploymentCode(deploymentId)}`,
    completionStatus === null || completionStatus === ""
      ? null
      : mrkdwn`completed with ${codeText(completionStatus)}`,
  ]);
}

/** "*live* for 4 min 10 s", "ended after 3 min". */
function describeAge(startedAt: number | null, endedAt: number | null, now: number): Mrkdwn {
  if (startedAt === null) return endedAt === null ? mrkdwn`*live*` : mrkdwn`ended`;
  return endedAt === null
    ? mrkdwn`*live* for ${formatDuration(now - startedAt)}`
    : mrkdwn`ended after ${formatDuration(endedAt - startedAt)}`;
}

/** "cold start, 9.8 s". */
function describeStart({ coldStart, botStartSeconds }: AgentSession): Mrkdwn | null {
  const kind = coldStart === null ? null : coldStart ? mrkdwn`cold start` : mrkdwn`warm start`;
  const took = botStartSeconds === null ? null : mrkdwn`${Math.round(botStartSeconds * 10) / 10} s`;
  if (kind === null) return took === null ? null : mrkdwn`up after ${took}`;
  return joinMrkdwn([kind, took], mrkdwn`, `);
}
