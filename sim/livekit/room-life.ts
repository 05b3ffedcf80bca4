/**
 * Rooms: opened, joined, left, closed. As in LiveKit, agents do not keep a room alive and do not count as participants:
 * a room without callers closes after its empty timeout, or after its departure timeout once callers have been there.
 */
import { plan, planIdleCheck } from "./agenda.ts";
import type { Cloud, Participant, People, Project, Room } from "./cloud-state.ts";
import { findDeployment, findRoom, isSameDeployment } from "./find.ts";
import type { DeploymentKey } from "./happening.ts";

/** Defaults of LiveKit's room configuration, in seconds. */
const EMPTY_TIMEOUT_S = 300;
const DEPARTURE_TIMEOUT_S = 20;

/** What may be said about a room when it is opened; 0 and "" stand for the defaults. */
export interface RoomSettings {
  readonly name: string;
  readonly emptyTimeoutS?: number;
  readonly departureTimeoutS?: number;
  readonly maxParticipants?: number;
  readonly metadata?: string;
}

/** Opens a room, or gives the one of that name that is open already. */
export function openRoom(
  cloud: Cloud,
  project: Project,
  settings: RoomSettings,
  at: number,
): { room: Room; isNew: boolean } {
  const existing = findRoom(project, settings.name);
  if (existing) return { room: existing, isNew: false };
  const room: Room = {
    sid: cloud.newId("RM_"),
    name: settings.name,
    emptyTimeoutS: settings.emptyTimeoutS || EMPTY_TIMEOUT_S,
    departureTimeoutS: settings.departureTimeoutS || DEPARTURE_TIMEOUT_S,
    maxParticipants: settings.maxParticipants ?? 0,
    metadata: settings.metadata ?? "",
    createdAt: at,
    lastLeftAt: null,
    participants: [],
    dispatches: [],
  };
  project.rooms.push(room);
  planEmptyCheck(cloud, project, room, at + room.emptyTimeoutS * 1000);
  return { room, isNew: true };
}

/** A participant with the same identity is replaced, as LiveKit does. */
export function joinRoom(
  cloud: Cloud,
  room: Room,
  participant: Omit<Participant, "sid" | "joinedAt">,
  at: number,
): void {
  room.participants = room.participants.filter(({ identity }) => identity !== participant.identity);
  room.participants.push({ ...participant, sid: cloud.newId("PA_"), joinedAt: at });
}

export function leaveRoom(
  cloud: Cloud,
  project: Project,
  room: Room,
  participant: Participant,
  at: number,
): void {
  room.participants = room.participants.filter(({ sid }) => sid !== participant.sid);
  if (participant.worker) {
    endWork(cloud, project, participant.worker, at);
    return;
  }
  room.lastLeftAt = at;
  planEmptyCheck(cloud, project, room, at + room.departureTimeoutS * 1000);
}

/** Agents are not counted as participants (livekit pkg/rtc/room.go, updateProto). */
export function countPeople({ participants }: Room): People {
  return {
    participants: participants.filter(({ worker }) => worker === null).length,
    publishers: participants.length,
  };
}

/** Its dispatches vanish with it, and its agents are free again. */
export function closeRoom(cloud: Cloud, project: Project, room: Room, at: number): void {
  project.rooms = project.rooms.filter(({ sid }) => sid !== room.sid);
  for (const { worker } of room.participants) if (worker) endWork(cloud, project, worker, at);
}

export function closeRoomIfEmpty(cloud: Cloud, project: Project, room: Room, at: number): void {
  if (room.participants.some(({ worker }) => worker === null)) return;
  const [since, timeoutS] =
    room.lastLeftAt === null
      ? [room.createdAt, room.emptyTimeoutS]
      : [room.lastLeftAt, room.departureTimeoutS];
  if (at - since >= timeoutS * 1000) closeRoom(cloud, project, room, at);
}

/** The workers of a deployment are gone: its agents drop out of every room. Their jobs keep saying JS_RUNNING. */
export function dropAgents(cloud: Cloud, project: Project, deployment: DeploymentKey, at: number): void {
  for (const room of project.rooms) {
    for (const participant of room.participants) {
      if (participant.worker && isSameDeployment(participant.worker, deployment))
        leaveRoom(cloud, project, room, participant, at);
    }
  }
}

function endWork(cloud: Cloud, project: Project, worker: DeploymentKey, at: number): void {
  const deployment = findDeployment(project, worker);
  if (deployment) planIdleCheck(cloud.state, project, deployment, at);
}

function planEmptyCheck(cloud: Cloud, project: Project, room: Room, at: number): void {
  plan(cloud.state, { kind: "empty-check", at, project: project.name, roomSid: room.sid });
}
