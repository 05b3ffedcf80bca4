import { type Result, succeed } from "../failure.ts";
import type { AgentIdentity } from "../platforms/port.ts";
import type { ChangePlan, LiveKitSnapshot } from "./change-plan.ts";
import { draftPlan } from "./draft-plan.ts";
import { findDeployment } from "./find-deployment.ts";
import type { LedgerEntry } from "./ledger-entry.ts";

/** `deployment` null: the agent, with all its deployments and versions. */
export function planLiveKitDeletion(
  agent: AgentIdentity,
  deployment: string | null,
  snapshot: LiveKitSnapshot,
  ledger: readonly LedgerEntry[],
  usage: string,
): Result<ChangePlan> {
  const remarks = [{ kind: "irreversible" }] as const;
  if (deployment === null) {
    const changes = [{ what: "agent", before: agent.name, after: null }] as const;
    return succeed(draftPlan({ call: { kind: "delete" }, changes, remarks }, snapshot, ledger));
  }
  const found = findDeployment(agent, deployment, snapshot.status, {
    verb: "delete",
    flag: "--deployment",
    usage,
  });
  if (!found.ok) return found;
  const version = found.value.find((row) => row.version !== null)?.version ?? null;
  const changes = version === null ? [] : ([{ what: "version", before: version, after: null }] as const);
  // Nobody talks to a named deployment whose sessions could be counted.
  const uncounted = { ...snapshot, liveSessions: null };
  return succeed(draftPlan({ call: { kind: "delete", deployment }, changes, remarks }, uncounted, ledger));
}
