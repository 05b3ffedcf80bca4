import { type Result, succeed } from "../../failure.ts";
import { renderAgentStatus } from "../../views/render-agent-status.ts";
import { renderFleet } from "../../views/render-fleet.ts";
import { renderJson } from "../../views/render-json.ts";
import { type Answer, answerWith, type CommandContext, type Handler } from "../command-context.ts";
import { type InputFor, usageFor } from "../command-table.ts";
import { answerFleet } from "./answer-fleet.ts";
import { findAgent } from "./find-agent.ts";

/** `/agent status [agent]`: one agent in full, or all at a glance. */
export const status: Handler<"agent.status"> = (input, context) =>
  input.agent === null ? fleetStatus(input, context) : agentStatus({ ...input, agent: input.agent }, context);

const fleetStatus = answerFleet(renderFleet);

async function agentStatus(
  input: InputFor<"agent.status"> & { readonly agent: string },
  { deps, asking, workspace }: CommandContext,
): Promise<Result<Answer>> {
  const found = await findAgent(input, usageFor("agent.status"), deps.openPlatforms());
  if (!found.ok) return found;
  // The list is a summary on LiveKit Cloud, so one agent is asked for by its id even when the list had a status.
  const { platform, listed } = found.value;
  const { project, id } = listed.agent;
  const [described, hold] = await Promise.all([
    platform.describeAgent(listed.agent),
    // Who has the agent is worth knowing, and not to know it spoils no answer.
    workspace.readHold(project, id).catch(() => undefined),
  ]);
  if (!described.ok) return described;
  // A later rollback can only go back to what was seen. That it could not be written down spoils no answer.
  await workspace.keepLedger(described.value).catch(() => []);
  const { audience } = asking;
  const view = input.json
    ? renderJson(described.value)
    : renderAgentStatus(described.value, { now: deps.now(), audience, page: input.page ?? 1 }, hold);
  return succeed(answerWith(view, asking));
}
