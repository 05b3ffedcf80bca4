/** What is read of AgentDispatchService's and RoomService's answers (protocol livekit_agent_dispatch.proto, livekit_models.proto). */
import type * as z from "zod/mini";
import {
  protoAnswer,
  protoEnum,
  protoId,
  protoInt64,
  protoList,
  protoMap,
  protoMessage,
  protoString,
} from "./proto-json.ts";

const jobSchema = protoMessage({
  id: protoString,
  state: protoMessage({
    status: protoEnum(["JS_PENDING", "JS_RUNNING", "JS_SUCCESS", "JS_FAILED"]),
    error: protoString,
    startedAt: protoInt64,
    endedAt: protoInt64,
    participantIdentity: protoString,
    workerId: protoString,
  }),
});
export type WireJob = z.infer<typeof jobSchema>;

const dispatchFields = {
  id: protoId,
  agentName: protoString,
  room: protoString,
  metadata: protoString,
  restartPolicy: protoEnum(["JRP_ON_FAILURE", "JRP_NEVER"]),
  deployment: protoString,
  attributes: protoMap,
  state: protoMessage({ jobs: protoList(jobSchema), createdAt: protoInt64, deletedAt: protoInt64 }),
};
export const dispatchSchema = protoAnswer(dispatchFields);
export type WireDispatch = z.infer<typeof dispatchSchema>;

export const listDispatchSchema = protoAnswer({ agentDispatches: protoList(protoMessage(dispatchFields)) });

const participantSchema = protoMessage({
  sid: protoString,
  identity: protoString,
  name: protoString,
  kind: protoEnum(["STANDARD", "INGRESS", "EGRESS", "SIP", "AGENT"]),
  state: protoEnum(["JOINING", "JOINED", "ACTIVE", "DISCONNECTED"]),
  joinedAt: protoInt64,
  attributes: protoMap,
});
export type WireParticipant = z.infer<typeof participantSchema>;

export const listParticipantsSchema = protoAnswer({ participants: protoList(participantSchema) });

export const listRoomsSchema = protoAnswer({
  rooms: protoList(protoMessage({ name: protoString, creationTime: protoInt64 })),
});

/** Nothing in it. */
export const removedParticipantSchema = protoAnswer({});
