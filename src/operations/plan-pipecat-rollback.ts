/**
 * Pipecat Cloud has no rollback. An earlier deployment is made again from what our ledger knows of it: a new deployment
 * with its image or build and its settings. What does not come back with it is said in remarks.
 */
import { fail, type Result, succeed } from "../failure.ts";
import { type AgentUpdate, KRISP_FILTERS, PROFILES } from "../platforms/change.ts";
import type { AgentIdentity } from "../platforms/port.ts";
import type { ChangePlan, PlanRemark } from "./change-plan.ts";
import { chooseEarlierDeployment } from "./choose-earlier-deployment.ts";
import { applyUpdate, DEFAULT_MAX_SESSION_SECONDS, diffSettings } from "./deployment-settings.ts";
import type { DeploymentSettings, LedgerEntry } from "./ledger-entry.ts";
import { isMutable, type PipecatSnapshot, planPipecatUpdate } from "./plan-pipecat-update.ts";

export function planPipecatRollback(
  { project, id, name }: AgentIdentity,
  given: string | null,
  snapshot: PipecatSnapshot,
  ledger: readonly LedgerEntry[],
): Result<ChangePlan> {
  const agent = { project, id, name };
  const { status } = snapshot;
  const differs = (entry: LedgerEntry): boolean =>
    diffSettings(status, applyUpdate(status, toUpdate(entry))).length > 0;
  const target = chooseEarlierDeployment(
    agent,
    given,
    status.desiredDeploymentId,
    ledger,
    (earlier) => differs(earlier) || !isRestorable(earlier),
  );
  if (!target.ok) return target;
  const entry = target.value;
  if (!isRestorable(entry)) {
    const why = "Pipecat Cloud told neither its image nor its build";
    return fail({ kind: "not-restorable", agent, version: entry.deploymentId, why });
  }
  const update = toUpdate(entry);
  // Without force the platform would find nothing to do.
  const call = differs(entry) ? update : { ...update, forceRedeploy: true };
  const changes = [
    { what: "deployment", before: status.desiredDeploymentId, after: entry.deploymentId },
  ] as const;
  return succeed(planPipecatUpdate(call, snapshot, ledger, { changes, remarks: remarksOn(entry, snapshot) }));
}

const isRestorable = ({ image, buildId }: DeploymentSettings): boolean => image !== null || buildId !== null;

/**
 * The request that makes such a deployment again. A build names its image itself, so the two are never sent together. No
 * set of secrets can be taken off by a request, so where there was none the present one stays. A filter or profile in
 * words that no request knows stays as well. Scaling is left alone: it changes without new deployments, so what it was
 * at that time says nothing.
 */
function toUpdate(entry: LedgerEntry): AgentUpdate {
  const { image, buildId, secretSet, imagePullSecretSet, krispAudioFilter } = entry;
  const source = buildId !== null ? { buildId } : image !== null ? { image } : {};
  const profile = PROFILES.find((known) => known === entry.profile);
  const filter = KRISP_FILTERS.find((known) => known === krispAudioFilter);
  const nodeType = /^(arm|amd)(64)?$/.exec(entry.architecture ?? "")?.[1];
  return {
    ...source,
    ...(secretSet === null ? {} : { secretSet }),
    ...(imagePullSecretSet === null ? {} : { imagePullSecretSet }),
    ...(profile === undefined ? {} : { profile }),
    ...(krispAudioFilter === null ? { krispAudioFilter } : {}),
    ...(filter === undefined ? {} : { krispAudioFilter: filter }),
    maxSessionSeconds: entry.maxSessionSeconds ?? DEFAULT_MAX_SESSION_SECONDS,
    ...(nodeType === undefined ? {} : { nodeType }),
  };
}

function remarksOn(entry: LedgerEntry, { status, secretNames }: PipecatSnapshot): PlanRemark[] {
  const { image, buildId, krispAudioFilter: filter } = entry;
  const remarks: PlanRemark[] = [];
  if (entry.outcome !== "healthy") remarks.push({ kind: "target-never-healthy" });
  if (image !== null && buildId === null && isMutable(image)) remarks.push({ kind: "mutable-tag", image });
  if (entry.secretSet !== null) remarks.push({ kind: "secret-values-not-restored" });
  else if (status.secretSet !== null) remarks.push({ kind: "secrets-stay", names: secretNames });
  if (filter !== null && !KRISP_FILTERS.some((known) => known === filter))
    remarks.push({ kind: "krisp-unknown" });
  if (status.scaling) remarks.push({ kind: "scaling-stays", ...status.scaling });
  return remarks;
}
