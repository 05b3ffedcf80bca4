/** livekit.RoomService on the project host (livekit pkg/service/roomservice.go). */
import { allowsRoomAdmin, dispatchFields, toOrder } from "./agent-dispatch-service.ts";
import type { Participant, Project, Room } from "./cloud-state.ts";
import { checkRoomOrder } from "./dispatch-limits.ts";
import { findRoom } from "./find.ts";
import { renderParticipant, renderRoom } from "./render-room.ts";
import { list, message, text, uint32 } from "./request-fields.ts";
import { closeRoom, leaveRoom } from "./room-life.ts";
import { openRoomWithAgents, type RoomPolicy } from "./room-policy.ts";
import type { Simulation } from "./simulation.ts";
import { internalRpcError } from "./twirp-error.ts";
import { createMethod, type TwirpService } from "./twirp-method.ts";
import type { Grants } from "./verify-token.ts";

const MAX_ROOM_NAME_BYTES = 256;

const createRoomRequest = message({
  name: text,
  empty_timeout: uint32,
  departure_timeout: uint32,
  max_participants: uint32,
  metadata: text,
  agents: list(message(dispatchFields)),
});
const participantRequest = message({ room: text, identity: text });

const allowsCreate = ({ video }: Grants) => video?.roomCreate === true;
const allowsList = ({ video }: Grants) => video?.roomList === true;

export function createRoomService(simulation: Simulation, policy: RoomPolicy): TwirpService {
  return {
    CreateRoom: createMethod(simulation, {
      request: createRoomRequest,
      allows: allowsCreate,
      answer(request, project) {
        if (new TextEncoder().encode(request.name).length > MAX_ROOM_NAME_BYTES)
          throw internalRpcError(
            "invalid_argument",
            `room name length exceeds limits: max length ${MAX_ROOM_NAME_BYTES}`,
          );
        checkRoomOrder(request);
        const settings = {
          name: request.name,
          emptyTimeoutS: request.empty_timeout,
          departureTimeoutS: request.departure_timeout,
          maxParticipants: request.max_participants,
          metadata: request.metadata,
          agents: request.agents.map(toOrder),
        };
        return simulation.change((at) =>
          renderRoom(openRoomWithAgents(simulation, project, settings, policy, at)),
        );
      },
    }),
    ListRooms: createMethod(simulation, {
      request: message({ names: list(text) }),
      allows: allowsList,
      answer({ names }, project) {
        const rooms = project.rooms.filter(({ name }) => names.length === 0 || names.includes(name));
        return { rooms: rooms.map((room) => renderRoom(room)) };
      },
    }),
    DeleteRoom: createMethod(simulation, {
      request: message({ room: text }),
      allows: allowsCreate,
      answer: (request, project) =>
        simulation.change((at) => {
          const room = findRoom(project, request.room);
          if (!room) throw internalRpcError("not_found", "requested room does not exist");
          closeRoom(simulation, project, room, at);
          return {};
        }),
    }),
    ListParticipants: createMethod(simulation, {
      request: message({ room: text }),
      allows: allowsRoomAdmin,
      answer(request, project) {
        // A room that is not there has nobody in it; it is no error.
        const participants = findRoom(project, request.room)?.participants ?? [];
        return { participants: participants.map(renderParticipant) };
      },
    }),
    GetParticipant: createMethod(simulation, {
      request: participantRequest,
      allows: allowsRoomAdmin,
      answer: (request, project) => renderParticipant(getParticipant(project, request).participant),
    }),
    RemoveParticipant: createMethod(simulation, {
      request: participantRequest,
      allows: allowsRoomAdmin,
      answer: (request, project) =>
        simulation.change((at) => {
          const { room, participant } = getParticipant(project, request);
          leaveRoom(simulation, project, room, participant, at);
          return {};
        }),
    }),
  };
}

function getParticipant(
  project: Project,
  of: { readonly room: string; readonly identity: string },
): { room: Room; participant: Participant } {
  const room = findRoom(project, of.room);
  const participant = room?.participants.find(({ identity }) => identity === of.identity);
  if (!room || !participant) throw internalRpcError("not_found", "participant does not exist");
  return { room, participant };
}
