/** Every phase that the card of a change can be in, and every note beside it. */
import type { Failure } from "../../../src/failure.ts";
import type { Assessment, Progress, Trouble } from "../../../src/operations/assessment.ts";
import type { ChangeProgress } from "../../../src/views/change-card.ts";
import type { ChangeNote } from "../../../src/views/change-note.ts";
import { failedCall, type Scale, times } from "./every-failure.ts";
import { HOUR, NOW } from "./fixtures.ts";
import { WHATS } from "./hostile-card.ts";

export function everyChangeProgress(scale: Scale): ChangeProgress[] {
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
    { phase: "succeeded", endedAt, asleep: [text(), text()] },
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

export function everyNote({ text, many }: Scale): ChangeNote[] {
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
