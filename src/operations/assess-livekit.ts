/**
 * What one look at an agent on LiveKit Cloud says about a change. The API has status words of each region, versions, and
 * nothing else: no id of a roll-out, no reason, no enum of the words. A word that nobody has seen before is `unknown`
 * (livekit/decide-health.ts) and therefore neither an end nor a failure here. Only production counts: a rollback concerns
 * it alone (docs, "Rollback"), and a preview harms no caller.
 */
import type { ChangeReceipt } from "../platforms/change.ts";
import type { LiveKitAgentStatus, LiveKitRegion } from "../platforms/port.ts";
import type { Assessment, Progress, Trouble } from "./assessment.ts";
import type { ChangePlan } from "./change-plan.ts";
import { readLiveKitBasis } from "./plan-basis.ts";
import { productionRegions, regionsOf } from "./production-regions.ts";
import { deploymentOf } from "./source-call.ts";

/** The words of before a restart may stand this long after it was accepted; that all is well then proves nothing yet. */
const SETTLE_MS = 8_000;
/**
 * So long a failure may still be that of before: people restart and roll back because of one, and how soon the platform
 * takes back its word for it is not documented. An agent that cannot start needs about as long to be called CrashLoop.
 */
const STALE_FAILURE_MS = 20_000;

export function assessLiveKit(
  plan: ChangePlan,
  receipt: ChangeReceipt,
  status: LiveKitAgentStatus,
  elapsedMs: number,
): Assessment {
  switch (plan.call.kind) {
    case "source":
    case "workflow":
      return assessRollOut(plan, receipt.version ?? null, status, elapsedMs);
    case "delete":
      return assessDeletion(status, plan.call.deployment ?? null);
    case "restart":
      return assessRestart(plan, status, elapsedMs);
    default:
      return assessVersion(plan, targetVersion(plan), status, elapsedMs);
  }
}

/** The version that a rollback or a promotion leads to. */
export const targetVersion = ({ call, changes }: ChangePlan): string | null =>
  call.kind === "rollback" ? call.version : (changes.find(({ what }) => what === "version")?.after ?? null);

/**
 * Rollback and promotion. Complete: every region of production shows the target version and is healthy or asleep;
 * an agent that sleeps wakes for a call (LiveKit's docs on its status words). Superseded: the agent's version is neither the
 * target nor the one before, so somebody else deployed. Failing: a region is in a failed state in the target version; in
 * the version before it is what the change is to mend. All else goes on.
 */
function assessVersion(
  plan: ChangePlan,
  target: string | null,
  status: LiveKitAgentStatus,
  elapsedMs: number,
): Assessment {
  const regions = productionRegions(status);
  const isDone = (region: LiveKitRegion): boolean => region.version === target && serves(region);
  if (regions.length > 0 && regions.every(isDone)) return complete(regions);

  const superseded = findOtherVersion(plan, target, status);
  if (superseded) return superseded;
  const failed = regions.find(({ version, health }) => version === target && health === "failed");
  return judgeFailure(regions, isDone, failed, elapsedMs);
}

/**
 * A new version, of which the platform names the regions that have it. Complete: every region of its deployment has it and is
 * healthy or asleep. Superseded: a region has one that is neither ours nor was known before. Failing: a region is in a failed
 * state in our version.
 */
function assessRollOut(
  plan: ChangePlan,
  target: string | null,
  status: LiveKitAgentStatus,
  elapsedMs: number,
): Assessment {
  const regions = regionsOf(status, deploymentOf(plan.call));
  const isDone = (region: LiveKitRegion): boolean =>
    target !== null && region.version === target && serves(region);
  if (regions.length > 0 && regions.every(isDone)) return complete(regions);
  const known = plan.before.known ?? [];
  const other = regions.find(
    ({ version }) => target !== null && version !== null && version !== target && !known.includes(version),
  );
  if (other?.version) return { state: "superseded", by: other.version };
  const failed = regions.find(
    ({ version, health }) => target !== null && version === target && health === "failed",
  );
  return judgeFailure(regions, isDone, failed, elapsedMs);
}

/**
 * Restart. It leaves no trace but the words, and those of before may stand for a while: all regions healthy or asleep is
 * the end only after `SETTLE_MS`. The version stays; another one means that somebody deployed.
 */
export function assessRestart(plan: ChangePlan, status: LiveKitAgentStatus, elapsedMs: number): Assessment {
  const superseded = findOtherVersion(plan, null, status);
  if (superseded) return superseded;
  const regions = productionRegions(status);
  const isDone = (region: LiveKitRegion): boolean => serves(region) && elapsedMs >= SETTLE_MS;
  if (regions.length > 0 && regions.every(isDone)) return complete(regions);
  const failed = regions.find(({ health }) => health === "failed");
  return judgeFailure(regions, isDone, failed, elapsedMs);
}

/**
 * Deletion. The agent, or the rows of one `deployment`, disappear from the list; until then they may say `Deleting` or `Deleted`
 * (status words of the docs). No word means that a deletion failed: it takes its time, and then too much of it.
 */
function assessDeletion(status: LiveKitAgentStatus, deployment: string | null): Assessment {
  const regions = deployment === null ? status.regions : regionsOf(status, deployment);
  const isDeleted = (region: LiveKitRegion): boolean => region.status.toLowerCase() === "deleted";
  const isGone = regions.length === 0 ? deployment !== null : regions.every(isDeleted);
  if (isGone) return { state: "complete" };
  return { state: "working", progress: describeProgress(regions, isDeleted), trouble: null };
}

function complete(regions: readonly LiveKitRegion[]): Assessment {
  const asleep = regions.filter(({ health }) => health === "asleep").map(({ region }) => region);
  return asleep.length === 0 ? { state: "complete" } : { state: "complete", asleep };
}

const serves = ({ health }: LiveKitRegion): boolean => health === "healthy" || health === "asleep";

function findOtherVersion(
  plan: ChangePlan,
  target: string | null,
  { version }: LiveKitAgentStatus,
): Assessment | null {
  const isOurs = version === null || version === target || version === readLiveKitBasis(plan).version;
  return isOurs ? null : { state: "superseded", by: version };
}

function judgeFailure(
  regions: readonly LiveKitRegion[],
  isDone: (region: LiveKitRegion) => boolean,
  failed: LiveKitRegion | undefined,
  elapsedMs: number,
): Assessment {
  const progress = describeProgress(regions, isDone);
  if (!failed) return { state: "working", progress, trouble: null };
  const trouble: Trouble = {
    reason: failed.status,
    exitCode: null,
    restarts: null,
    lastLine: null,
    where: regions.length > 1 ? failed.region : null,
  };
  return { state: elapsedMs >= STALE_FAILURE_MS ? "failing" : "working", progress, trouble };
}

/** The word of the first region that is not there yet. */
function describeProgress(
  regions: readonly LiveKitRegion[],
  isDone: (region: LiveKitRegion) => boolean,
): Progress {
  const open = regions.find((region) => !isDone(region));
  const count = regions.filter(isDone).length;
  const ready = regions.length > 1 ? { count, of: regions.length } : null;
  return { word: open?.status || "no status", ready };
}
