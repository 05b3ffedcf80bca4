import { type Result, succeed } from "../../failure.ts";
import { readFleet } from "../../platforms/read-fleet.ts";
import { renderAgentStatus } from "../../views/render-agent-status.ts";
import { renderFleet } from "../../views/render-fleet.ts";
import { renderJson } from "../../views/render-json.ts";
import { type Answer, answerWith, type CommandContext, type Handler } from "../command-context.ts";
import { type InputFor, usageFor } from "../command-table.ts";
import { findAgent, selectPlatforms } from "./find-agent.ts";

/** The fleet is answered with what is known by then; Slack's reader waits at most this long. */
const FLEET_BUDGET_MS = 3_500;

/** `/agent status [agent]`: one agent in full, or all at a glance. */
export const status: Handler<"agent.status"> = (input, context) =>
  input.agent === null ? fleetStatus(input, context) : agentStatus({ ...input, agent: input.agent }, context);

async function agentStatus(
  input: InputFor<"agent.status"> & { readonly agent: string },
  context: CommandContext,
): Promise<Result<Answer>> {
  const { deps, asking } = context;
  const found = await findAgent(input, usageFor("agent.status"), deps.openPlatforms());
  if (!found.ok) return found;
  const { platform, listed } = found.value;
  // The list is a summary on LiveKit Cloud, so one agent is asked for by its id even when the list had a status.
  const described = await platform.describeAgent(listed.agent);
  if (!described.ok) return described;
  const { audience } = asking;
  const view = input.json
    ? renderJson(described.value)
    : renderAgentStatus(described.value, { now: deps.now(), audience, page: input.page ?? 1 });
  return succeed(answerWith(view, asking));
}

async function fleetStatus(
  input: InputFor<"agent.status">,
  context: CommandContext,
): Promise<Result<Answer>> {
  const { deps, asking } = context;
  const deadline = AbortSignal.timeout(FLEET_BUDGET_MS);
  const platforms = selectPlatforms(input.project, deps.openPlatforms(deadline));
  if (!platforms.ok) return platforms;
  const fleet = await readFleet(platforms.value, deadline);
  const { audience } = asking;
  const view = input.json
    ? renderJson(fleet)
    : renderFleet(fleet, { now: deps.now(), audience, page: input.page ?? 1, project: input.project });
  return succeed(answerWith(view, asking));
}
