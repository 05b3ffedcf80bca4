/**
 * The look after a call without an answer: did it take effect? Only a call that provably did not is made again.
 *
 * | call                  | it happened                                   | it did not, so repeat    | otherwise      |
 * |-----------------------|-----------------------------------------------|--------------------------|----------------|
 * | LiveKit rollback,     | production is being updated and was not when  | the basis is as it was   | ask a human    |
 * | LiveKit promote       | this was planned, or shows the target version |                          |                |
 * | LiveKit restart       | production is being updated and was not when  | never: it leaves nothing | ask a human    |
 * |                       | this was planned                              |                          |                |
 * | Pipecat update        | another deployment is wanted, and it has what | the basis is as it was   | ask a human    |
 * |                       | we asked for and else what was there before   |                          |                |
 * | Pipecat scaling only, | the bounds are as asked (repeating it would   | the basis is as it was   | ask a human    |
 * | or nothing differs    | change nothing)                               |                          |                |
 * | delete                | what was to go is gone, or being deleted      | the basis is as it was   | ask a human    |
 * | Pipecat create        | the agent is there, with what we asked for    | it is not there          | ask a human    |
 * | secrets, none written | the names that were to go are gone            | else: it is harmless     | -              |
 *
 * The basis is what the plan was approved for (plan-basis.ts). A build and a workflow are told by other signs (decide-work.ts, decide-run.ts). Where it moved and our effect is not to be seen, somebody
 * else was there, and to repeat the call would undo their work.
 */
import type { AgentUpdate, ChangeReceipt } from "../platforms/change.ts";
import type { AgentStatus, LiveKitAgentStatus, PipecatAgentStatus, SecretStock } from "../platforms/port.ts";
import { targetVersion } from "./assess-livekit.ts";
import { isRemoved } from "./assess-secrets.ts";
import type { ChangePlan } from "./change-plan.ts";
import { applyUpdate, diffScaling, diffSettings, isScalingOnly } from "./deployment-settings.ts";
import { describeBasis, readPipecatBasis } from "./plan-basis.ts";
import { isUpdating, productionRegions, regionsOf } from "./production-regions.ts";

export type EffectJudgement =
  | { readonly kind: "happened"; readonly receipt: ChangeReceipt }
  /** Provably not: it may be made again. */
  | { readonly kind: "absent" }
  /** No look can tell; a person has to. */
  | { readonly kind: "unclear" };

/** `status` null: the agent is not there. `stock`: the secrets that are there, for a change of secrets. */
export function judgeEffect(
  plan: ChangePlan,
  status: AgentStatus | null,
  stock: SecretStock | null = null,
): EffectJudgement {
  const { call } = plan;
  if (!status) {
    if (call.kind === "delete") return happened(null);
    return { kind: call.kind === "create" ? "absent" : "unclear" };
  }
  if (call.kind === "create") {
    const isAsAsked = status.platform === "pipecat" && hasAll(status, call.update);
    return isAsAsked ? happened(status.desiredDeploymentId) : { kind: "unclear" };
  }
  // Whether values arrived no look can tell, so they are asked for again (await-values.ts).
  if (call.kind === "secrets")
    return stock !== null && isRemoved(call, stock) ? happened(null) : { kind: "absent" };
  if (status.platform === "livekit") {
    if (hasLiveKitEffect(plan, status)) return happened(null);
    if (plan.call.kind === "restart") return { kind: "unclear" };
  } else if (plan.call.kind === "update" && hasUpdateEffect(plan, plan.call.update, status)) {
    return happened(status.desiredDeploymentId);
  }
  return { kind: describeBasis(status, plan.call) === plan.basis ? "absent" : "unclear" };
}

const happened = (deploymentId: string | null): EffectJudgement => ({
  kind: "happened",
  receipt: { deploymentId, warning: null },
});

/** What was not asked for is the platform's to choose. */
const hasAll = (status: PipecatAgentStatus, update: AgentUpdate): boolean =>
  diffSettings(status, applyUpdate(status, update)).length === 0 &&
  diffScaling(status.scaling, update.scaling).length === 0;

function hasLiveKitEffect(plan: ChangePlan, status: LiveKitAgentStatus): boolean {
  const { call } = plan;
  const regions = productionRegions(status);
  if (call.kind === "delete") {
    const named = call.deployment === undefined ? null : regionsOf(status, call.deployment);
    const words = (named ?? regions).map((region) => region.status.toLowerCase().replace(/[^a-z]/g, ""));
    const isLeaving = words.every((word) => word === "deleting" || word === "deleted");
    return isLeaving && (words.length > 0 || named !== null);
  }
  // Where one was under way before, another one does not show.
  if (!plan.before.isUpdating && regions.some(isUpdating)) return true;
  const target = targetVersion(plan);
  return target !== null && status.version === target;
}

/**
 * A new deployment is ours when it is exactly what was there before with what we asked for. The same deployment is proof
 * of nothing, except where the request makes none: then the bounds tell, or there was nothing to do.
 */
function hasUpdateEffect(plan: ChangePlan, update: AgentUpdate, status: PipecatAgentStatus): boolean {
  const before = readPipecatBasis(plan);
  const expected = applyUpdate(before.settings, update);
  // Where only an API key is used the platform tells of no build; what is not told does not contradict.
  const told =
    status.image === null && status.buildId === null ? { ...status, buildId: expected.buildId } : status;
  const isAsAsked =
    diffSettings(told, expected).length === 0 && diffScaling(status.scaling, update.scaling).length === 0;
  if (status.desiredDeploymentId !== before.desiredDeploymentId) return isAsAsked;
  const makesDeployment = update.forceRedeploy === true || diffSettings(before.settings, expected).length > 0;
  return (isScalingOnly(update) || !makesDeployment) && isAsAsked;
}
