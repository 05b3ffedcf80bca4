/** Carries out what the state machine of a change asked for, and gives back what came of it as an event. */
import { fail, type Result, succeed } from "../failure.ts";
import type { ChangeReceipt, SecretsChange, SecretValues } from "../platforms/change.ts";
import type { AgentPlatform, AgentStatus, AgentVersion } from "../platforms/port.ts";
import {
  agentOf,
  type ChangeEffect,
  type ChangeEvent,
  type ChangeOperation,
  type Seen,
} from "./change-operation.ts";
import { stoppedSessions } from "./decide-stop.ts";
import { findBuiltVersion } from "./find-built-version.ts";
import { followRun, startRun } from "./follow-run.ts";
import type { EffectPorts } from "./operation-kind.ts";
import { readPlan } from "./read-plan.ts";
import { commitCall, toCommit } from "./source-call.ts";

export async function performChangeEffect(
  effect: ChangeEffect,
  operation: ChangeOperation,
  ports: EffectPorts,
): Promise<ChangeEvent> {
  if (effect === "roll-back") return { type: "rolled-back", outcome: await ports.rollBack() };
  const { agent } = operation.request;
  const { project } = agent;
  const platform = ports.openPlatform(project);
  const missing = fail({ kind: "unknown-project", given: project, known: [] });
  const { call } = operation.plan;
  const stopped = stoppedSessions(operation);
  if (stopped && (effect === "look" || effect === "observe")) {
    const result = platform ? await platform.findLiveSessions(agent, stopped) : missing;
    return { type: "sessions-seen", result };
  }
  switch (effect) {
    case "check":
      return {
        type: "checked",
        result: platform ? await check(operation, platform, ports) : missing,
        hasValues: hasValues(operation, ports.values()),
      };
    case "call":
      if (call.kind === "source") ports.work.begin(operation);
      else return { type: "called", result: platform ? await makeCall(operation, platform, ports) : missing };
      return { type: "worked", report: ports.work.look() };
    case "work":
      return { type: "worked", report: ports.work.look() };
    case "look":
      if (call.kind === "workflow") return { type: "followed", result: await followRun(operation, ports) };
      if (operation.work?.stage === "creating")
        return { type: "sought", result: platform ? await seek(operation, platform) : missing };
      return { type: "looked", ...(platform ? await look(operation, platform) : { result: missing }) };
    case "observe": {
      if (call.kind === "workflow" && operation.ranAt === null)
        return { type: "followed", result: await followRun(operation, ports) };
      const seen = platform ? await look(operation, platform) : { result: missing };
      // The first look shows what the new deployment is made of: what a later rollback needs to know.
      if (operation.assessment === null && seen.result.ok && seen.result.value)
        await ports.keepLedger(seen.result.value);
      return { type: "observed", ...seen };
    }
  }
}

/** All that the call writes: a form may have asked for names alone. */
function hasValues({ plan: { call } }: ChangeOperation, held: SecretValues | null): boolean {
  if (held === null) return false;
  return call.kind !== "secrets" || call.write.every(({ name }) => held.has(name));
}

async function makeCall(
  operation: ChangeOperation,
  platform: AgentPlatform,
  ports: EffectPorts,
): Promise<Result<ChangeReceipt>> {
  const { call } = operation.plan;
  return call.kind === "workflow"
    ? await startRun(operation, call, ports)
    : await platform.change(operation.request.agent, call, ports.values() ?? undefined);
}

/** Quick when nothing moved. When something did, people have to decide again and want to know all of it. */
async function check(operation: ChangeOperation, platform: AgentPlatform, ports: EffectPorts) {
  const { request, plan, planDigest, askedBy, breakGlass } = operation;
  const { agent } = request;
  // Somebody may have said "hands off" while this waited for its approvals.
  const lock = breakGlass ? null : await ports.readLock(agent);
  if (lock && lock.by !== askedBy) return fail({ kind: "agent-locked", agent, ...lock });
  // It names its sessions: whatever begins or ends meanwhile, it is the same plan.
  if (stoppedSessions(operation)) return succeed({ plan, digest: planDigest });
  const call = commitCall(plan.call);
  const wish = { usage: `/agent ${request.asked.verb}`, commit: call && toCommit(call) };
  const quick = await readPlan(request, { ...ports, platform }, { ...wish, thorough: false });
  if (!quick.ok || quick.value.digest === planDigest) return quick;
  return await readPlan(request, { ...ports, platform }, { ...wish, thorough: true });
}

/** The agent; of a deployment from source also what has come of it, of a change of secrets the names that are there. */
async function look(operation: ChangeOperation, platform: AgentPlatform): Promise<Seen> {
  const agent = agentOf(operation);
  const { call, before } = operation.plan;
  if (call.kind === "secrets") return await lookAtSecrets(operation, call, platform);
  if (call.kind !== "source") return { result: await describe(operation, platform) };
  const [result, versions] = await Promise.all([describe(operation, platform), platform.listVersions(agent)]);
  // One without the other would say too little.
  if (result.ok && !versions.ok) return { result: toAbsence(versions) };
  // Of an agent that was just made every version is new.
  const known = call.region === null ? (before.known ?? []) : [];
  const listed: readonly AgentVersion[] = versions.ok ? versions.value : [];
  const built = findBuiltVersion(listed, { operationId: operation.id, sha: call.sha, known });
  return { result, built };
}

async function lookAtSecrets(
  operation: ChangeOperation,
  { set }: SecretsChange,
  platform: AgentPlatform,
): Promise<Seen> {
  const [result, stock] = await Promise.all([
    describe(operation, platform),
    platform.readSecretStock(agentOf(operation), set?.name ?? null),
  ]);
  if (stock.ok) return { result, stock: stock.value };
  return { result: result.ok && result.value === null ? result : stock };
}

async function describe(
  operation: ChangeOperation,
  platform: AgentPlatform,
): Promise<Result<AgentStatus | null>> {
  return toAbsence(await platform.describeAgent(agentOf(operation)));
}

/** An agent that is not there is an answer, not a failure. */
const toAbsence = <T>(result: Result<T>): Result<T | null> =>
  !result.ok && result.failure.kind === "platform-not-found" ? succeed(null) : result;

/** Agents that came since the plan and have no version: if there is one, it was made for this. */
async function seek({ plan }: ChangeOperation, platform: AgentPlatform): Promise<Result<readonly string[]>> {
  const agents = await platform.listAgents();
  if (!agents.ok) return agents;
  const known = plan.before.known ?? [];
  const fresh = agents.value.filter(({ agent, version }) => !known.includes(agent.id) && version === null);
  return succeed(fresh.map(({ agent }) => agent.id));
}
