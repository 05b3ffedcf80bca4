/** What a deployment leads to is not said when it is accepted; it is learned by looking. */
import type { AgentStatus } from "../platforms/port.ts";
import type { ChangeOperation, Seen } from "./change-operation.ts";
import { readPipecatBasis } from "./plan-basis.ts";
import { regionsOf } from "./production-regions.ts";
import { deploymentOf } from "./source-call.ts";

/** The same object where nothing is learned. */
export function learnTarget(operation: ChangeOperation, { result, built }: Seen): ChangeOperation {
  const receipt = operation.receipt ?? { deploymentId: null, warning: null };
  if (receipt.version !== undefined || receipt.deploymentId !== null) return operation;
  if (built) return { ...operation, receipt: { ...receipt, version: built.version } };
  if (operation.plan.call.kind !== "workflow" || !result.ok || !result.value) return operation;
  const found = findDeployed(operation, result.value);
  return found ? { ...operation, receipt: { ...receipt, ...found } } : operation;
}

/** What a workflow deployed bears no sign of ours: it is what is new where it was to go. */
function findDeployed(
  { plan }: ChangeOperation,
  status: AgentStatus,
): { readonly version: string } | { readonly deploymentId: string } | null {
  if (status.platform === "pipecat") {
    const { desiredDeploymentId: deploymentId } = status;
    const isNew = deploymentId !== null && deploymentId !== readPipecatBasis(plan).desiredDeploymentId;
    return isNew ? { deploymentId } : null;
  }
  const known = plan.before.known ?? [];
  const versions = regionsOf(status, deploymentOf(plan.call)).map(({ version }) => version);
  const version = versions.find((candidate) => candidate !== null && !known.includes(candidate)) ?? null;
  return version === null ? null : { version };
}
