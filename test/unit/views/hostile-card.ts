import type { ChangePlan, PlannedChange, PlanRemark } from "../../../src/operations/change-plan.ts";
import type { ChangeAsked, ChangeRequest } from "../../../src/operations/change-request.ts";
import type { ApprovalRule } from "../../../src/policy/approval-rule.ts";
import type { ChangeCard, ChangeProgress } from "../../../src/views/change-card.ts";
import { rollbackCard, rule } from "./change-fixtures.ts";
import { type Scale, times } from "./every-failure.ts";
import { HOUR, MINUTE, NOW, SECOND } from "./fixtures.ts";

export function hostileCard(
  scale: Scale,
  progress: ChangeProgress,
  verb: ChangeRequest["asked"]["verb"],
): ChangeCard {
  const { text, many } = scale;
  return rollbackCard(progress, {
    request: {
      agent: { project: text(), platform: "pipecat", id: text(), name: text() },
      asked: asked(scale, verb),
    },
    plan: hostilePlan(scale),
    rule: hostileRule(scale),
    reason: text(),
    askedBy: text(),
    approvals: times(many, () => ({ by: text(), at: NOW, comment: text(), entries: [text()] })),
    approvedAt: NOW + SECOND,
    calledAt: NOW + SECOND,
    acceptedAt: NOW + MINUTE,
  });
}

function asked({ text }: Scale, verb: ChangeRequest["asked"]["verb"]): ChangeAsked {
  switch (verb) {
    case "rollback":
      return { verb, version: text() };
    case "deploy":
      return {
        verb,
        update: { image: text(), secretSet: text(), krispAudioFilter: null, forceRedeploy: true },
      };
    case "scale":
      return { verb, min: 0, max: 50 };
    case "promote":
      return { verb, from: text() };
    case "create":
      return { verb, update: { image: text() }, region: text(), ref: text() };
    case "update-secrets":
      return {
        verb,
        write: [{ name: text(), kind: "environment" }],
        remove: [text()],
        overwrite: true,
        set: text(),
        host: null,
      };
    case "stop":
      return { verb, session: text(), room: null };
    default:
      return { verb };
  }
}

export const WHATS: readonly PlannedChange["what"][] = [
  "commit",
  "secret",
  "version",
  "deployment",
  "image",
  "build",
  "secret set",
  "image pull secret",
  "profile",
  "Krisp filter",
  "longest session",
  "node type",
  "minimum instances",
  "maximum instances",
  "agent",
];

export function hostilePlan({ text, many }: Scale): ChangePlan {
  const remarks: PlanRemark[] = [
    { kind: "live-sessions", count: many },
    { kind: "secrets-stay", names: times(many, text) },
    { kind: "secrets-stay", names: null },
    { kind: "secret-values-not-restored" },
    { kind: "mutable-tag", image: text() },
    { kind: "krisp-unknown" },
    { kind: "scaling-stays", min: 0, max: many },
    { kind: "target-never-healthy" },
    { kind: "warm-instances", count: many },
    { kind: "nothing-differs" },
    { kind: "replicas-replaced" },
    { kind: "irreversible" },
    { kind: "same-commit" },
    { kind: "branch-moved", branch: text(), sha: text() },
    { kind: "named-by-worker" },
    { kind: "no-secrets" },
    { kind: "secrets-absent", names: times(many, text) },
    { kind: "set-created", set: text(), region: text() },
    { kind: "redeploy-needed", set: text(), attached: many === 0 },
    { kind: "next-pull", set: text(), attached: many === 0 },
    { kind: "cut-off", people: many, rooms: null },
    { kind: "cut-off", people: many, rooms: many },
    { kind: "sessions", sessions: times(many, () => ({ id: text(), room: text(), startedAt: NOW })) },
    { kind: "sessions-left", count: many },
    { kind: "rooms-unread", count: many },
  ];
  return {
    call: {
      kind: "secrets",
      write: times(many, () => ({ name: text(), kind: "environment", replaces: true })),
      remove: times(many, text),
      overwrite: false,
      set: { name: text(), region: text(), host: null },
    },
    basis: "{}",
    changes: many === 0 ? [] : WHATS.map((what) => ({ what, before: text(), after: null })),
    remarks,
    before: {
      isUpdating: true,
      regions: times(many, text),
      replicas: many,
      lastDeployedAt: NOW - HOUR,
      lastDeployedBy: text(),
    },
  };
}

export const hostileRule = ({ text, many }: Scale): ApprovalRule =>
  rule({
    name: text(),
    approvals: 3,
    approvers: [...times(many, text), "UADMIN", "SONCALL", "COPS"],
    fromEach: ["SONCALL", ...times(many, text)],
  });
