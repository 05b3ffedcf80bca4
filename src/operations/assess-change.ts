/**
 * Whether an accepted change has really happened. An accepting answer proves nothing: each platform has its own signs,
 * for which see assess-livekit.ts and assess-pipecat.ts. One look is one sample; whoever asks decides how many it takes.
 */
import type { ChangeCall, ChangeReceipt } from "../platforms/change.ts";
import type { AgentStatus, SecretStock } from "../platforms/port.ts";
import { assessLiveKit } from "./assess-livekit.ts";
import { assessPipecat } from "./assess-pipecat.ts";
import { assessSecrets } from "./assess-secrets.ts";
import type { Assessment } from "./assessment.ts";
import type { ChangePlan } from "./change-plan.ts";
import { isScalingOnly } from "./deployment-settings.ts";
import { readPipecatBasis } from "./plan-basis.ts";

/** `status` null: the agent is not there; `stock` is of a change of secrets alone. `acceptedAt` and `now` in milliseconds. */
export function assessChange(
  plan: ChangePlan,
  receipt: ChangeReceipt,
  acceptedAt: number,
  status: AgentStatus | null,
  now: number,
  stock: SecretStock | null = null,
): Assessment {
  // A deletion is complete when the platform does not know the agent any more. Any other change has nothing left to
  // happen to then; that needs a second sample, since LiveKit answers a glitch with an empty list too.
  const elapsedMs = now - acceptedAt;
  if (!status) {
    if (plan.call.kind === "delete") return { state: "complete" };
    return isNew(plan.call) && elapsedMs < LISTED_WITHIN_MS ? NOT_LISTED : AGENT_GONE;
  }
  if (plan.call.kind === "secrets") return assessSecrets(plan, plan.call, { status, stock }, elapsedMs);
  return status.platform === "livekit"
    ? assessLiveKit(plan, receipt, status, elapsedMs)
    : assessPipecat(plan, receipt, status, elapsedMs);
}

/** A new agent may be listed a little later than it was accepted. */
const LISTED_WITHIN_MS = 60_000;

const isNew = (call: ChangeCall): boolean =>
  call.kind === "create" || (call.kind === "source" && call.region !== null);

const NOT_LISTED: Assessment = {
  state: "working",
  progress: { word: "not listed yet", ready: null },
  trouble: null,
};

const AGENT_GONE: Assessment = {
  state: "failing",
  progress: { word: "Deleted", ready: null },
  trouble: { reason: "Deleted", exitCode: null, restarts: null, lastLine: null, where: null },
};

/**
 * Whether the platform found nothing to do: it answers an update that changes no setting with the deployment that was
 * there before, and at most a warning (deploy guide). A change of scaling alone makes no new deployment either, but does
 * change something.
 */
export function isUnchanged(plan: ChangePlan, { deploymentId }: ChangeReceipt): boolean {
  if (plan.call.kind !== "update" || deploymentId === null) return false;
  const { update } = plan.call;
  if (update.forceRedeploy === true || isScalingOnly(update)) return false;
  return deploymentId === readPipecatBasis(plan).desiredDeploymentId;
}
