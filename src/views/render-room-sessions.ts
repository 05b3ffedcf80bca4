/** The LiveKit rooms in which an agent is at this moment. */
import { quoteArgument } from "../commands/quote-argument.ts";
import type { AgentIdentity } from "../platforms/port.ts";
import type { AgentSession, SessionList, SessionQuery } from "../platforms/sessions.ts";
import { agentCommand } from "./command-texts.ts";
import { createAnswer, type ReadOptions } from "./create-answer.ts";
import { describeAge } from "./describe-session.ts";
import { boldText, codeText, escapeText } from "./escape-text.ts";
import { formatDuration } from "./format-time.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { Row } from "./rows.ts";
import { leaveRoomButton, stopAllButton } from "./session-commands.ts";
import type { View } from "./view.ts";
import { countWords, listWords } from "./word-lists.ts";

const PEOPLE_SHOWN = 3;
const NAME_LENGTH = 60;

export interface RoomSessionOptions extends ReadOptions {
  readonly status: SessionQuery["status"] | null;
  readonly room: string | null;
}

export function renderRoomSessions(
  agent: AgentIdentity,
  { sessions, unreadRooms, untoldRooms, namesakes }: SessionList,
  options: RoomSessionOptions,
): View {
  const { status, room, now } = options;
  const where =
    sessions.length === 0
      ? mrkdwn`is in no room${room === null ? mrkdwn`` : mrkdwn` ${codeText(room)}`}`
      : mrkdwn`is in ${countWords(sessions.length, "room")}`;
  const summary = status === "ended" ? mrkdwn`keeps no list of sessions that ended: LiveKit has none` : where;
  // Who of several of one name it is cannot be told, so none of them is sent away.
  const mayStop = namesakes.length === 0;
  const flags = [status && ` --status ${status}`, room && ` --room ${quoteArgument(room)}`].filter(Boolean);
  return createAnswer(
    {
      text: mrkdwn`${escapeText(agent.name)} in ${escapeText(agent.project)} ${summary}.`,
      headline: mrkdwn`${boldText(`${agent.project}/${agent.name}`)} ${summary}`,
      rows: [
        ...sessions
          .toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0))
          .flatMap((session) => toRow(agent, session, mayStop, now)),
      ],
      notes: [
        describeNamesakes(agent, namesakes),
        unreadRooms > 0
          ? mrkdwn`${countWords(unreadRooms, "room")} not looked into; ${codeText("--room")} looks into one`
          : null,
        untoldRooms > 0
          ? mrkdwn`${countWords(untoldRooms, "room")} with an agent of which LiveKit does not say which it is`
          : null,
      ],
      command: [agentCommand("sessions", agent), ...flags].join(""),
      buttons: [
        mayStop && sessions.length > 1 ? stopAllButton(agent) : null,
        { label: "Status", command: agentCommand("status", agent) },
      ],
    },
    options,
  );
}

function toRow(agent: AgentIdentity, session: AgentSession, mayStop: boolean, now: number): readonly Row[] {
  const { room } = session;
  if (room === null) return [];
  const text = joinMrkdwn([
    boldText(room.name, NAME_LENGTH),
    describeAge(session, now),
    describePeople(room.people),
    room.openedAt === null ? null : mrkdwn`room open for ${formatDuration(now - room.openedAt)}`,
    mrkdwn`as ${codeText(room.identity, NAME_LENGTH)}`,
  ]);
  return [{ text, ...(mayStop && { button: leaveRoomButton(agent, room.name) }) }];
}

function describePeople(people: readonly string[]): Mrkdwn {
  if (people.length === 0) return mrkdwn`nobody else there`;
  const names = people.map((name) => escapeText(name, NAME_LENGTH) || mrkdwn`(no name)`);
  return mrkdwn`with ${listWords(names, "and", PEOPLE_SHOWN)}`;
}

function describeNamesakes({ name }: AgentIdentity, namesakes: readonly string[]): Mrkdwn | null {
  if (namesakes.length === 0) return null;
  const ids = listWords(namesakes.map((id) => codeText(id)));
  return mrkdwn`${ids} ${namesakes.length === 1 ? mrkdwn`is` : mrkdwn`are`} also called ${codeText(name)}, and LiveKit does not tell which of them is in a room`;
}
