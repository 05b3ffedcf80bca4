/** Agents and plans that the tests of changes start from. The colour of an agent always follows from its facts. */
import type { Result } from "../../../src/failure.ts";
import type { AgentSnapshot, ChangePlan, PlannedSource } from "../../../src/operations/change-plan.ts";
import type { AgentChangeRequest } from "../../../src/operations/change-request.ts";
import type { LedgerEntry } from "../../../src/operations/ledger-entry.ts";
import { planChange } from "../../../src/operations/plan-change.ts";
import type { ChangeReceipt } from "../../../src/platforms/change.ts";
import { decideAgentHealth, decideRegionHealth } from "../../../src/platforms/livekit/decide-health.ts";
import { decideHealth } from "../../../src/platforms/pipecat/decide-health.ts";
import type {
  AgentIdentity,
  AgentVersion,
  LiveKitAgentStatus,
  LiveKitRegion,
  PipecatAgentStatus,
  PipecatRevision,
} from "../../../src/platforms/port.ts";

export const NOW = Date.UTC(2025, 7, 11, 2, 44);
export const MINUTE = 60_000;
export const USAGE = "/agent <verb> <agent>";
export const NO_RECEIPT: ChangeReceipt = { deploymentId: null, warning: null };

export const supportLine: AgentIdentity = {
  project: "prod",
  platform: "livekit",
  id: "CA_1",
  name: "support-line",
};
export const voiceStarter: AgentIdentity = {
  project: "voice",
  platform: "pipecat",
  id: "voice-starter",
  name: "voice-starter",
};
/** How a failure names an agent. */
export const SUPPORT_LINE = { project: "prod", id: "CA_1", name: "support-line" };
export const VOICE_STARTER = { project: "voice", id: "voice-starter", name: "voice-starter" };

export const region = (changes: Partial<LiveKitRegion> = {}): LiveKitRegion => {
  const row: LiveKitRegion = {
    region: "us-east",
    serverRegion: "osbxash1a",
    deployment: null,
    status: "Running",
    health: "healthy",
    version: "v3",
    cpu: { current: null, limit: null },
    memory: { current: null, limit: null },
    replicas: { current: 2, min: 1, max: 4 },
    lastSeenAt: NOW,
    events: [],
    ...changes,
  };
  return { ...row, health: decideRegionHealth(row) };
};

export const liveKitStatus = (changes: Partial<LiveKitAgentStatus> = {}): LiveKitAgentStatus => {
  const regions = changes.regions ?? [region()];
  return {
    platform: "livekit",
    agent: supportLine,
    health: decideAgentHealth(regions),
    version: "v3",
    deployedAt: NOW - 3 * MINUTE,
    regions,
    dashboardUrl: null,
    ...changes,
  };
};

/** `v3` of minute 3 is made at that minute. */
export const version = (minute: number, changes: Partial<AgentVersion> = {}): AgentVersion => ({
  version: `v${minute}`,
  current: false,
  active: false,
  draining: false,
  status: "Running",
  createdAt: minute * MINUTE,
  deployedAt: minute * MINUTE + 30_000,
  attributes: {},
  ...changes,
});

export const D1 = "1aaaaaaa-0000-4000-8000-000000000001";
export const D2 = "2bbbbbbb-0000-4000-8000-000000000002";
export const D3 = "3ccccccc-0000-4000-8000-000000000003";
export const D4 = "4ddddddd-0000-4000-8000-000000000004";
export const BUILD = "5eeeeeee-0000-4000-8000-000000000005";

export type RevisionHealth = NonNullable<PipecatRevision["health"]>;

export const revisionHealth = (changes: Partial<RevisionHealth> = {}): RevisionHealth => ({
  ready: true,
  state: "running",
  restarts: 0,
  reason: null,
  lastExitCode: null,
  lastTerminationReason: null,
  message: null,
  ...changes,
});

export const revision = (changes: Partial<PipecatRevision> = {}): PipecatRevision => ({
  deploymentId: D3,
  phase: "Active",
  phaseStartedAt: NOW,
  readyReplicas: 1,
  infrastructureIssue: false,
  health: null,
  ...changes,
});

/** Deployment `D3` of image 3, serving. */
export const pipecatStatus = (changes: Partial<PipecatAgentStatus> = {}): PipecatAgentStatus => {
  const status: PipecatAgentStatus = {
    platform: "pipecat",
    agent: voiceStarter,
    health: "unknown",
    region: "us-west",
    ready: true,
    available: true,
    activeSessions: 0,
    desiredDeploymentId: D3,
    reconciledDeploymentId: D3,
    current: revision(),
    previous: null,
    scaling: { min: 0, max: 10 },
    profile: "agent-1x",
    image: "your-org/voice:0.3",
    buildId: null,
    secretSet: "voice-secrets",
    imagePullSecretSet: "registry",
    maxSessionSeconds: null,
    krispAudioFilter: "tel",
    architecture: "arm64",
    errors: [],
    updatedAt: NOW - MINUTE,
    ...changes,
  };
  return { ...status, health: decideHealth(status) };
};

/** What the ledger has of a deployment with the settings of `pipecatStatus`; `n` is its image and its minute. */
export const entry = (n: number, deploymentId: string, changes: Partial<LedgerEntry> = {}): LedgerEntry => ({
  deploymentId,
  firstSeenAt: n * MINUTE,
  outcome: "healthy",
  operationId: null,
  askedBy: null,
  image: `your-org/voice:0.${n}`,
  buildId: null,
  secretSet: "voice-secrets",
  imagePullSecretSet: "registry",
  profile: "agent-1x",
  krispAudioFilter: "tel",
  maxSessionSeconds: null,
  architecture: "arm64",
  ...changes,
});

export interface Circumstances {
  readonly status?: AgentSnapshot["status"];
  readonly versions?: readonly AgentVersion[];
  readonly ledger?: readonly LedgerEntry[];
  readonly liveSessions?: number | null;
  readonly secretNames?: readonly string[] | null;
  readonly source?: PlannedSource | null;
}

export function plan(
  asked: AgentChangeRequest["asked"],
  circumstances: Circumstances = {},
): Result<ChangePlan> {
  const { status = liveKitStatus(), versions = [], ledger = [], ...rest } = circumstances;
  const snapshot = { status, versions, liveSessions: null, secretNames: null, source: null, ...rest };
  return planChange({ agent: status.agent, asked }, snapshot, ledger, USAGE);
}

/** The plan; throws the failure where there is none. */
export function requirePlan(
  asked: AgentChangeRequest["asked"],
  circumstances: Circumstances = {},
): ChangePlan {
  const result = plan(asked, circumstances);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}
