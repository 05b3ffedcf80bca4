import type { Build } from "../platforms/builds.ts";
import { codeText, escapeText } from "./escape-text.ts";
import { formatAgo, formatDate, formatDuration } from "./format-time.ts";
import { formatBytes } from "./format-usage.ts";
import { HEALTH_SIGNS } from "./health-sign.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { listWords } from "./word-lists.ts";

const COLOURS: ReadonlyMap<string, keyof typeof HEALTH_SIGNS> = new Map([
  ["pending", "working"],
  ["building", "working"],
  ["success", "healthy"],
  ["failed", "failed"],
  ["timeout", "failed"],
]);

/** "🟢 success · 26 min ago · took 65 s · 775 MB · `us-west` · runs as voice-starter". */
export function describeBuild(build: Build, agents: readonly string[], now: number): Mrkdwn {
  const { createdAt, imageBytes, region, dockerfilePath } = build;
  return joinMrkdwn([
    mrkdwn`${HEALTH_SIGNS[COLOURS.get(build.status) ?? "unknown"].sign} ${escapeText(build.status) || mrkdwn`no status`}`,
    createdAt === null ? null : mrkdwn`${formatAgo(createdAt, now)} (${formatDate(createdAt)})`,
    describeDuration(build, now),
    imageBytes === null ? null : formatBytes(imageBytes),
    region === null ? null : codeText(region),
    dockerfilePath === null || dockerfilePath === "Dockerfile" ? null : codeText(dockerfilePath),
    agents.length === 0 ? null : mrkdwn`*runs as ${listWords(agents.map((name) => escapeText(name)))}*`,
  ]);
}

function describeDuration({ durationSeconds, startedAt, endedAt }: Build, now: number): Mrkdwn | null {
  if (durationSeconds !== null) return mrkdwn`took ${formatDuration(durationSeconds * 1_000)}`;
  return startedAt === null || endedAt !== null
    ? null
    : mrkdwn`building for ${formatDuration(now - startedAt)}`;
}
