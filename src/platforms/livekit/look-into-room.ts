import { type Result, succeed } from "../../failure.ts";
import type { DispatchService } from "../port.ts";
import type { RoomClient, RoomParticipant } from "./room-client.ts";

/** LiveKit writes the name under which an agent was dispatched onto its participant (livekit-server, rtc/participant.go). */
const AGENT_NAME_ATTRIBUTE = "lk.agent_name";

export interface RoomLook {
  /** The participants that provably are this agent. */
  readonly own: readonly RoomParticipant[];
  /** Everybody who is no agent. */
  readonly people: readonly RoomParticipant[];
  /** There is an agent of which nothing tells which one it is. */
  readonly hasUntold: boolean;
}

/**
 * Who in a room is the agent of that name: LiveKit says so on the participant, or a dispatch that names the agent has a
 * job with the participant's identity. A job's own state would not do, it keeps saying that it runs. One call, and a
 * second where an agent says nothing of itself.
 */
export async function lookIntoRoom(
  rooms: Pick<RoomClient, "listParticipants">,
  dispatches: Pick<DispatchService, "list">,
  agentName: string,
  room: string,
): Promise<Result<RoomLook>> {
  const listed = await rooms.listParticipants(room);
  if (!listed.ok) return listed;
  const present = listed.value.filter(({ state }) => state !== "disconnected");
  const agents = present.filter(({ isAgent }) => isAgent);
  const jobs = agents.some(isSilent) ? await readJobs(dispatches, room) : succeed(new Map<string, string>());
  if (!jobs.ok) return jobs;
  const nameOf = (agent: RoomParticipant): string =>
    agent.attributes[AGENT_NAME_ATTRIBUTE] || jobs.value.get(agent.identity) || "";
  return succeed({
    own: agents.filter((agent) => nameOf(agent) === agentName),
    people: present.filter(({ isAgent }) => !isAgent),
    hasUntold: agents.some((agent) => nameOf(agent) === ""),
  });
}

const isSilent = ({ attributes }: RoomParticipant): boolean => !attributes[AGENT_NAME_ATTRIBUTE];

/** The identity of each job in the room, and the agent that was dispatched for it. */
async function readJobs(
  dispatches: Pick<DispatchService, "list">,
  room: string,
): Promise<Result<ReadonlyMap<string, string>>> {
  const listed = await dispatches.list(room);
  // It closed while we looked.
  if (!listed.ok) return listed.failure.kind === "room-not-active" ? succeed(new Map()) : listed;
  return succeed(
    new Map(
      listed.value.flatMap(({ agentName, jobs }) =>
        // A job that does not name its participant yet: the Agents SDK names that one after the job.
        jobs.map(({ id, participantIdentity }) => [participantIdentity || `agent-${id}`, agentName] as const),
      ),
    ),
  );
}
