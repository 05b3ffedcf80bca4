/** `log_type=build`: what BuildKit printed for the version that a deployment has, or is about to have. The form is BuildKit's plain one; the real service's is not known. */
import { BUILD_STEPS } from "./build-lines.ts";
import type { Agent, Deployment, Version } from "./cloud-state.ts";
import { findVersion } from "./find.ts";
import { BUILT_AFTER_MS } from "./release.ts";

const FAILED = "Build Failed";

/** Oldest first, as far as it has come; none where nothing was ever built. */
export function buildLog(agent: Agent, deployment: Deployment, now: number): readonly string[] {
  const version = findBuilt(agent, deployment);
  if (!version) return [];
  const lines: string[] = [];
  let at = version.createdAt;
  for (const [index, { name, part, output }] of BUILD_STEPS.entries()) {
    const number = `#${index + 1}`;
    if (at <= now) lines.push(`${number} ${name}`);
    if (version.status === FAILED) return [...lines, `${number} ERROR: the build did not complete`];
    const tookMs = part * BUILT_AFTER_MS;
    at += tookMs;
    if (at > now) continue;
    if (output !== undefined)
      lines.push(`${number} ${((at - version.createdAt) / 1000).toFixed(1)} ${output.trim()}`);
    lines.push(`${number} DONE ${(tookMs / 1000).toFixed(1)}s`);
  }
  return lines;
}

function findBuilt(agent: Agent, row: Deployment): Version | undefined {
  const coming = agent.rollouts.find(({ deployment }) => deployment === row.deployment);
  if (coming) return findVersion(agent, coming.version);
  const failed = agent.versions.findLast(({ status }) => status === FAILED);
  return row.status === FAILED && failed ? failed : findVersion(agent, row.version);
}
