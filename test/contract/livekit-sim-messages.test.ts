/** Every answer of the simulated LiveKit Cloud, read and written again by LiveKit's generated code without a difference. */

import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import {
  AgentDispatch,
  ListAgentDispatchResponse,
} from "../../node_modules/@livekit/protocol/src/gen/livekit_agent_dispatch_pb.js";
import {
  ClientSettingsResponse,
  CreateAgentResponse,
  DeleteAgentResponse,
  DeployAgentResponse,
  DeployAgentV2Response,
  ListAgentSecretsResponse,
  ListAgentsResponse,
  ListAgentVersionsResponse,
  PromoteAgentResponse,
  RestartAgentResponse,
  RollbackAgentResponse,
  UpdateAgentSecretsResponse,
} from "../../node_modules/@livekit/protocol/src/gen/livekit_cloud_agent_pb.js";
import { ParticipantInfo, Room } from "../../node_modules/@livekit/protocol/src/gen/livekit_models_pb.js";
import {
  ListParticipantsResponse,
  ListRoomsResponse,
} from "../../node_modules/@livekit/protocol/src/gen/livekit_room_pb.js";
import { createFixture } from "../unit/sim-livekit/cloud-fixture.ts";

type JsonValue = z.infer<ReturnType<typeof z.json>>;

const video = { roomAdmin: true, room: "room-1", roomCreate: true, roomList: true };
const request = { room: "room-1", name: "room-1", agent_id: "CA_p7KxQ2mVw9Ld", agent_name: "support-line" };

let fixture: ReturnType<typeof createFixture>;
beforeAll(async () => {
  fixture = createFixture();
  fixture.cloud.world.addParticipant({ project: "prod", room: "room-1" }, { identity: "caller" });
  await fixture.dispatch("support-line", "room-1");
  await fixture.dispatch("crashy", "room-1");
  fixture.advance(30);
});

/** An unset message is null on the wire; the generated writer leaves it out. */
function withoutNull(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutNull);
  if (typeof value !== "object" || value === null) return value;
  const set = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(set.map(([name, member]) => [name, withoutNull(member)]));
}

describe("generated code reads and writes back", () => {
  it.each([
    ["CloudAgent", "ListAgents", ListAgentsResponse],
    ["CloudAgent", "ListAgentVersions", ListAgentVersionsResponse],
    ["CloudAgent", "ListAgentSecrets", ListAgentSecretsResponse],
    ["CloudAgent", "GetClientSettings", ClientSettingsResponse],
    ["CloudAgent", "RollbackAgent", RollbackAgentResponse],
    ["CloudAgent", "PromoteAgent", PromoteAgentResponse],
    ["CloudAgent", "RestartAgent", RestartAgentResponse],
    ["CloudAgent", "CreateAgent", CreateAgentResponse],
    ["CloudAgent", "DeployAgent", DeployAgentResponse],
    ["CloudAgent", "DeployAgentV2", DeployAgentV2Response],
    ["CloudAgent", "UpdateAgentSecrets", UpdateAgentSecretsResponse],
    ["AgentDispatchService", "ListDispatch", ListAgentDispatchResponse],
    ["AgentDispatchService", "CreateDispatch", AgentDispatch],
    ["RoomService", "ListRooms", ListRoomsResponse],
    ["RoomService", "CreateRoom", Room],
    ["RoomService", "ListParticipants", ListParticipantsResponse],
    ["RoomService", "GetParticipant", ParticipantInfo],
    ["CloudAgent", "DeleteAgent", DeleteAgentResponse],
  ])("%s/%s", async (service, method, type) => {
    const response = await fixture.send(`/twirp/livekit.${service}/${method}`, {
      claims: { agent: { admin: true }, video },
      body: { ...request, identity: "caller" },
    });
    expect(response.status).toBe(200);
    const json = z.json().parse(await response.json());
    const message = type.fromJson(json, { ignoreUnknownFields: false });
    expect(message.toJson({ emitDefaultValues: true, useProtoFieldName: true })).toEqual(withoutNull(json));
  });
});
