import { type Result, succeed } from "../../failure.ts";
import type { AgentIdentity, DispatchService } from "../port.ts";
import { lookIntoRoom } from "./look-into-room.ts";
import type { RoomClient } from "./room-client.ts";

/** Each room may cost two calls; in a busier project the number stays open. */
const MAX_ROOMS = 20;

/**
 * The rooms in which the agent is at this moment, told by its name. One call, and at most two more for each room; null
 * with more than 20 rooms, and for an agent without a name: agents that join rooms unasked have none, and cannot be told
 * apart.
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
  const looks = await Promise.all(
    active.value.map(({ name }) => lookIntoRoom(rooms, dispatches, agent.name, name)),
  );
  let count = 0;
  for (const look of looks) {
    if (!look.ok) return look;
    if (look.value.own.length > 0) count += 1;
  }
  return succeed(count);
}
