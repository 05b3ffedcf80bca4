/** livekit.AgentDispatch with its job. Times are nanoseconds, as the server writes them (livekit pkg/rtc/room.go). */
import type { Dispatch, Job, Room } from "./cloud-state.ts";
import { type Json, toNanoseconds } from "./proto-json.ts";
import { renderRoom } from "./render-room.ts";

export function renderDispatch(room: Room, dispatch: Dispatch): Json {
  return {
    id: dispatch.id,
    agent_name: dispatch.agentName,
    room: room.name,
    metadata: dispatch.metadata,
    state: {
      jobs:
        dispatch.job && dispatch.job.status !== "JS_PENDING" ? [renderJob(room, dispatch, dispatch.job)] : [],
      created_at: toNanoseconds(dispatch.createdAt),
      // Never set, not even in the answer to DeleteDispatch.
      deleted_at: "0",
    },
    restart_policy: dispatch.restartPolicy,
    deployment: dispatch.deployment,
    attributes: dispatch.attributes,
  };
}

/** `participant` is a proto3 optional field: left out while it is unset. */
function renderJob(room: Room, dispatch: Dispatch, job: Job): Json {
  return {
    id: job.id,
    dispatch_id: dispatch.id,
    type: "JT_ROOM",
    room: renderRoom(room, job.peopleThen),
    namespace: "",
    metadata: dispatch.metadata,
    agent_name: dispatch.agentName,
    state: {
      status: job.status,
      error: job.error,
      started_at: toNanoseconds(job.startedAt),
      ended_at: toNanoseconds(job.endedAt),
      updated_at: toNanoseconds(job.updatedAt),
      participant_identity: job.participantIdentity,
      worker_id: job.workerId,
      agent_id: job.worker.agentId,
    },
    enable_recording: false,
    deployment: dispatch.deployment,
    attributes: dispatch.attributes,
    enable_redaction: false,
  };
}
