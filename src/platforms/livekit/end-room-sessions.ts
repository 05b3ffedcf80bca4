/** Agents taken out of rooms: each by its identity, in one room, and only if it is the one that was meant. */
import { type Result, succeed } from "../../failure.ts";
import type { ChangeReceipt } from "../change.ts";
import type { LiveSessions, SessionKey } from "../sessions.ts";
import { sumUpStops } from "../sum-up-stops.ts";
import type { RoomClient, RoomParticipant } from "./room-client.ts";

/** Two calls for each. May be made again: who is gone already is not missed. */
export async function endRoomSessions(
  rooms: RoomClient,
  sessions: readonly SessionKey[],
): Promise<Result<ChangeReceipt>> {
  return sumUpStops(await Promise.all(sessions.map((session) => endOne(rooms, session))));
}

async function endOne(rooms: RoomClient, session: SessionKey): Promise<Result<unknown>> {
  const found = await findParticipant(rooms, session);
  if (!found.ok || found.value === null || session.room === null) return found;
  return await rooms.removeParticipant(session.room.name, found.value.identity);
}

/** Which of them are still in their rooms. One call for each. */
export async function findLiveInRooms(
  rooms: RoomClient,
  sessions: readonly SessionKey[],
): Promise<Result<LiveSessions>> {
  const live: string[] = [];
  const looks = await Promise.all(
    sessions.map(async ({ id, room }) => ({ id, found: await findParticipant(rooms, { id, room }) })),
  );
  for (const { id, found } of looks) {
    if (!found.ok) return found;
    if (found.value) live.push(id);
  }
  return succeed({ live, others: null });
}

async function findParticipant(
  rooms: RoomClient,
  session: SessionKey,
): Promise<Result<RoomParticipant | null>> {
  if (session.room === null) return succeed(null);
  const listed = await rooms.listParticipants(session.room.name);
  if (!listed.ok) return listed;
  return succeed(listed.value.find((participant) => isSame(participant, session)) ?? null);
}

/** The Agents SDK names a participant after its job, once; any other name may come back with another session. */
const OF_A_JOB = /^agent-AJ_/;

/** One that lost its connection and came back has a new `sid`, and is the same session still. */
const isSame = ({ sid, identity, isAgent, state }: RoomParticipant, { id, room }: SessionKey): boolean =>
  isAgent &&
  state !== "disconnected" &&
  identity === room?.identity &&
  (sid === id || OF_A_JOB.test(identity));
