import type { ChangeEvent, ChangeOperation } from "../../../src/operations/change-operation.ts";
import { type ChangeProposal, proposeChange } from "../../../src/operations/change-proposal.ts";
import { decideChange } from "../../../src/operations/decide-change.ts";
import { describeBasis } from "../../../src/operations/plan-basis.ts";
import type { LiveKitAgentStatus } from "../../../src/platforms/port.ts";
import type { ApprovalRule } from "../../../src/policy/approval-rule.ts";

export const START = Date.UTC(2100, 0, 1, 2, 10);

export const rule = (change: Partial<ApprovalRule> = {}): ApprovalRule => ({
  name: "prod.rollback",
  approvals: 1,
  approvers: ["SONCALL"],
  fromEach: [],
  selfApproval: false,
  expiresAfterMs: 30 * 60_000,
  reasonRequired: false,
  autoRollbackAfterMs: null,
  ...change,
});

export const agent = { project: "prod", platform: "livekit", id: "CA_1", name: "support-line" } as const;

/** The agent with one region in production. */
export const status = (version: string, word = "Running"): LiveKitAgentStatus => ({
  platform: "livekit",
  agent,
  health: word === "Running" ? "healthy" : word === "CrashLoop" ? "failed" : "working",
  version,
  deployedAt: START - 86_400_000,
  dashboardUrl: null,
  regions: [
    {
      region: "us-east",
      serverRegion: "x",
      deployment: null,
      status: word,
      health: word === "Running" ? "healthy" : word === "CrashLoop" ? "failed" : "working",
      version,
      cpu: { current: null, limit: null },
      memory: { current: null, limit: null },
      replicas: { current: 1, min: 1, max: 4 },
      lastSeenAt: START,
      events: [],
    },
  ],
});

export const plan: ChangeProposal["plan"] = {
  call: { kind: "rollback", version: "v1" },
  basis: describeBasis(status("v2"), { kind: "rollback", version: "v1" }),
  changes: [{ what: "version", before: "v2", after: "v1" }],
  remarks: [],
  before: {
    isUpdating: false,
    regions: ["us-east"],
    replicas: 1,
    lastDeployedAt: null,
    lastDeployedBy: null,
  },
};

export const proposed = (change: Partial<ChangeProposal> = {}): ChangeOperation =>
  proposeChange(
    {
      id: "7K2M9QW4ZT1C8RX5VB3D",
      request: { agent, asked: { verb: "rollback", version: null } },
      fingerprint: "f",
      askedBy: "UOPERATOR",
      door: "command",
      reason: "callers hear silence",
      breakGlass: false,
      onCall: null,
      rollbackOf: null,
      rule: rule(),
      plan,
      planDigest: "aaaaaaaaaaaa1111",
      channelId: "COPS",
      threadTs: null,
      ...change,
    },
    START,
  );

export const approve = (by: string, digest: string | null = "aaaaaaaaaaaa"): ChangeEvent => ({
  type: "approve",
  by,
  door: "button",
  entries: ["SONCALL"],
  comment: null,
  plan: digest,
  rule: rule(),
});

/** Lets events happen one after another, a second apart (or `everyMs`); gives the last decision. */
export function play(operation: ChangeOperation, ...events: readonly ChangeEvent[]) {
  return playEvery(1_000, operation, ...events);
}

export function playEvery(everyMs: number, operation: ChangeOperation, ...events: readonly ChangeEvent[]) {
  let decision = decideChange(operation, { type: "announced" }, START);
  let now = START;
  for (const event of events) {
    now += everyMs;
    decision = decideChange(decision.operation, event, now);
  }
  return { ...decision, now };
}

export const same: ChangeEvent = {
  type: "checked",
  result: { ok: true, value: { plan, digest: "aaaaaaaaaaaa1111" } },
};
/** Somebody else put v3 into production meanwhile. */
export const moved: ChangeEvent = {
  type: "checked",
  result: {
    ok: true,
    value: { plan: { ...plan, basis: describeBasis(status("v3"), plan.call) }, digest: "bbbbbbbbbbbb2222" },
  },
};
export const accepted: ChangeEvent = {
  type: "called",
  result: { ok: true, value: { deploymentId: null, warning: null } },
};
export const unanswered: ChangeEvent = {
  type: "called",
  result: {
    ok: false,
    failure: {
      kind: "platform-unavailable",
      cause: "timeout",
      call: { project: "prod", service: "LiveKit Cloud", endpoint: "RollbackAgent", changes: true },
    },
  },
};
