/** Makes the plan of a change from what the platform says at this moment. */
import { fail, type Result, succeed } from "../failure.ts";
import type { AgentPlatform } from "../platforms/port.ts";
import type { PlannedAgain } from "./change-operation.ts";
import type { AgentSnapshot, ChangePlan } from "./change-plan.ts";
import type { AgentChangeRequest, ChangeRequest } from "./change-request.ts";
import { digestOf } from "./digest.ts";
import { planChange } from "./plan-change.ts";
import type { PlanPorts, PlanWish } from "./plan-ports.ts";
import { planStop } from "./plan-stop.ts";
import { readCreation } from "./read-creation.ts";
import { readSource } from "./read-source.ts";
import { secretSetOf } from "./secret-set-of.ts";

export async function readPlan(
  request: ChangeRequest,
  ports: PlanPorts,
  wish: PlanWish,
): Promise<Result<PlannedAgain>> {
  const plan = await makePlan(request, ports, wish);
  if (!plan.ok) return plan;
  return succeed({ plan: plan.value, digest: await digestPlan(plan.value) });
}

async function makePlan(
  { agent, asked }: ChangeRequest,
  ports: PlanPorts,
  wish: PlanWish,
): Promise<Result<ChangePlan>> {
  switch (asked.verb) {
    case "create":
      return await readCreation({ agent, asked }, ports, wish);
    case "stop":
      return await planStop(agent, asked, ports.platform, wish.usage);
    default:
      return await readChange({ agent, asked }, ports, wish);
  }
}

async function readChange(
  request: AgentChangeRequest,
  { platform, keepLedger, openSource }: PlanPorts,
  { usage, thorough, commit }: PlanWish,
): Promise<Result<ChangePlan>> {
  const [snapshot, source] = await Promise.all([
    readSnapshot(request, platform, thorough),
    readSource(request, openSource, commit),
  ]);
  if (!snapshot.ok) return snapshot;
  if (!source.ok) return source;
  const ledger = await keepLedger(snapshot.value.status);
  return planChange(request, { ...snapshot.value, source: source.value }, ledger, usage);
}

/** What an approval is bound to: what will be called, and what that rests on. */
const digestPlan = ({ call, basis }: ChangePlan): Promise<string> =>
  digestOf(JSON.stringify({ call, basis }));

async function readSnapshot(
  { agent, asked }: ChangeRequest,
  platform: AgentPlatform,
  thorough: boolean,
): Promise<Result<Omit<AgentSnapshot, "source">>> {
  const [status, versions, liveSessions, secrets] = await Promise.all([
    platform.describeAgent(agent),
    platform.name === "livekit" ? platform.listVersions(agent) : succeed([]),
    thorough && platform.name === "livekit" ? platform.countLiveSessions(agent) : succeed(null),
    thorough && asked.verb !== "update-secrets" ? platform.listSecrets(agent) : NOT_ASKED,
  ]);
  if (!status.ok) return status;
  if (!versions.ok) return versions;
  const stock =
    asked.verb === "update-secrets"
      ? await platform.readSecretStock(agent, secretSetOf(asked, status.value))
      : succeed(null);
  if (!stock.ok) return stock;
  return succeed({
    status: status.value,
    versions: versions.value,
    liveSessions: status.value.platform === "pipecat" ? status.value.activeSessions : countOf(liveSessions),
    secretNames: secrets.ok ? secrets.value.secrets.map(({ name }) => name) : null,
    stock: stock.value,
  });
}

const countOf = (result: Result<number | null>): number | null => (result.ok ? result.value : null);

const NOT_ASKED = fail({ kind: "stale-action" });
