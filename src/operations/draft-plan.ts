/** What every plan has, whatever it changes: its basis, the state before, and whose calls it touches. */
import type { AgentStatus } from "../platforms/port.ts";
import type { AgentSnapshot, ChangePlan, PlanBefore, PlanRemark } from "./change-plan.ts";
import type { LedgerEntry } from "./ledger-entry.ts";
import { describeBasis } from "./plan-basis.ts";
import { isUpdating, regionsOf } from "./production-regions.ts";
import { deploymentOf } from "./source-call.ts";

export function draftPlan(
  draft: Pick<ChangePlan, "call" | "changes" | "remarks">,
  { status, liveSessions }: AgentSnapshot,
  ledger: readonly LedgerEntry[],
): ChangePlan {
  const sessions: readonly PlanRemark[] =
    liveSessions === null ? [] : [{ kind: "live-sessions", count: liveSessions }];
  return {
    ...draft,
    remarks: [...sessions, ...draft.remarks],
    basis: describeBasis(status, draft.call),
    before: describeBefore(status, deploymentOf(draft.call), ledger),
  };
}

/** `deployment`: of LiveKit's, the one that is changed; null: production. */
function describeBefore(
  status: AgentStatus,
  deployment: string | null,
  ledger: readonly LedgerEntry[],
): PlanBefore {
  const current = status.platform === "livekit" ? status.version : status.desiredDeploymentId;
  const entry = ledger.find(({ deploymentId }) => deploymentId === current);
  const lastDeployedBy = entry?.askedBy ?? null;
  if (status.platform === "livekit") {
    const regions = regionsOf(status, deployment);
    // What the platform says of the agent is said of production.
    const isProduction = deployment === null;
    return {
      isUpdating: regions.some(isUpdating),
      regions: [...new Set(regions.map(({ region }) => region))],
      replicas: regions.reduce((sum, { replicas }) => sum + replicas.current, 0),
      lastDeployedAt: isProduction ? status.deployedAt : null,
      lastDeployedBy: isProduction ? lastDeployedBy : null,
    };
  }
  // The platform dates no deployment, and scaling moves its own time of the last change: only our own are known.
  const lastDeployedAt = entry && lastDeployedBy !== null ? entry.firstSeenAt : null;
  return {
    isUpdating: status.desiredDeploymentId !== status.reconciledDeploymentId,
    regions: status.region === null ? [] : [status.region],
    replicas: status.current?.readyReplicas ?? null,
    lastDeployedAt,
    lastDeployedBy,
  };
}
