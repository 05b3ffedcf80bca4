/** livekit.Room and livekit.ParticipantInfo, with every unset field as EmitUnpopulated writes it. */
import type { Participant, People, Room } from "./cloud-state.ts";
import { type Json, toMilliseconds, toSeconds } from "./proto-json.ts";
import { countPeople } from "./room-life.ts";

/** What LiveKit's room configuration allows unless it is changed (livekit pkg/config/config.go). */
const ENABLED_CODECS = [
  "audio/PCMU",
  "audio/PCMA",
  "audio/opus",
  "audio/red",
  "video/VP8",
  "video/H264",
  "video/VP9",
  "video/AV1",
  "video/H265",
  "video/rtx",
];

export function renderRoom(room: Room, people: People = countPeople(room)): Json {
  return {
    sid: room.sid,
    name: room.name,
    empty_timeout: room.emptyTimeoutS,
    departure_timeout: room.departureTimeoutS,
    max_participants: room.maxParticipants,
    creation_time: toSeconds(room.createdAt),
    creation_time_ms: toMilliseconds(room.createdAt),
    // A secret; every answer with a room has it.
    turn_password: `turn-password-of-${room.sid}`,
    enabled_codecs: ENABLED_CODECS.map((mime) => ({ mime, fmtp_line: "" })),
    metadata: room.metadata,
    num_participants: people.participants,
    num_publishers: people.publishers,
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
    // Of the Agents SDK for Node 1.9.0.
    client_protocol: isAgent ? 2 : 0,
    capabilities: isAgent ? ["CAP_PACKET_TRAILER", "CAP_COMPRESSION_DEFLATE_RAW"] : [],
  };
}
