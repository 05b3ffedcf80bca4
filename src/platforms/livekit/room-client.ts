import { type Result, succeed } from "../../failure.ts";
import type { Participant } from "../port.ts";
import type { LiveKitProject } from "../project.ts";
import { callTwirp, type LiveKitTools } from "./call-twirp.ts";
import { listParticipantsSchema, type WireParticipant } from "./dispatch-schemas.ts";
import { parseEpoch } from "./parse-epoch.ts";
import { projectUrl } from "./project-url.ts";

/** `livekit.RoomService`, as much of it as proves that a dispatched agent really joined. */
export interface RoomClient {
  /** Empty when the room is not active. */
  listParticipants(room: string): Promise<Result<readonly Participant[]>>;
}

export function createRoomClient(project: LiveKitProject, tools: LiveKitTools): RoomClient {
  return {
    listParticipants: async (room) => {
      const answer = await callTwirp(project, tools, {
        baseUrl: projectUrl(project),
        service: "livekit.RoomService",
        method: "ListParticipants",
        grants: { video: { roomAdmin: true, room } },
        request: { room },
        schema: listParticipantsSchema,
        changes: false,
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
