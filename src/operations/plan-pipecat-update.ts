/** The plan of one update request: all that changes an agent on Pipecat Cloud, except its end. */
import type { AgentUpdate } from "../platforms/change.ts";
import type { PipecatAgentStatus } from "../platforms/port.ts";
import type { AgentSnapshot, ChangePlan, PlannedChange, PlanRemark } from "./change-plan.ts";
import { applyUpdate, diffScaling, diffSettings } from "./deployment-settings.ts";
import { draftPlan } from "./draft-plan.ts";
import type { LedgerEntry } from "./ledger-entry.ts";

export type PipecatSnapshot = AgentSnapshot & { readonly status: PipecatAgentStatus };

/** What only the verb knows: the deployment that comes back, and what does not come back with it. */
export interface UpdateNotes {
  readonly changes: readonly PlannedChange[];
  readonly remarks: readonly PlanRemark[];
}

export function planPipecatUpdate(
  update: AgentUpdate,
  snapshot: PipecatSnapshot,
  ledger: readonly LedgerEntry[],
  notes: UpdateNotes = { changes: [], remarks: [] },
): ChangePlan {
  const { status } = snapshot;
  const after = applyUpdate(status, update);
  const settings = diffSettings(status, after);
  const scaling = diffScaling(status.scaling, update.scaling);
  const isForced = update.forceRedeploy === true;
  const warm = update.scaling?.min ?? 0;

  const remarks: PlanRemark[] = [];
  if (isForced || settings.length > 0) remarks.push({ kind: "replicas-replaced" });
  else if (scaling.length === 0) remarks.push({ kind: "nothing-differs" });
  remarks.push(...notes.remarks);
  // The image is fetched anew, so a tag that moves may bring other code than the one that runs.
  if (isForced && update.image === undefined && after.image !== null && isMutable(after.image)) {
    remarks.push({ kind: "mutable-tag", image: after.image });
  }
  if (warm > 0) remarks.push({ kind: "warm-instances", count: warm });

  const changes = [...settings, ...notes.changes, ...scaling];
  return draftPlan({ call: { kind: "update", update }, changes, remarks }, snapshot, ledger);
}

/** Whether the reference is a tag that people move, like `latest` or `main`, not a digest and not a version. */
export function isMutable(image: string): boolean {
  if (image.includes("@sha256:")) return false;
  const tag = /:([^/:]+)$/.exec(image)?.[1] ?? "latest";
  return !/\d/.test(tag) || tag.includes("latest");
}
