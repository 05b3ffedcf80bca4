import { type Failure, fail, isTransient, type Result, succeed } from "../../failure.ts";
import type { AgentIdentity, DispatchService } from "../port.ts";
import type { AgentSession, SessionList, SessionQuery } from "../sessions.ts";
import { lookIntoRoom, type RoomLook } from "./look-into-room.ts";
import type { ActiveRoom, RoomClient } from "./room-client.ts";

/** Each costs a call or two. In a busier project the newest are looked into, and the rest is counted. */
const MAX_ROOMS = 100;

/**
 * The rooms in which the agent is at this moment. LiveKit keeps no list of them, and none of those that are over: every
 * active room has to be asked who is in it. At most 201 calls.
 */
export async function listRoomSessions(
  rooms: RoomClient,
  dispatches: Pick<DispatchService, "list">,
  agent: AgentIdentity,
  { status, room }: SessionQuery,
): Promise<Result<Omit<SessionList, "namesakes">>> {
  if (agent.name === agent.id) return fail({ kind: "sessions-untold", agent, why: WHY_NAMELESS });
  if (status === "ended") return succeed({ total: 0, sessions: [], unreadRooms: 0, untoldRooms: 0 });
  const active = await rooms.listRooms(room === null ? [] : [room]);
  if (!active.ok) return active;
  const newest = active.value.toSorted((a, b) => (b.openedAt ?? 0) - (a.openedAt ?? 0)).slice(0, MAX_ROOMS);
  const looks = await Promise.all(
    newest.map(async (found) => ({
      found,
      look: await lookIntoRoom(rooms, dispatches, agent.name, found.name),
    })),
  );
  const failures: Failure[] = [];
  const sessions: AgentSession[] = [];
  let untoldRooms = 0;
  for (const { found, look } of looks) {
    if (!look.ok) {
      failures.push(look.failure);
      continue;
    }
    if (look.value.hasUntold) untoldRooms += 1;
    sessions.push(...toSessions(found, look.value));
  }
  // One room that does not answer hides only itself; a key that is refused hides all of them.
  const [failure] = failures;
  const lasting = failures.find((candidate) => !isTransient(candidate));
  if (lasting) return fail(lasting);
  if (failure && failures.length === newest.length) return fail(failure);
  const unreadRooms = active.value.length - newest.length + failures.length;
  return succeed({ total: sessions.length, sessions, unreadRooms, untoldRooms });
}

const WHY_NAMELESS =
  "it has no name under which it is dispatched, and LiveKit names the agents in a room by nothing else";

const toSessions = ({ name, openedAt }: ActiveRoom, { own, people }: RoomLook): readonly AgentSession[] =>
  own.map(({ sid, identity, joinedAt }) => ({
    id: sid,
    deploymentId: null,
    startedAt: joinedAt,
    endedAt: null,
    coldStart: null,
    botStartSeconds: null,
    completionStatus: null,
    room: {
      name,
      identity,
      openedAt,
      people: people.map((person) => person.name || person.identity),
    },
  }));
