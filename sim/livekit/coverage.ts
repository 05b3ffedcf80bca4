/** What of LiveKit Cloud the simulator has. Routes that are absent answer 501, so that a call to one is noticed. */
export interface CoveredRoute {
  /** "POST /twirp/livekit.CloudAgent/ListAgents". */
  readonly route: string;
  readonly support: "supported" | "partial" | "absent";
  readonly note: string;
}

type Row = readonly [name: string, support: CoveredRoute["support"], note: string];

const AGENTS: readonly Row[] = [
  ["ListAgents", "supported", "filters by id and name; the secrets of an agent are left out"],
  ["ListAgentVersions", "supported", "status words of versions are a guess, owner is empty"],
  ["ListAgentSecrets", "supported", "names, kinds and times; values do not exist here"],
  ["GetClientSettings", "supported", "the five keys that the CLI reads"],
  [
    "CreateAgent",
    "supported",
    "one region; without a name unless one is given; the words of refusals are our own",
  ],
  ["CreateAgentV2", "absent", "no client calls it"],
  [
    "PromoteAgent",
    "supported",
    "any deployment to any other; serves after 12 s; the words of refusals are our own",
  ],
  ["UpdateAgent", "absent", "no changes of regions or secrets"],
  ["RestartAgent", "supported", "10 s over Scheduling; what sleeps stays asleep"],
  ["DeployAgent", "partial", "only says where the source goes; attributes count at POST /build"],
  ["DeployAgentV2", "partial", "the same, and secrets are ignored, as by the real one"],
  ["UpdateAgentSecrets", "supported", "values are forgotten at once; the agent is restarted"],
  ["RollbackAgent", "supported", "by explicit version; serves after 6 s; the words of refusals are our own"],
  ["DeleteAgent", "supported", "the agent or one named deployment; gone after 5 s"],
  ["CreatePrivateLink", "absent", "no private links"],
  ["DestroyPrivateLink", "absent", "no private links"],
  ["ListPrivateLinks", "absent", "no private links"],
  ["GetPrivateLinkStatus", "absent", "no private links"],
];

const DISPATCHES: readonly Row[] = [
  ["CreateDispatch", "partial", "jobs of type JT_ROOM only; a failed job is not started again"],
  ["ListDispatch", "supported", "a job's state is a snapshot, as on the real one"],
  ["DeleteDispatch", "supported", "the agent leaves half a second later"],
];

const ROOMS: readonly Row[] = [
  ["CreateRoom", "partial", "name, timeouts, size, metadata, agents; no egress, tags or presets"],
  ["ListRooms", "supported", "filter by names"],
  ["DeleteRoom", "supported", "the room is gone at once"],
  ["ListParticipants", "supported", "nobody publishes a track"],
  ["GetParticipant", "supported", "nobody publishes a track"],
  ["RemoveParticipant", "partial", "tokens are not revoked"],
  ["MutePublishedTrack", "absent", "no tracks"],
  ["UpdateParticipant", "absent", "change participants through the simulator's world instead"],
  ["UpdateSubscriptions", "absent", "no tracks"],
  ["SendData", "absent", "no media"],
  ["UpdateRoomMetadata", "absent", "set it with CreateRoom"],
  ["ForwardParticipant", "absent", "no media"],
  ["MoveParticipant", "absent", "no media"],
  ["PerformRpc", "absent", "no media"],
];

const OTHERS: readonly CoveredRoute[] = [
  {
    route: "POST /build",
    support: "partial",
    note: "takes 30 s and fails for a source without a Dockerfile; no legacy attributes in the query, no queue",
  },
  {
    route: "GET /logs",
    support: "partial",
    note: "log_type=deploy and build: the lines so far, then what is new each second; how the real one writes a build log is not known",
  },
  {
    route: "POST /upload",
    support: "supported",
    note: "the bucket of presigned uploads, which the real one has elsewhere; signature, expiry, fields and size",
  },
  { route: "GET /push-target", support: "absent", note: "no images" },
  {
    route: "GET /settings/regions",
    support: "absent",
    note: "one region; SDKs ask it only of *.livekit.cloud",
  },
  { route: "GET /rtc", support: "absent", note: "no media; join through the simulator's world instead" },
  { route: "GET /agent", support: "absent", note: "workers do not register; the simulator has its own" },
];

const ofService = (service: string, rows: readonly Row[]): readonly CoveredRoute[] =>
  rows.map(([method, support, note]) => ({ route: `POST /twirp/${service}/${method}`, support, note }));

/** Every Twirp method speaks `application/json` and `application/protobuf`. */
export const COVERAGE: readonly CoveredRoute[] = [
  ...ofService("livekit.CloudAgent", AGENTS),
  ...ofService("livekit.AgentDispatchService", DISPATCHES),
  ...ofService("livekit.RoomService", ROOMS),
  ...OTHERS,
];
