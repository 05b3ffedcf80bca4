/** Logs that the tests of views and operations start from. */
import type { FollowOperation } from "../../../src/operations/follow-operation.ts";
import type { LogQuestion } from "../../../src/operations/log-question.ts";
import type { LogTail } from "../../../src/platforms/log-tail.ts";
import { liveKitAgent, NOW } from "./fixtures.ts";

export const logQuestion = (changes: Partial<LogQuestion> = {}): LogQuestion => ({
  type: "deploy",
  lines: null,
  sinceMs: null,
  grep: null,
  session: null,
  deployment: null,
  ...changes,
});

export const logTail = (lines: readonly string[], changes: Partial<LogTail> = {}): LogTail => ({
  lines,
  marks: lines.map(() => ({ at: null, deployment: null })),
  matched: { count: lines.length, isAtLeast: false },
  searched: { count: lines.length, isAtLeast: false },
  isTimed: true,
  isCut: false,
  isAsleep: false,
  region: "us-east",
  ...changes,
});

export const followOperation = (changes: Partial<FollowOperation> = {}): FollowOperation => ({
  kind: "follow",
  id: "7K2M9QW4ZT1C8RX5VB3D",
  agent: liveKitAgent("prod", "support-line"),
  question: logQuestion(),
  askedBy: "UOPERATOR",
  startedAt: NOW - 40_000,
  endsAt: NOW + 80_000,
  phase: "following",
  phaseSince: NOW - 39_000,
  log: null,
  changedAt: null,
  failure: null,
  stoppedBy: null,
  ...changes,
});
