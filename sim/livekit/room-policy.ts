/** How a project's rooms begin. */
import type { Cloud, Project, Room } from "./cloud-state.ts";
import { addDispatch, type DispatchOrder } from "./dispatch-life.ts";
import { findDeploymentFault } from "./dispatch-limits.ts";
import { openRoom, type RoomSettings } from "./room-life.ts";

export interface RoomPolicy {
  /** LiveKit's `room.auto_create`: a dispatch opens its room. */
  readonly autoCreateRooms: boolean;
  /** As the open-source server does: a room that names no agents gets one dispatch with an empty agent name. */
  readonly dispatchUnnamedAgents: boolean;
}

/** Opens a room, and for a new one dispatches the agents that it is to have, but for those of impossible deployments. */
export function openRoomWithAgents(
  cloud: Cloud,
  project: Project,
  settings: RoomSettings & { readonly agents?: readonly DispatchOrder[] },
  policy: RoomPolicy,
  at: number,
): Room {
  const { room, isNew } = openRoom(cloud, project, settings, at);
  if (!isNew) return room;
  const agents = settings.agents?.length ? settings.agents : policy.dispatchUnnamedAgents ? [UNNAMED] : [];
  for (const order of agents) {
    if (findDeploymentFault(order.deployment) === null) addDispatch(cloud, project, room, order, at);
  }
  return room;
}

const UNNAMED: DispatchOrder = {
  agentName: "",
  metadata: "",
  restartPolicy: "JRP_ON_FAILURE",
  deployment: "",
  attributes: {},
};
