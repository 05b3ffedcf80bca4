/** livekit.Room and livekit.ParticipantInfo, with every unset field as EmitUnpopulated writes it. */
import type { Participant, Room } from "./cloud-state.ts";
import { type Json, toMilliseconds, toSeconds } from "./proto-json.ts";

export function renderRoom(room: Room): Json {
  return {
    sid: room.sid,
    name: room.name,
    empty_timeout: room.emptyTimeoutS,
    departure_timeout: room.departureTimeoutS,
    max_participants: room.maxParticipants,
    creation_time: toSeconds(room.createdAt),
    creation_time_ms: toMilliseconds(room.createdAt),
    turn_password: "",
    enabled_codecs: [
      { mime: "audio/opus", fmtp_line: "" },
      { mime: "video/VP8", fmtp_line: "" },
      { mime: "video/H264", fmtp_line: "" },
    ],
    metadata: room.metadata,
    // Agents are not counted (livekit pkg/rtc/room.go, updateProto).
    num_participants: room.participants.filter(({ worker }) => worker === null).length,
    num_publishers: room.participants.length,
    active_recording: false,
    version: null,
  };
}

export function renderParticipant(participant: Participant): Json {
  const isAgent = participant.worker !== null;
  return {
    sid: participant.sid,
    identity: participant.identity,
    state: "ACTIVE",
    tracks: [],
    metadata: participant.metadata,
    joined_at: toSeconds(participant.joinedAt),
    joined_at_ms: toMilliseconds(participant.joinedAt),
    name: participant.name,
    version: 1,
    permission: {
      can_subscribe: true,
      can_publish: true,
      can_publish_data: true,
      can_publish_sources: [],
      hidden: false,
      recorder: false,
      can_update_metadata: isAgent,
      agent: isAgent,
      can_subscribe_metrics: false,
      can_manage_agent_session: false,
    },
    region: participant.worker?.region ?? "",
    is_publisher: true,
    kind: isAgent ? "AGENT" : "STANDARD",
    attributes: participant.attributes,
    disconnect_reason: "UNKNOWN_REASON",
    kind_details: isAgent ? ["CLOUD_AGENT"] : [],
    data_tracks: [],
    client_protocol: 0,
    capabilities: [],
  };
}
