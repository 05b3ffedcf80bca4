/** LiveKit's own generated messages, for the binary form of every method that the simulator has. */
import * as dispatches from "../../node_modules/@livekit/protocol/src/gen/livekit_agent_dispatch_pb.js";
// The package ships these without exporting them.
import * as agents from "../../node_modules/@livekit/protocol/src/gen/livekit_cloud_agent_pb.js";
import * as models from "../../node_modules/@livekit/protocol/src/gen/livekit_models_pb.js";
import * as rooms from "../../node_modules/@livekit/protocol/src/gen/livekit_room_pb.js";
import type { Json } from "./proto-json.ts";

/** What a method takes and gives, as far as it takes to go from bytes to protojson and back. */
export interface MessageTypes {
  readonly request: {
    /** Throws when the bytes are no such message. */
    fromBinary(bytes: Uint8Array): { toJson(options: { readonly useProtoFieldName: true }): unknown };
  };
  readonly response: {
    /** Throws when the value has anything that the message has not. */
    fromJson(value: Json): { toBinary(): Uint8Array };
  };
}

/** By service and method. */
export const MESSAGE_TYPES: Readonly<Record<string, Readonly<Record<string, MessageTypes>>>> = {
  "livekit.CloudAgent": {
    ListAgents: { request: agents.ListAgentsRequest, response: agents.ListAgentsResponse },
    ListAgentVersions: {
      request: agents.ListAgentVersionsRequest,
      response: agents.ListAgentVersionsResponse,
    },
    ListAgentSecrets: { request: agents.ListAgentSecretsRequest, response: agents.ListAgentSecretsResponse },
    GetClientSettings: { request: agents.ClientSettingsRequest, response: agents.ClientSettingsResponse },
    CreateAgent: { request: agents.CreateAgentRequest, response: agents.CreateAgentResponse },
    DeployAgent: { request: agents.DeployAgentRequest, response: agents.DeployAgentResponse },
    DeployAgentV2: { request: agents.DeployAgentV2Request, response: agents.DeployAgentV2Response },
    UpdateAgentSecrets: {
      request: agents.UpdateAgentSecretsRequest,
      response: agents.UpdateAgentSecretsResponse,
    },
    PromoteAgent: { request: agents.PromoteAgentRequest, response: agents.PromoteAgentResponse },
    RestartAgent: { request: agents.RestartAgentRequest, response: agents.RestartAgentResponse },
    RollbackAgent: { request: agents.RollbackAgentRequest, response: agents.RollbackAgentResponse },
    DeleteAgent: { request: agents.DeleteAgentRequest, response: agents.DeleteAgentResponse },
  },
  "livekit.AgentDispatchService": {
    CreateDispatch: { request: dispatches.CreateAgentDispatchRequest, response: dispatches.AgentDispatch },
    ListDispatch: {
      request: dispatches.ListAgentDispatchRequest,
      response: dispatches.ListAgentDispatchResponse,
    },
    DeleteDispatch: { request: dispatches.DeleteAgentDispatchRequest, response: dispatches.AgentDispatch },
  },
  "livekit.RoomService": {
    CreateRoom: { request: rooms.CreateRoomRequest, response: models.Room },
    ListRooms: { request: rooms.ListRoomsRequest, response: rooms.ListRoomsResponse },
    DeleteRoom: { request: rooms.DeleteRoomRequest, response: rooms.DeleteRoomResponse },
    ListParticipants: {
      request: rooms.ListParticipantsRequest,
      response: rooms.ListParticipantsResponse,
    },
    GetParticipant: { request: rooms.RoomParticipantIdentity, response: models.ParticipantInfo },
    RemoveParticipant: {
      request: rooms.RoomParticipantIdentity,
      response: rooms.RemoveParticipantResponse,
    },
  },
};
