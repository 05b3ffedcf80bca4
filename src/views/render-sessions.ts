/** The calls that an agent on Pipecat Cloud has now and had lately, live ones first. */
import type { AgentIdentity } from "../platforms/port.ts";
import type { AgentSession, SessionList, SessionQuery } from "../platforms/sessions.ts";
import { agentCommand } from "./command-texts.ts";
import { createAnswer, type ReadOptions } from "./create-answer.ts";
import { describeSession, isOlder } from "./describe-session.ts";
import { boldText, codeText, escapeText } from "./escape-text.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { sessionCommand, stopAllButton } from "./session-commands.ts";
import type { View } from "./view.ts";
import { countWords } from "./word-lists.ts";

export interface SessionOptions extends ReadOptions {
  /** Which ones were asked for; null: all. */
  readonly status: SessionQuery["status"] | null;
  /** The deployment that new sessions get; null: not known. */
  readonly current: string | null;
}

export function renderSessions(agent: AgentIdentity, list: SessionList, options: SessionOptions): View {
  const { status, current, now } = options;
  const newestFirst = list.sessions.toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
  const live = newestFirst.filter(({ endedAt }) => endedAt === null);
  const ended = newestFirst.filter(({ endedAt }) => endedAt !== null);
  const summary = summarize(live, ended, options);
  const unlisted = list.total - list.sessions.length;
  const command = agentCommand("sessions", agent);
  return createAnswer(
    {
      text: mrkdwn`${escapeText(agent.name)} in ${escapeText(agent.project)} has ${summary}.`,
      headline: mrkdwn`${boldText(`${agent.project}/${agent.name}`)} has ${summary}`,
      rows: [...live, ...ended].map((session) => ({
        text: mrkdwn`${codeText(session.id)} · ${describeSession(session, current, now)}`,
        button: { label: "Open", command: sessionCommand(agent, session.id) },
      })),
      notes: [unlisted > 0 ? mrkdwn`… and ${unlisted} more that are not listed` : null],
      command: status === null ? command : `${command} --status ${status}`,
      buttons: [
        live.length > 0 ? stopAllButton(agent) : null,
        status === null && live.length > 0 && ended.length > 0
          ? { label: "Live ones only", command: `${command} --status active` }
          : null,
        { label: "Status", command: agentCommand("status", agent) },
      ],
    },
    options,
  );
}

/** "3 live sessions, 1 of them on an older deployment · 12 ended". */
function summarize(
  live: readonly AgentSession[],
  ended: readonly AgentSession[],
  { status, current }: SessionOptions,
): Mrkdwn {
  if (status === "ended")
    return mrkdwn`${ended.length === 0 ? mrkdwn`no` : ended.length} ended ${noun(ended.length)}`;
  const older = live.filter((session) => isOlder(session, current)).length;
  const count = live.length === 0 ? mrkdwn`no live session` : countWords(live.length, "live session");
  return joinMrkdwn([
    older === 0 ? count : mrkdwn`${count}, ${older} of them on an older deployment`,
    ended.length === 0 ? null : mrkdwn`${ended.length} ended`,
  ]);
}

const noun = (count: number): Mrkdwn => (count === 1 ? mrkdwn`session` : mrkdwn`sessions`);
