import { fail, succeed } from "../../failure.ts";
import { notOffered, whyNotOffered } from "../../platforms/why-not-offered.ts";
import { renderExplain } from "../../views/render-explain.ts";
import { renderJson } from "../../views/render-json.ts";
import { answerWith, type Handler } from "../command-context.ts";
import { usageFor } from "../command-table.ts";
import { readExplanation } from "../read-explanation.ts";
import { findExisting } from "./find-agent.ts";
import { noDispatches } from "./find-dispatches.ts";
import { placeAgent } from "./place-agent.ts";

/** `/agent explain <verb> <agent>`: which rule applies, what stands in the way now, and who could move it. */
export const explain: Handler<"agent.explain"> = async (input, context) => {
  const { deps, asking, roles, policy, directory, workspace } = context;
  const { verb } = input;
  const usage = usageFor("agent.explain");
  const found =
    verb === "create"
      ? placeAgent(input, usage, deps.openPlatforms())
      : await findExisting(input, usage, deps.openPlatforms());
  if (!found.ok) return found;
  const { platform, agent } = found.value;
  if (verb === "dispatch" && !platform.dispatches) return fail(noDispatches(verb));
  if (whyNotOffered(agent.platform, verb) !== null) return fail(notOffered(agent.platform, verb));
  const [explanation, hold] = await Promise.all([
    readExplanation({
      project: agent.project,
      verb,
      actor: asking.actor,
      policy,
      roles,
      directory,
    }),
    workspace.readHold(agent.project, agent.id),
  ]);
  const view = input.json
    ? renderJson({ agent, ...explanation, hold })
    : renderExplain(agent, { explanation, hold }, { now: deps.now(), audience: asking.audience, page: 1 });
  return succeed(answerWith(view, asking));
};
