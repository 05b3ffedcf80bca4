/** How often a platform is asked how a change comes along, and for how long. All in milliseconds. */
import type { ChangeCall } from "../platforms/change.ts";

const SOONEST_MS = 3_000;
const LATEST_MS = 15_000;
/** After one failed look, two in a row, three, and all further ones. */
const BACK_OFF_MS = [5_000, 10_000, 20_000, 30_000] as const;

/**
 * The time to the next look: every 3 s at first, then a tenth of the time that has passed, at most 15 s. So whatever
 * happens is noticed within a tenth of the time that it took, and ten minutes cost some sixty looks. `failedPolls` is how
 * many looks in a row had no answer: a platform in trouble is asked less often, and never more often.
 */
export function pollDelayMs(sinceAcceptedMs: number, failedPolls: number): number {
  const delayMs = Math.min(LATEST_MS, Math.max(SOONEST_MS, Math.round(sinceAcceptedMs / 10)));
  if (failedPolls <= 0) return delayMs;
  return Math.max(delayMs, BACK_OFF_MS[Math.min(failedPolls, BACK_OFF_MS.length) - 1] ?? LATEST_MS);
}

const MINUTE_MS = 60_000;

/** How long a change is followed after it was accepted. The official Pipecat CLI waits ten minutes for a deployment. */
export const FOLLOW_MS: Record<ChangeCall["kind"], number> = {
  update: 10 * MINUTE_MS,
  rollback: 10 * MINUTE_MS,
  promote: 10 * MINUTE_MS,
  restart: 5 * MINUTE_MS,
  delete: 3 * MINUTE_MS,
  create: 10 * MINUTE_MS,
  // After the build, and after the run of the workflow.
  source: 15 * MINUTE_MS,
  workflow: 10 * MINUTE_MS,
  secrets: 5 * MINUTE_MS,
  "stop-sessions": 2 * MINUTE_MS,
};
