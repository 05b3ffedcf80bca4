/** livekit.AgentDispatchService on the project host (livekit pkg/service/agent_dispatch_service.go). */
import type { Dispatch, Project, Room } from "./cloud-state.ts";
import { addDispatch, deleteDispatch } from "./dispatch-life.ts";
import { checkDispatchOrder } from "./dispatch-limits.ts";
import { findRoom } from "./find.ts";
import { renderDispatch } from "./render-dispatch.ts";
import { enumeration, message, text, textMap } from "./request-fields.ts";
import { openRoomWithAgents, type RoomPolicy } from "./room-policy.ts";
import type { Simulation } from "./simulation.ts";
import { internalRpcError, TwirpError } from "./twirp-error.ts";
import { createMethod, type TwirpService } from "./twirp-method.ts";
import type { Grants } from "./verify-token.ts";

export const dispatchFields = {
  agent_name: text,
  metadata: text,
  restart_policy: enumeration(["JRP_ON_FAILURE", "JRP_NEVER"]),
  deployment: text,
  attributes: textMap,
};

/** The token must name exactly the room of the request; none at all fits only the room "". */
export function allowsRoomAdmin({ video }: Grants, { room }: { readonly room: string }): boolean {
  return video?.roomAdmin === true && (video.room ?? "") === room;
}

/** `waitForRoom` passes the time that LiveKit waits for an answer from a room that is not active. */
export function createAgentDispatchService(
  simulation: Simulation,
  policy: RoomPolicy,
  waitForRoom: () => Promise<void>,
): TwirpService {
  const requireActiveRoom = async (project: Project, name: string): Promise<Room> => {
    const room = findRoom(project, name);
    if (room) return room;
    await waitForRoom();
    throw internalRpcError("unavailable", "no response from servers");
  };

  return {
    CreateDispatch: createMethod(simulation, {
      request: message({ ...dispatchFields, room: text }),
      allows: allowsRoomAdmin,
      answer: (request, project) =>
        simulation.change((at) => {
          checkDispatchOrder(request);
          if (!policy.autoCreateRooms && !findRoom(project, request.room))
            throw new TwirpError("not_found", "requested room does not exist");
          const room = openRoomWithAgents(simulation, project, { name: request.room }, policy, at);
          const dispatch = addDispatch(simulation, project, room, toOrder(request), at);
          // The job is launched beside the answer, which therefore never shows it.
          return renderDispatch(room, { ...dispatch, job: null });
        }),
    }),
    ListDispatch: createMethod(simulation, {
      request: message({ dispatch_id: text, room: text }),
      allows: allowsRoomAdmin,
      async answer(request, project) {
        const room = await requireActiveRoom(project, request.room);
        const wanted = room.dispatches.filter(
          ({ id }) => request.dispatch_id === "" || id === request.dispatch_id,
        );
        return { agent_dispatches: wanted.map((dispatch) => renderDispatch(room, dispatch)) };
      },
    }),
    DeleteDispatch: createMethod(simulation, {
      request: message({ dispatch_id: text, room: text }),
      allows: allowsRoomAdmin,
      async answer(request, project) {
        const room = await requireActiveRoom(project, request.room);
        const dispatch = room.dispatches.find(({ id }) => id === request.dispatch_id);
        if (!dispatch) throw internalRpcError("not_found", "dispatch ID not found");
        return simulation.change((at) => {
          deleteDispatch(simulation, project, room, dispatch, at);
          return renderDispatch(room, dispatch);
        });
      },
    }),
  };
}

/** A dispatch as the wire names its fields, to the names of the state. */
export function toOrder(request: {
  readonly agent_name: string;
  readonly metadata: string;
  readonly restart_policy: Dispatch["restartPolicy"];
  readonly deployment: string;
  readonly attributes: Record<string, string>;
}) {
  return {
    agentName: request.agent_name,
    metadata: request.metadata,
    restartPolicy: request.restart_policy,
    deployment: request.deployment,
    attributes: request.attributes,
  };
}
