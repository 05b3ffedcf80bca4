/** Carries out what the state machine of a change asked for, and gives back what came of it as an event. */
import { fail, type Result, succeed } from "../failure.ts";
import type { AgentPlatform, AgentStatus, SecretStock } from "../platforms/port.ts";
import type { ChangeEffect, ChangeEvent, ChangeOperation } from "./change-operation.ts";
import type { EffectPorts } from "./operation-kind.ts";
import { readPlan } from "./read-plan.ts";

export async function performChangeEffect(
  effect: ChangeEffect,
  operation: ChangeOperation,
  ports: EffectPorts,
): Promise<ChangeEvent> {
  if (effect === "roll-back") return { type: "rolled-back", outcome: await ports.rollBack() };
  const { agent } = operation.request;
  const platform = ports.openPlatform(agent.project);
  const missing = fail({ kind: "unknown-project", given: agent.project, known: [] });
  switch (effect) {
    case "check":
      return {
        type: "checked",
        result: platform ? await check(operation, platform, ports) : missing,
        hasValues: ports.values() !== null,
      };
    case "call":
      return {
        type: "called",
        result: platform
          ? await platform.change(agent, operation.plan.call, ports.values() ?? undefined)
          : missing,
      };
    case "look":
      return { type: "looked", ...(platform ? await look(operation, platform) : { result: missing }) };
    case "observe": {
      const seen = platform ? await look(operation, platform) : { result: missing };
      const { result } = seen;
      // The first look shows what the new deployment is made of: what a later rollback needs to know.
      if (operation.assessment === null && result.ok && result.value) await ports.keepLedger(result.value);
      return { type: "observed", ...seen };
    }
  }
}

/** Quick when nothing moved. When something did, people have to decide again and want to know all of it. */
async function check(
  operation: ChangeOperation,
  platform: AgentPlatform,
  { keepLedger, readLock }: EffectPorts,
) {
  const { request, planDigest, askedBy, breakGlass } = operation;
  const { agent } = request;
  // Somebody may have said "hands off" while this waited for its approvals.
  const lock = breakGlass ? null : await readLock(agent);
  if (lock && lock.by !== askedBy) return fail({ kind: "agent-locked", agent, ...lock });
  const usage = `/agent ${request.asked.verb}`;
  const quick = await readPlan(request, { platform, keepLedger }, { usage, thorough: false });
  if (!quick.ok || quick.value.digest === planDigest) return quick;
  return await readPlan(request, { platform, keepLedger }, { usage, thorough: true });
}

/** The agent, and its secrets where the change is about them. */
async function look(
  operation: ChangeOperation,
  platform: AgentPlatform,
): Promise<{ readonly result: Result<AgentStatus | null>; readonly stock?: SecretStock }> {
  const { request, plan } = operation;
  if (plan.call.kind !== "secrets") return { result: await describe(operation, platform) };
  const [result, stock] = await Promise.all([
    describe(operation, platform),
    platform.readSecretStock(request.agent, plan.call.set?.name ?? null),
  ]);
  if (stock.ok) return { result, stock: stock.value };
  return { result: result.ok && result.value === null ? result : stock };
}

/** An agent that is not there is an answer, not a failure. */
async function describe(
  { request }: ChangeOperation,
  platform: AgentPlatform,
): Promise<Result<AgentStatus | null>> {
  const status = await platform.describeAgent(request.agent);
  return !status.ok && status.failure.kind === "platform-not-found" ? succeed(null) : status;
}
