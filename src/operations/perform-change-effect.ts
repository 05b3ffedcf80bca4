/** Carries out what the state machine of a change asked for, and gives back what came of it as an event. */
import { fail, type Result, succeed } from "../failure.ts";
import type { AgentPlatform, AgentStatus } from "../platforms/port.ts";
import type { ChangeEffect, ChangeEvent, ChangeOperation } from "./change-operation.ts";
import { stoppedSessions } from "./decide-stop.ts";
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
  const stopped = stoppedSessions(operation);
  if (stopped && (effect === "look" || effect === "observe")) {
    const result = platform ? await platform.findLiveSessions(agent, stopped) : missing;
    return { type: "sessions-seen", result };
  }
  switch (effect) {
    case "check":
      return { type: "checked", result: platform ? await check(operation, platform, ports) : missing };
    case "call":
      return {
        type: "called",
        result: platform ? await platform.change(agent, operation.plan.call) : missing,
      };
    case "look":
      return { type: "looked", result: platform ? await describe(operation, platform) : missing };
    case "observe": {
      const result = platform ? await describe(operation, platform) : missing;
      // The first look shows what the new deployment is made of: what a later rollback needs to know.
      if (operation.assessment === null && result.ok && result.value) await ports.keepLedger(result.value);
      return { type: "observed", result };
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
  // It names its sessions: whatever begins or ends meanwhile, it is the same plan.
  if (stoppedSessions(operation)) return succeed({ plan: operation.plan, digest: planDigest });
  const usage = `/agent ${request.asked.verb}`;
  const quick = await readPlan(request, { platform, keepLedger }, { usage, thorough: false });
  if (!quick.ok || quick.value.digest === planDigest) return quick;
  return await readPlan(request, { platform, keepLedger }, { usage, thorough: true });
}

/** An agent that is not there is an answer, not a failure. */
async function describe(
  { request }: ChangeOperation,
  platform: AgentPlatform,
): Promise<Result<AgentStatus | null>> {
  const status = await platform.describeAgent(request.agent);
  return !status.ok && status.failure.kind === "platform-not-found" ? succeed(null) : status;
}
