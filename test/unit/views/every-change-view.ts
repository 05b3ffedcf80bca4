/** Every view of a change: its card in every phase, its notes, and what surrounds it, with texts from `text()`. */
import type { Failure } from "../../../src/failure.ts";
import type { Assessment, Progress, Trouble } from "../../../src/operations/assessment.ts";
import type { ChangePlan, PlannedChange, PlanRemark } from "../../../src/operations/change-plan.ts";
import {
  CHANGE_VERBS,
  type ChangeAsked,
  type ChangeRequest,
} from "../../../src/operations/change-request.ts";
import type { LedgerEntry } from "../../../src/operations/ledger-entry.ts";
import type { ApprovalRule } from "../../../src/policy/approval-rule.ts";
import type { ChangeCard, ChangeProgress } from "../../../src/views/change-card.ts";
import type { ChangeNote } from "../../../src/views/change-note.ts";
import type { ReadOptions } from "../../../src/views/create-answer.ts";
import { renderChange } from "../../../src/views/render-change.ts";
import { renderChangeNote } from "../../../src/views/render-change-note.ts";
import { renderDryRun } from "../../../src/views/render-dry-run.ts";
import { renderLedger } from "../../../src/views/render-ledger.ts";
import { renderLocked, renderUnlocked } from "../../../src/views/render-lock.ts";
import type { View } from "../../../src/views/view.ts";
import { rollbackCard, rule } from "./change-fixtures.ts";
import { failedCall, type Scale, times } from "./every-failure.ts";
import { HOUR, MINUTE, NOW, SECOND } from "./fixtures.ts";

export function everyChangeView(scale: Scale): Record<string, (options: ReadOptions) => View> {
  const views: Record<string, (options: ReadOptions) => View> = {};
  for (const [index, progress] of everyChangeProgress(scale).entries()) {
    const verb = CHANGE_VERBS[index % CHANGE_VERBS.length];
    const card = hostileCard(scale, progress, verb ?? "rollback");
    views[`change ${index}, ${progress.phase}`] = () => renderChange(card);
  }
  for (const verb of CHANGE_VERBS) {
    const waiting = hostileCard(scale, { phase: "awaiting-approval", expiresAt: NOW + HOUR }, verb);
    const { request, plan } = waiting;
    views[`change waiting, ${verb}`] = () => renderChange(waiting);
    views[`change failed, ${verb}`] = () =>
      renderChange({
        ...waiting,
        phase: "failed",
        endedAt: NOW,
        trouble: null,
        keptBy: null,
        rollbackId: null,
        stuck: null,
        stillServing: null,
      });
    views[`dry run, ${verb}`] = () =>
      renderDryRun({ request, plan, rule: hostileRule(scale), command: `/agent ${verb} support-line` }, NOW);
  }
  const card = hostileCard(scale, { phase: "awaiting-approval", expiresAt: NOW + HOUR }, "deploy");
  for (const note of everyNote(scale)) views[`note ${note.kind}`] = () => renderChangeNote(note, card);
  const doubtful = { ...card, isDoubtful: true, planNumber: 2 };
  views["change waiting in doubt"] = () => renderChange(doubtful);
  views["note plan-voided in doubt"] = () => renderChangeNote({ kind: "plan-voided", was: [] }, doubtful);
  views["change by break-glass"] = () => renderChange({ ...card, breakGlass: true, phase: "executing" });
  views["note state at a good end"] = () =>
    renderChangeNote({ kind: "state" }, { ...card, phase: "succeeded", endedAt: NOW });

  Object.assign(views, everySourceView(scale));

  const { agent } = card.request;
  const lock = { by: scale.text(), since: NOW - HOUR, until: null, reason: scale.text() };
  const entries = ledger(scale);
  const hold = { operationId: scale.text(), verb: "rollback", by: "UOPERATOR", since: NOW - HOUR };
  views.locked = () => renderLocked(agent, lock, null, NOW);
  views["locked for a while"] = () => renderLocked(agent, { ...lock, until: NOW + HOUR }, hold, NOW);
  views.unlocked = () => renderUnlocked(agent, lock, scale.text(), NOW);
  views.ledger = (options) => renderLedger(agent, entries, entries[0]?.deploymentId ?? null, options);
  return views;
}

function hostileCard(
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

const WHATS: readonly PlannedChange["what"][] = [
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

function hostilePlan({ text, many }: Scale): ChangePlan {
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

const hostileRule = ({ text, many }: Scale): ApprovalRule =>
  rule({
    name: text(),
    approvals: 3,
    approvers: [...times(many, text), "UADMIN", "SONCALL", "COPS"],
    fromEach: ["SONCALL", ...times(many, text)],
  });

function everyChangeProgress(scale: Scale): ChangeProgress[] {
  const { text, many } = scale;
  const trouble: Trouble = {
    reason: text(),
    exitCode: 137,
    restarts: many,
    lastLine: text(),
    where: text(),
  };
  const progress: Progress = { word: text(), ready: { count: many, of: many + 1 } };
  const failure = {
    kind: "platform-unavailable",
    cause: "timeout",
    call: failedCall(scale, false),
  } as const;
  const assessments: (Assessment | null)[] = [
    null,
    { state: "complete" },
    { state: "working", progress, trouble: null },
    { state: "working", progress: { word: text(), ready: { count: 0, of: 0 } }, trouble },
    {
      state: "working",
      progress: { word: "", ready: { count: 1, of: many + 1, what: "ended" } },
      trouble: null,
    },
    { state: "failing", progress, trouble },
    { state: "superseded", by: text() },
  ];
  const endedAt = NOW + HOUR;
  const by = text();
  const failed = {
    phase: "failed",
    endedAt,
    trouble,
    keptBy: null,
    rollbackId: null,
    stuck: null,
    stillServing: null,
  } as const;
  return [
    { phase: "proposed", expiresAt: NOW + HOUR },
    { phase: "awaiting-approval", expiresAt: NOW + HOUR },
    { phase: "awaiting-values", expiresAt: NOW + HOUR },
    { phase: "approved" },
    { phase: "executing" },
    { phase: "unsure" },
    { phase: "unproven" },
    ...assessments.flatMap((assessment): ChangeProgress[] => [
      { phase: "observing", assessment, pollFailure: null },
      { phase: "observing", assessment, pollFailure: failure },
    ]),
    { phase: "countdown", rollbackAt: endedAt, trouble, stillServing: true },
    { phase: "succeeded", endedAt },
    { phase: "unchanged", endedAt, warning: text() },
    { phase: "unchanged", endedAt, warning: null },
    ...everyStuck(scale, failure).map((stuck): ChangeProgress => ({ ...failed, stuck })),
    { ...failed, keptBy: by, trouble: null, stillServing: true },
    { ...failed, rollbackId: text(), stillServing: false },
    { phase: "refused", endedAt, failure: null },
    { phase: "refused", endedAt, failure },
    {
      phase: "refused",
      endedAt,
      failure: { kind: "platform-refused", status: 400, message: text(), call: failure.call },
    },
    { phase: "refused", endedAt, failure: { kind: "plan-changed", operationId: text() } },
    { phase: "rejected", endedAt, by, why: text() },
    { phase: "rejected", endedAt, by, why: null },
    { phase: "expired", endedAt },
    { phase: "cancelled", endedAt, by, why: null },
    { phase: "cancelled", endedAt, by: "UADMIN", why: text() },
    { phase: "superseded", endedAt, by },
    { phase: "timed-out", endedAt, progress, trouble, stillServing: true },
    { phase: "timed-out", endedAt, progress: null, trouble: null, stillServing: false },
    { phase: "timed-out", endedAt, progress, trouble: null, stillServing: null },
    { phase: "lost", endedAt, failure, leftBy: null },
    { phase: "lost", endedAt, failure: { kind: "plan-changed", operationId: text() }, leftBy: null },
    { phase: "lost", endedAt, failure: { kind: "platform-unauthorized", call: failure.call }, leftBy: null },
    { phase: "lost", endedAt, failure: null, leftBy: by },
    { phase: "lost", endedAt, failure: null, leftBy: null },
  ];
}

function everyStuck({ text }: Scale, silence: Failure): Failure[] {
  const agent = { project: text(), id: text(), name: text() };
  return [silence, { kind: "nothing-to-roll-back-to", agent, why: text() }];
}

function everyNote({ text, many }: Scale): ChangeNote[] {
  return [
    { kind: "approved", by: text(), comment: text() },
    { kind: "plan-voided", was: WHATS.map((what) => ({ what, before: null, after: text() })) },
    {
      kind: "trouble",
      trouble: { reason: text(), exitCode: null, restarts: null, lastLine: text(), where: null },
    },
    { kind: "log-tail", lines: times(many, text) },
    { kind: "build-log", lines: times(many, text) },
    {
      kind: "break-glass",
      onCall: text(),
      skippedLock: { by: text(), since: NOW, until: null, reason: text() },
    },
    { kind: "plan-details" },
  ];
}

/** A deployment from a commit, at each stage and by a workflow. */
function everySourceView(scale: Scale): Record<string, () => View> {
  const { text, many } = scale;
  const commit = { repository: text(), ref: text(), sha: text(), branch: text(), subject: text() };
  const plan = hostilePlan(scale);
  const deployed = { ...commit, deployment: text() };
  const built = {
    ...plan,
    call: { kind: "source", ...deployed, subdirectory: text(), attributes: {}, region: text() },
  } as const;
  const run = { ...plan, call: { kind: "workflow", ...deployed, workflow: text() } } as const;
  const build = { queue: null, step: text(), done: many, total: many + 1, lines: times(many, text) };
  const work = {
    begunAt: { packing: NOW, uploading: NOW + SECOND },
    agentId: text(),
    archive: { sizeBytes: 31_000_000, fileCount: many },
  };
  const executing = hostileCard(scale, { phase: "executing" }, "create");
  const views: Record<string, () => View> = {};
  for (const stage of ["packing", "creating", "uploading", "building"] as const) {
    for (const [told, log] of [
      ["silent", null],
      ["waiting", { ...build, queue: text() }],
      ["talking", build],
    ] as const)
      views[`source ${stage}, ${told}`] = () =>
        renderChange({ ...executing, plan: built, isStoppable: true, work: { ...work, stage, build: log } });
    const at = { plan: built, work: { ...work, stage, build } };
    views[`source ${stage}, unsure`] = () => renderChange({ ...executing, ...at, phase: "unsure" });
    views[`source ${stage}, refused`] = () =>
      renderChange({
        ...executing,
        ...at,
        phase: "refused",
        endedAt: NOW,
        failure: { kind: "work-interrupted", stage },
      });
  }
  const steps = times(many, (index) => ({
    name: text(),
    status: index === 0 ? "in_progress" : "completed",
    conclusion: null,
  }));
  const seen = {
    id: "1",
    sha: text(),
    url: `https://github.test/${text()}`,
    status: text(),
    conclusion: null,
    steps,
  };
  const failed = {
    phase: "failed",
    endedAt: NOW + HOUR,
    trouble: { reason: text(), exitCode: null, restarts: null, lastLine: text(), where: null },
    keptBy: null,
    rollbackId: null,
    stuck: null,
    stillServing: null,
    isWithoutEffect: true,
  } as const;
  for (const [name, card] of [
    ["not seen", { ...executing, plan: run, run: null }],
    ["seen", { ...executing, plan: run, run: seen }],
  ] as const) {
    views[`workflow ${name}`] = () =>
      renderChange({ ...card, phase: "observing", assessment: null, pollFailure: null });
    views[`workflow ${name}, silent`] = () =>
      renderChange({ ...card, phase: "observing", assessment: null, pollFailure: { kind: "stale-action" } });
    views[`workflow ${name}, failed`] = () => renderChange({ ...card, ...failed });
    views[`workflow ${name}, unchanged`] = () =>
      renderChange({ ...card, ranAt: NOW, phase: "unchanged", endedAt: NOW, warning: null });
  }
  views["source failed"] = () => renderChange({ ...executing, plan: built, ...failed });
  for (const kind of ["build-not-seen", "run-not-found"] as const)
    views[`lost, ${kind}`] = () =>
      renderChange({
        ...executing,
        plan: built,
        phase: "lost",
        endedAt: NOW,
        failure: { kind },
        leftBy: null,
      });
  return views;
}

const ledger = ({ text, many }: Scale): LedgerEntry[] =>
  times(many, (index) => ({
    deploymentId: text(),
    image: text(),
    buildId: text(),
    secretSet: text(),
    imagePullSecretSet: text(),
    profile: text(),
    krispAudioFilter: text(),
    maxSessionSeconds: 7200,
    architecture: text(),
    firstSeenAt: NOW - index * MINUTE,
    outcome: index % 3 === 0 ? "healthy" : index % 3 === 1 ? "failed" : "unknown",
    operationId: text(),
    askedBy: index % 2 === 0 ? text() : null,
  }));
