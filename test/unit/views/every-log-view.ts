/** Every view of a log, its texts from `text()`. */
import type { FollowOperation, FollowPhase } from "../../../src/operations/follow-operation.ts";
import type { LogQuestion } from "../../../src/operations/log-question.ts";
import type { LogTail } from "../../../src/platforms/log-tail.ts";
import { section } from "../../../src/views/blocks.ts";
import type { ReadOptions } from "../../../src/views/create-answer.ts";
import { renderFollow } from "../../../src/views/render-follow.ts";
import { captionLogFile, renderLogFile } from "../../../src/views/render-log-file.ts";
import { renderLogs } from "../../../src/views/render-logs.ts";
import type { View } from "../../../src/views/view.ts";
import { type Scale, times } from "./every-failure.ts";

import { MINUTE, NOW } from "./fixtures.ts";
import { followOperation, logQuestion, logTail } from "./log-fixtures.ts";

const PHASES: readonly FollowPhase[] = ["announcing", "following", "ended", "stopped", "refused", "failed"];

export function everyLogView(scale: Scale): Record<string, (options: ReadOptions) => View> {
  const { text, many } = scale;
  const agent = { project: text(), platform: "livekit", id: text(), name: text() } as const;
  const lines = times(many, text);
  const asked: LogQuestion = {
    type: "build",
    lines: many,
    sinceMs: 10 * MINUTE,
    grep: text(),
    session: text(),
    deployment: text(),
  };
  const tail: LogTail = {
    lines,
    marks: lines.map((_, index) => ({ at: NOW + index * 86_400_000, deployment: text() })),
    matched: { count: 9_000_000, isAtLeast: true },
    searched: { count: 9_000_000, isAtLeast: true },
    isTimed: false,
    isCut: true,
    isAsleep: true,
    region: text(),
  };
  const file = {
    fileName: text(),
    agent,
    question: asked,
    region: text(),
    lines: many,
    masked: 3,
    by: text(),
  };
  const views: Record<string, (options: ReadOptions) => View> = {
    logs: (options) => renderLogs(agent, logQuestion(), logTail(lines), options),
    "logs as asked": (options) => renderLogs(agent, asked, tail, options),
    "logs of one who sleeps": (options) => renderLogs(agent, asked, { ...tail, lines: [] }, options),
    "logs without a match": (options) =>
      renderLogs(agent, asked, { ...tail, isAsleep: false, lines: [] }, options),
    "log file": () => renderLogFile(file),
    "log file, its caption": () => ({ text: captionLogFile(file), blocks: [section(captionLogFile(file))] }),
  };
  for (const phase of PHASES) {
    const operation: FollowOperation = followOperation({
      agent,
      question: asked,
      phase,
      log: { lines: lines.slice(0, 30), region: text(), isAsleep: true },
      changedAt: NOW,
      failure: {
        kind: "agent-not-found",
        given: text(),
        nearest: [],
        searched: lines.slice(0, 9),
        unreachable: [],
        refused: [],
      },
      stoppedBy: text(),
    });
    views[`follow, ${phase}`] = () => renderFollow(operation);
    views[`follow, ${phase}, nothing seen`] = () =>
      renderFollow({ ...operation, log: null, changedAt: null, failure: null });
  }
  return views;
}
