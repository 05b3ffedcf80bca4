import { type Result, succeed } from "../../failure.ts";
import type { Participant } from "../port.ts";
import type { LiveKitProject } from "../project.ts";
import { callTwirp, type LiveKitTools, type TwirpCall } from "./call-twirp.ts";
import {
  listParticipantsSchema,
  listRoomsSchema,
  removedParticipantSchema,
  type WireParticipant,
} from "./dispatch-schemas.ts";
import { parseEpoch } from "./parse-epoch.ts";
import { projectUrl } from "./project-url.ts";

/** `livekit.RoomService`, as much of it as tells who is where, and sends somebody out. */
export interface RoomClient {
  /** The rooms that are active now in the whole project; of those with `names`, if any are given. */
  listRooms(names?: readonly string[]): Promise<Result<readonly ActiveRoom[]>>;
  /** Empty when the room is not active. */
  listParticipants(room: string): Promise<Result<readonly RoomParticipant[]>>;
  /** Who is not there, or in no room that is, needs no removal: that is a success. */
  removeParticipant(room: string, identity: string): Promise<Result<unknown>>;
}

export interface ActiveRoom {
  readonly name: string;
  readonly openedAt: number | null;
}

export interface RoomParticipant extends Participant {
  /** A new one with each connection: "PA_…". */
  readonly sid: string;
}

export function createRoomClient(project: LiveKitProject, tools: LiveKitTools): RoomClient {
  const call = <T>(
    details: Pick<TwirpCall<T>, "method" | "grants" | "request" | "schema">,
    changes = false,
  ): Promise<Result<T>> =>
    callTwirp(project, tools, {
      baseUrl: projectUrl(project),
      service: "livekit.RoomService",
      changes,
      ...details,
    });

  return {
    listRooms: async (names = []) => {
      const answer = await call({
        method: "ListRooms",
        grants: { video: { roomList: true } },
        request: names.length === 0 ? {} : { names },
        schema: listRoomsSchema,
      });
      if (!answer.ok) return answer;
      return succeed(
        answer.value.rooms.map(({ name, creationTime }) => ({ name, openedAt: parseEpoch(creationTime) })),
      );
    },
    listParticipants: async (room) => {
      const answer = await call({
        method: "ListParticipants",
        grants: { video: { roomAdmin: true, room } },
        request: { room },
        schema: listParticipantsSchema,
      });
      if (answer.ok) return succeed(answer.value.participants.map(toParticipant));
      return answer.failure.kind === "platform-not-found" ? succeed([]) : answer;
    },
    removeParticipant: async (room, identity) => {
      const answer = await call(
        {
          method: "RemoveParticipant",
          grants: { video: { roomAdmin: true, room } },
          request: { room, identity },
          schema: removedParticipantSchema,
        },
        true,
      );
      return !answer.ok && answer.failure.kind === "platform-not-found" ? succeed(null) : answer;
    },
  };
}

const STATES = new Set(["JOINING", "JOINED", "ACTIVE", "DISCONNECTED"]);

function toParticipant({
  sid,
  identity,
  name,
  kind,
  state,
  joinedAt,
  attributes,
}: WireParticipant): RoomParticipant {
  return {
    sid,
    identity,
    name,
    isAgent: kind === "AGENT",
    state: STATES.has(state) ? state.toLowerCase() : "unknown",
    joinedAt: parseEpoch(joinedAt),
    attributes,
  };
}
