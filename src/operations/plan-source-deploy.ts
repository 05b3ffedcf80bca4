/** The plan of a deployment from a commit: built by us where the platform takes source code, or by a workflow that is configured. */
import { fail, type Result, succeed } from "../failure.ts";
import type { SourceCall, WorkflowCall } from "../platforms/change.ts";
import type { AgentIdentity, AgentVersion } from "../platforms/port.ts";
import type { AgentSnapshot, ChangePlan, PlannedSource, PlanRemark } from "./change-plan.ts";
import { draftPlan } from "./draft-plan.ts";
import type { LedgerEntry } from "./ledger-entry.ts";
import { regionsOf } from "./production-regions.ts";

/** `deployment` null: production. */
export function planSourceDeploy(
  agent: AgentIdentity,
  deployment: string | null,
  snapshot: AgentSnapshot,
  ledger: readonly LedgerEntry[],
): Result<ChangePlan> {
  const { source, versions, secretNames } = snapshot;
  if (!source) return fail({ kind: "source-not-configured", agent });
  const { commit, settings } = source;
  // GitHub starts a workflow on a branch or a tag only; better said before anybody approves it.
  if (settings.workflow !== null && commit.branch === null && commit.sha.startsWith(commit.ref.toLowerCase()))
    return fail({ kind: "source-needs-branch", repository: settings.repository, ref: commit.ref });
  const call = toCall(source, deployment ?? "");
  const before = nameRunning(snapshot, deployment);
  const remarks: PlanRemark[] = [
    ...(before === call.sha ? [{ kind: "same-commit" } as const] : []),
    ...describeMove(source),
    ...describeReach(snapshot, deployment),
    { kind: "secrets-stay", names: secretNames },
  ];
  const changes = [{ what: "commit", before, after: call.sha }] as const;
  // Nobody talks to a named deployment whose sessions could be counted.
  const counted = deployment === null ? snapshot : { ...snapshot, liveSessions: null };
  const plan = draftPlan({ call, changes, remarks }, counted, ledger);
  const known = versions.map(({ version }) => version);
  return succeed({ ...plan, before: { ...plan.before, known } });
}

function toCall({ settings, commit }: PlannedSource, deployment: string): SourceCall | WorkflowCall {
  const { repository, workflow } = settings;
  const { ref, sha, branch, subject } = commit;
  const deployed = { repository, ref, sha, branch, subject, deployment };
  if (workflow !== null) return { kind: "workflow", ...deployed, workflow };
  return { ...toSourceCall({ settings, commit }), ...deployed };
}

/** As the official client names them (livekit-cli cmd/lk/agent.go). */
export const toSourceCall = (
  { settings, commit }: Pick<PlannedSource, "settings" | "commit">,
  region: string | null = null,
): SourceCall => ({
  kind: "source",
  repository: settings.repository,
  subdirectory: settings.subdirectory,
  ref: commit.ref,
  sha: commit.sha,
  branch: commit.branch,
  subject: commit.subject,
  deployment: "",
  attributes: {
    git_commit: commit.sha,
    ...(commit.branch !== null && { git_branch: commit.branch }),
  },
  region,
});

/** What runs where it goes to: the commit where that is known, else what the platform calls it. */
function nameRunning(snapshot: AgentSnapshot, deployment: string | null): string | null {
  const { status } = snapshot;
  if (status.platform === "pipecat") return status.image ?? status.buildId;
  const running = findRunning(snapshot, deployment);
  return running?.attributes.git_commit ?? running?.version ?? null;
}

function findRunning(
  { status, versions }: AgentSnapshot,
  deployment: string | null,
): AgentVersion | undefined {
  if (deployment === null || status.platform !== "livekit") return versions.find(({ current }) => current);
  const [row] = regionsOf(status, deployment);
  return versions.find(({ version }) => version === row?.version);
}

/** Beside production nobody is touched who calls. */
function describeReach({ status }: AgentSnapshot, deployment: string | null): PlanRemark[] {
  if (deployment === null || status.platform !== "livekit") return [{ kind: "replicas-replaced" }];
  const isThere = regionsOf(status, deployment).length > 0;
  return [{ kind: "production-stays" }, ...(isThere ? [{ kind: "replicas-replaced" } as const] : [])];
}

const describeMove = ({ commit, movedTo }: PlannedSource): PlanRemark[] =>
  movedTo === null ? [] : [{ kind: "branch-moved", branch: commit.ref, sha: movedTo }];
