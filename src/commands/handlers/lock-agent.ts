/** `/agent lock` and `/agent unlock`: nobody changes the agent meanwhile, except who locked it. */
import { fail, type Result, succeed } from "../../failure.ts";
import type { AgentIdentity } from "../../platforms/port.ts";
import { renderLocked, renderUnlocked } from "../../views/render-lock.ts";
import type { CommandContext, Handler } from "../command-context.ts";
import { type InputFor, usageFor } from "../command-table.ts";
import { findAgent } from "./find-agent.ts";
import { writeAudit } from "./write-audit.ts";

/** `/agent lock <agent> --reason text [--for 2h]` */
export const lock: Handler<"agent.lock"> = async (input, context) => {
  const { reason, for: forMs } = input;
  if (reason === null) {
    return fail({ kind: "reason-needed", verb: "lock", rule: "agent.lock", flag: "--reason" });
  }
  const found = await findOwn("agent.lock", input, context);
  if (!found.ok) return found;
  const agent = found.value;
  const { deps, asking, workspace } = context;
  const now = deps.now();
  const { userId: by } = asking.actor;
  const created = { by, since: now, until: forMs === null ? null : now + forMs, reason };
  const { lock: held, operation } = await workspace.readHold(agent.project, agent.id);
  if (held && held.by !== by) return fail({ kind: "agent-locked", agent, ...held });
  // Written down first: what is in the log and did not happen is less bad than the other way round.
  await audit("lock", agent, reason, context);
  const faster = await workspace.setLock(agent, created);
  if (faster) return fail({ kind: "agent-locked", agent, ...faster });
  return succeed({ view: renderLocked(agent, created, operation, now), visibility: "in_channel" });
};

/** `/agent unlock <agent>`; somebody else's lock takes a reason. */
export const unlock: Handler<"agent.unlock"> = async (input, context) => {
  const found = await findOwn("agent.unlock", input, context);
  if (!found.ok) return found;
  const agent = found.value;
  const { deps, asking, workspace } = context;
  const { userId: by } = asking.actor;
  const held = (await workspace.readHold(agent.project, agent.id)).lock;
  if (!held) return fail({ kind: "not-locked", agent });
  if (held.by !== by && input.reason === null) {
    return fail({ kind: "reason-needed", verb: "unlock", rule: "agent.unlock", flag: "--reason" });
  }
  await audit("unlock", agent, input.reason, context);
  const removed = (await workspace.removeLock(agent)) ?? held;
  return succeed({ view: renderUnlocked(agent, removed, by, deps.now()), visibility: "in_channel" });
};

async function findOwn(
  id: "agent.lock" | "agent.unlock",
  input: InputFor<"agent.lock" | "agent.unlock">,
  { deps }: CommandContext,
): Promise<Result<AgentIdentity>> {
  const found = await findAgent(input, usageFor(id), deps.openPlatforms());
  return found.ok ? succeed(found.value.listed.agent) : found;
}

function audit(
  verb: "lock" | "unlock",
  { project, id: agentId, name: agentName }: AgentIdentity,
  comment: string | null,
  context: CommandContext,
): Promise<void> {
  const fact = { event: `${verb}ed`, verb, project, agentId, agentName, comment } as const;
  return writeAudit(context.asking.requestKey, fact, context);
}
