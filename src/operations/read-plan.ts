/** Makes the plan of a change from what the platform says at this moment. */
import { fail, type Result, succeed } from "../failure.ts";
import type { AgentIdentity, AgentPlatform, AgentStatus } from "../platforms/port.ts";
import type { PlannedAgain } from "./change-operation.ts";
import type { AgentSnapshot, ChangePlan } from "./change-plan.ts";
import type { ChangeRequest } from "./change-request.ts";
import { digestOf } from "./digest.ts";
import type { LedgerEntry } from "./ledger-entry.ts";
import { planChange } from "./plan-change.ts";
import { planStop } from "./plan-stop.ts";

export interface PlanPorts {
  readonly platform: AgentPlatform;
  /** Writes down the deployment that is there now, and gives all that were seen, newest first. */
  readonly keepLedger: (status: AgentStatus) => Promise<readonly LedgerEntry[]>;
}

/**
 * `thorough` asks for what people want to know and the plan does not rest on: live sessions, names of secrets. Where the
 * platform does not tell them the plan says nothing about them.
 */
export async function readPlan(
  request: ChangeRequest,
  { platform, keepLedger }: PlanPorts,
  { usage, thorough }: { readonly usage: string; readonly thorough: boolean },
): Promise<Result<PlannedAgain>> {
  const { agent, asked } = request;
  if (asked.verb === "stop") return await withDigest(await planStop(agent, asked, platform, usage));
  const snapshot = await readSnapshot(agent, platform, thorough);
  if (!snapshot.ok) return snapshot;
  const ledger = await keepLedger(snapshot.value.status);
  return await withDigest(planChange({ agent, asked }, snapshot.value, ledger, usage));
}

async function withDigest(plan: Result<ChangePlan>): Promise<Result<PlannedAgain>> {
  if (!plan.ok) return plan;
  return succeed({ plan: plan.value, digest: await digestPlan(plan.value) });
}

/** What an approval is bound to: what will be called, and what that rests on. */
const digestPlan = ({ call, basis }: ChangePlan): Promise<string> =>
  digestOf(JSON.stringify({ call, basis }));

async function readSnapshot(
  agent: AgentIdentity,
  platform: AgentPlatform,
  thorough: boolean,
): Promise<Result<AgentSnapshot>> {
  const [status, versions, liveSessions, secrets] = await Promise.all([
    platform.describeAgent(agent),
    platform.name === "livekit" ? platform.listVersions(agent) : succeed([]),
    thorough && platform.name === "livekit" ? platform.countLiveSessions(agent) : succeed(null),
    thorough ? platform.listSecrets(agent) : NOT_ASKED,
  ]);
  if (!status.ok) return status;
  if (!versions.ok) return versions;
  return succeed({
    status: status.value,
    versions: versions.value,
    liveSessions: status.value.platform === "pipecat" ? status.value.activeSessions : countOf(liveSessions),
    secretNames: secrets.ok ? secrets.value.secrets.map(({ name }) => name) : null,
  });
}

const countOf = (result: Result<number | null>): number | null => (result.ok ? result.value : null);

const NOT_ASKED = fail({ kind: "stale-action" });
