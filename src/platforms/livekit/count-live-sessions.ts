import { type Result, succeed } from "../../failure.ts";
import type { AgentIdentity, DispatchService } from "../port.ts";
import type { RoomClient } from "./room-client.ts";

/** Each room may cost two calls; in a busier project the number stays open. */
const MAX_ROOMS = 20;

/**
 * The rooms in which the agent is at this moment, told by its name: a dispatch names the agent and the identity of its job,
 * and somebody of that identity is there. A job's own state would not do, it keeps saying that it runs. One call, and
 * at most two more for each room; null with more than 20 rooms, and for an agent without a name: agents that join rooms
 * unasked have none, and cannot be told apart.
 */
export async function countLiveSessions(
  rooms: RoomClient,
  dispatches: Pick<DispatchService, "list">,
  agent: AgentIdentity,
): Promise<Result<number | null>> {
  if (agent.name === agent.id) return succeed(null);
  const active = await rooms.listRooms();
  if (!active.ok) return active;
  if (active.value.length > MAX_ROOMS) return succeed(null);
  const looks = await Promise.all(active.value.map((room) => isServing(rooms, dispatches, agent.name, room)));
  let count = 0;
  for (const look of looks) {
    if (!look.ok) return look;
    if (look.value) count += 1;
  }
  return succeed(count);
}

async function isServing(
  rooms: RoomClient,
  dispatches: Pick<DispatchService, "list">,
  agentName: string,
  room: string,
): Promise<Result<boolean>> {
  const listed = await dispatches.list(room);
  // It closed while we counted.
  if (!listed.ok) return listed.failure.kind === "room-not-active" ? succeed(false) : listed;
  const identities = new Set(
    listed.value
      .filter((dispatch) => dispatch.agentName === agentName)
      // A job that does not name its participant yet: the Agents SDK names that one after the job.
      .flatMap(({ jobs }) => jobs.map(({ id, participantIdentity }) => participantIdentity || `agent-${id}`)),
  );
  if (identities.size === 0) return succeed(false);
  const present = await rooms.listParticipants(room);
  if (!present.ok) return present;
  return succeed(
    present.value.some(
      ({ identity, isAgent, state }) => isAgent && state !== "disconnected" && identities.has(identity),
    ),
  );
}
