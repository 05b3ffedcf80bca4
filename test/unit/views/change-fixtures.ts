/** Cards of changes that the tests of views start from: a rollback on LiveKit Cloud, a deployment on Pipecat Cloud. */
import type { Trouble } from "../../../src/operations/assessment.ts";
import type { ChangePlan } from "../../../src/operations/change-plan.ts";
import type { ChangeRequest } from "../../../src/operations/change-request.ts";
import type { ApprovalRule } from "../../../src/policy/approval-rule.ts";
import type { ChangeCard, ChangeProgress } from "../../../src/views/change-card.ts";
import { HOUR, liveKitAgent, MINUTE, NOW, pipecatAgent, SECOND } from "./fixtures.ts";

type ChangeFacts = Omit<ChangeCard, "phase" | keyof ChangeProgress>;

export const OPERATION_ID = "7K2M9QW4ZT1C8RX5VB3D";

export const rollbackRequest: ChangeRequest = {
  agent: liveKitAgent("prod", "support-line"),
  asked: { verb: "rollback", version: "20250809003117" },
};

export const rollbackPlan = (changes: Partial<ChangePlan> = {}): ChangePlan => ({
  call: { kind: "rollback", version: "20250809003117" },
  basis: "{}",
  changes: [{ what: "version", before: "20250811090000", after: "20250809003117" }],
  remarks: [
    { kind: "live-sessions", count: 14 },
    { kind: "replicas-replaced" },
    { kind: "secrets-stay", names: ["OPENAI_API_KEY", "DEEPGRAM_API_KEY"] },
  ],
  before: {
    isUpdating: false,
    regions: ["us-east", "eu-central"],
    replicas: 3,
    lastDeployedAt: NOW - 26 * MINUTE,
    lastDeployedBy: "UOPERATOR",
  },
  ...changes,
});

export const rule = (changes: Partial<ApprovalRule> = {}): ApprovalRule => ({
  name: "prod.rollback",
  approvals: 1,
  approvers: ["UADMIN", "UAPPROVER", "UOPERATOR"],
  fromEach: [],
  selfApproval: false,
  expiresAfterMs: 30 * MINUTE,
  reasonRequired: false,
  autoRollbackAfterMs: null,
  ...changes,
});

/** Nothing was approved or called yet. */
export const rollbackCard = (progress: ChangeProgress, changes: Partial<ChangeFacts> = {}): ChangeCard => ({
  id: OPERATION_ID,
  request: rollbackRequest,
  askedBy: "UOPERATOR",
  reason: "callers hear silence since 02:10",
  startedAt: NOW,
  skippedLock: null,
  suppliedAt: null,
  failedAt: null,
  work: null,
  isStoppable: false,
  isWithoutEffect: false,
  run: null,
  ranAt: null,
  otherSessions: null,
  undoTo: "20250809003117",
  plan: rollbackPlan(),
  planDigest: "4f2a91c0d3e5",
  planNumber: 1,
  rule: rule(),
  approvals: [],
  breakGlass: false,
  rollbackOf: null,
  approvedAt: null,
  calledAt: null,
  isDoubtful: false,
  acceptedAt: null,
  ...changes,
  ...progress,
});

export const approval = {
  by: "UAPPROVER",
  at: NOW + 31 * SECOND,
  comment: "confirmed on the dashboard",
  entries: ["UAPPROVER"],
};

/** Approved after 31 s, accepted after another 2 s. */
export const accepted = {
  approvals: [approval],
  approvedAt: NOW + 31 * SECOND,
  calledAt: NOW + 31 * SECOND,
  acceptedAt: NOW + 33 * SECOND,
};
/** 1 min 52 s after it was asked. */
export const ENDED = NOW + 112 * SECOND;

export const deployRequest: ChangeRequest = {
  agent: pipecatAgent("voice", "voice-starter"),
  asked: {
    verb: "deploy",
    update: { image: "your-org/voice:0.9", profile: "agent-2x", scaling: { min: 1 } },
  },
};

export const deployPlan = (changes: Partial<ChangePlan> = {}): ChangePlan => ({
  call: { kind: "update", update: { image: "your-org/voice:0.9", profile: "agent-2x", scaling: { min: 1 } } },
  basis: "{}",
  changes: [
    { what: "image", before: "your-org/voice:0.8", after: "your-org/voice:0.9" },
    { what: "profile", before: "agent-1x", after: "agent-2x" },
    { what: "minimum instances", before: "0", after: "1" },
  ],
  remarks: [
    { kind: "live-sessions", count: 2 },
    { kind: "replicas-replaced" },
    { kind: "warm-instances", count: 1 },
  ],
  before: {
    isUpdating: false,
    regions: ["us-west"],
    replicas: 1,
    lastDeployedAt: NOW - 5 * HOUR,
    lastDeployedBy: null,
  },
  ...changes,
});

export const deployCard = (progress: ChangeProgress, changes: Partial<ChangeFacts> = {}): ChangeCard =>
  rollbackCard(progress, {
    request: deployRequest,
    undoTo: null,
    plan: deployPlan(),
    rule: rule({ name: "voice.deploy", approvals: 0, approvers: [] }),
    reason: null,
    ...changes,
  });

export const crash: Trouble = {
  reason: "CrashLoopBackOff",
  exitCode: 1,
  restarts: 12,
  lastLine: "ModuleNotFoundError: No module named 'openai'",
  where: null,
};
