/** The operation that undoes a failed one by itself, as the policy asked for. */

import type { AgentIdentity } from "../platforms/port.ts";
import type { ChangeOperation, RollbackOutcome } from "./change-operation.ts";
import type { ChangePlan } from "./change-plan.ts";
import { type ChangeProposal, fingerprintOf } from "./change-proposal.ts";
import type { ChangeRequest } from "./change-request.ts";
import { operationIdOf } from "./operation-id.ts";
import { readLiveKitBasis, readPipecatBasis } from "./plan-basis.ts";
import type { PlanPorts } from "./plan-ports.ts";
import { readPlan } from "./read-plan.ts";

export type RollbackProposal =
  | { readonly kind: "proposed"; readonly proposal: Omit<ChangeProposal, "channelId" | "threadTs"> }
  | Exclude<RollbackOutcome, { kind: "begun" }>;

/** Undoes what is still there of the failed change, and nothing else. The same failed operation always gives the same id. */
export async function proposeRollback(failed: ChangeOperation, ports: PlanPorts): Promise<RollbackProposal> {
  const { agent } = failed.request;
  // LiveKit's versions keep their names, so the one that was there before is meant, whatever came since.
  const version = agent.platform === "livekit" ? readLiveKitBasis(failed.plan).version : null;
  const request: ChangeRequest = { agent, asked: { verb: "rollback", version } };
  const planned = await readPlan(request, ports, { usage: "/agent rollback", thorough: true, commit: null });
  if (!planned.ok) return { kind: "failed", failure: planned.failure };
  const current = currentOf(agent, planned.value.plan);
  const ours = failed.receipt?.version ?? failed.receipt?.deploymentId;
  if (current !== null && current !== ours) return { kind: "overtaken", by: current };
  // With nobody to look at it, only what is known to have worked will do.
  const { remarks } = planned.value.plan;
  if (remarks.some(({ kind }) => kind === "target-never-healthy")) {
    const why = "no earlier deployment is known to have worked";
    return { kind: "failed", failure: { kind: "nothing-to-roll-back-to", agent, why } };
  }
  const proposal = {
    id: await operationIdOf("rollback", failed.id),
    request,
    fingerprint: await fingerprintOf(request),
    askedBy: failed.askedBy,
    door: "automatic",
    reason: null,
    breakGlass: false,
    onCall: null,
    rollbackOf: failed.id,
    rule: failed.rule,
    plan: planned.value.plan,
    planDigest: planned.value.digest,
  } as const;
  return { kind: "proposed", proposal };
}

const currentOf = ({ platform }: AgentIdentity, plan: ChangePlan): string | null =>
  platform === "livekit" ? readLiveKitBasis(plan).version : readPipecatBasis(plan).desiredDeploymentId;
