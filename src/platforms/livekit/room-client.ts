import { type Result, succeed } from "../../failure.ts";
import type { Participant } from "../port.ts";
import type { LiveKitProject } from "../project.ts";
import { callTwirp, type LiveKitTools, type TwirpCall } from "./call-twirp.ts";
import { listParticipantsSchema, listRoomsSchema, type WireParticipant } from "./dispatch-schemas.ts";
import { parseEpoch } from "./parse-epoch.ts";
import { projectUrl } from "./project-url.ts";

/** `livekit.RoomService`, as much of it as tells who is where. */
export interface RoomClient {
  /** The names of the rooms that are active now, in the whole project. */
  listRooms(): Promise<Result<readonly string[]>>;
  /** Empty when the room is not active. */
  listParticipants(room: string): Promise<Result<readonly Participant[]>>;
}

export function createRoomClient(project: LiveKitProject, tools: LiveKitTools): RoomClient {
  const read = <T>(details: Pick<TwirpCall<T>, "method" | "grants" | "request" | "schema">) =>
    callTwirp(project, tools, {
      baseUrl: projectUrl(project),
      service: "livekit.RoomService",
      changes: false,
      ...details,
    });

  return {
    listRooms: async () => {
      const answer = await read({
        method: "ListRooms",
        grants: { video: { roomList: true } },
        request: {},
        schema: listRoomsSchema,
      });
      return answer.ok ? succeed(answer.value.rooms.map(({ name }) => name)) : answer;
    },
    listParticipants: async (room) => {
      const answer = await read({
        method: "ListParticipants",
        grants: { video: { roomAdmin: true, room } },
        request: { room },
        schema: listParticipantsSchema,
      });
      if (answer.ok) return succeed(answer.value.participants.map(toParticipant));
      return answer.failure.kind === "platform-not-found" ? succeed([]) : answer;
    },
  };
}

const STATES = new Set(["JOINING", "JOINED", "ACTIVE", "DISCONNECTED"]);

function toParticipant({ identity, name, kind, state, joinedAt, attributes }: WireParticipant): Participant {
  return {
    identity,
    name,
    isAgent: kind === "AGENT",
    state: STATES.has(state) ? state.toLowerCase() : "unknown",
    joinedAt: parseEpoch(joinedAt),
    attributes,
  };
}
