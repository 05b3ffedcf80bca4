/** Data that the tests of views start from. All of it lies around one moment: 11 August 2025, 02:44 UTC. */
import type {
  AgentIdentity,
  Dispatch,
  DispatchJob,
  ListedAgent,
  LiveKitAgentStatus,
  LiveKitRegion,
  PipecatAgentStatus,
  PipecatRevision,
} from "../../../src/platforms/port.ts";
import type { FleetAgent } from "../../../src/platforms/read-fleet.ts";
import type { ReadOptions } from "../../../src/views/create-answer.ts";

export const NOW = Date.UTC(2025, 7, 11, 2, 44);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const GB = 2 ** 30;

export const asker: ReadOptions = { now: NOW, audience: "asker", page: 1 };

export const liveKitAgent = (project: string, name: string): AgentIdentity => ({
  project,
  platform: "livekit",
  id: `CA_${name}`,
  name,
});

export const pipecatAgent = (project: string, name: string): AgentIdentity => ({
  project,
  platform: "pipecat",
  id: name,
  name,
});

export const region = (changes: Partial<LiveKitRegion> = {}): LiveKitRegion => ({
  region: "us-east",
  serverRegion: "osbxash1a",
  deployment: null,
  status: "Running",
  health: "healthy",
  version: "20250809003117",
  cpu: { current: 310, limit: 2000 },
  memory: { current: 1.1 * GB, limit: 4 * GB },
  replicas: { current: 2, min: 1, max: 4 },
  lastSeenAt: NOW - 8 * SECOND,
  events: [],
  ...changes,
});

export const sleepingRegion = (changes: Partial<LiveKitRegion> = {}): LiveKitRegion =>
  region({
    region: "eu-central",
    status: "Sleeping",
    health: "asleep",
    cpu: { current: null, limit: null },
    memory: { current: null, limit: null },
    replicas: { current: 0, min: 0, max: 2 },
    ...changes,
  });

export const liveKitStatus = (changes: Partial<LiveKitAgentStatus> = {}): LiveKitAgentStatus => ({
  platform: "livekit",
  agent: liveKitAgent("prod", "support-line"),
  health: "healthy",
  version: "20250809003117",
  deployedAt: NOW - 3 * DAY,
  regions: [region(), sleepingRegion()],
  dashboardUrl: "https://cloud.livekit.io/projects/d_acme/agents/CA_support-line",
  ...changes,
});

export const revision = (changes: Partial<PipecatRevision> = {}): PipecatRevision => ({
  deploymentId: "7c1b8a44-0000-4000-8000-000000000001",
  phase: "Active",
  phaseStartedAt: NOW - 5 * HOUR,
  readyReplicas: 1,
  infrastructureIssue: false,
  health: {
    ready: true,
    state: "running",
    restarts: 0,
    reason: null,
    lastExitCode: null,
    lastTerminationReason: null,
    message: null,
  },
  ...changes,
});

export const pipecatStatus = (changes: Partial<PipecatAgentStatus> = {}): PipecatAgentStatus => ({
  platform: "pipecat",
  agent: pipecatAgent("voice", "voice-starter"),
  health: "healthy",
  region: "us-west",
  ready: true,
  available: true,
  activeSessions: 2,
  desiredDeploymentId: "7c1b8a44-0000-4000-8000-000000000001",
  reconciledDeploymentId: "7c1b8a44-0000-4000-8000-000000000001",
  current: revision(),
  previous: null,
  scaling: { min: 0, max: 10 },
  profile: "agent-1x",
  image: "your-org/voice:0.8",
  buildId: null,
  secretSet: "voice-secrets",
  imagePullSecretSet: "registry",
  maxSessionSeconds: 7200,
  krispAudioFilter: "tel",
  architecture: "arm64",
  errors: [],
  updatedAt: NOW - 5 * HOUR,
  ...changes,
});

/** What a bad image looks like while the version before still serves. */
export const brokenImage = (): PipecatAgentStatus =>
  pipecatStatus({
    agent: pipecatAgent("voice", "broken-image"),
    health: "failed",
    ready: false,
    activeSessions: 0,
    current: revision({
      phase: "Validating",
      phaseStartedAt: NOW - 6 * MINUTE,
      readyReplicas: 0,
      health: {
        ready: false,
        state: "waiting",
        restarts: 0,
        reason: "ImagePullBackOff",
        lastExitCode: null,
        lastTerminationReason: null,
        message: null,
      },
    }),
    previous: revision({ deploymentId: "2f00aa11-0000-4000-8000-000000000002", phase: "Draining" }),
    errors: [{ code: "PCC_IMAGE_NOT_FOUND", message: 'failed to resolve image tag "your-org/voice:0.9"' }],
  });

export const listed = (status: LiveKitAgentStatus | PipecatAgentStatus): FleetAgent => ({
  agent: status.agent,
  status,
  failure: null,
  regions: status.platform === "livekit" ? status.regions.map((row) => row.region) : [status.region ?? ""],
  version: status.platform === "livekit" ? status.version : null,
  deployedAt: status.platform === "livekit" ? status.deployedAt : null,
});

export const unseen = (agent: AgentIdentity, changes: Partial<ListedAgent> = {}): FleetAgent => ({
  agent,
  status: null,
  failure: null,
  regions: ["us-west"],
  version: null,
  deployedAt: null,
  ...changes,
});

export const job = (changes: Partial<DispatchJob> = {}): DispatchJob => ({
  id: "AJ_a1",
  status: "running",
  error: "",
  startedAt: NOW - 5 * MINUTE,
  endedAt: null,
  participantIdentity: "agent-AJ_a1",
  workerId: "AW_w1",
  ...changes,
});

export const dispatch = (changes: Partial<Dispatch> = {}): Dispatch => ({
  id: "AD_x1y2z3",
  agentName: "support-line",
  room: "room-1",
  metadata: "",
  restartPolicy: "on-failure",
  deployment: "",
  attributes: {},
  createdAt: NOW - 5 * MINUTE,
  deletedAt: null,
  jobs: [job()],
  ...changes,
});
