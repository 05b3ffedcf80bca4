import { succeed } from "../../failure.ts";
import { readFleet } from "../../platforms/read-fleet.ts";
import { renderAgentList } from "../../views/render-agent-list.ts";
import { renderJson } from "../../views/render-json.ts";
import { answerWith, type Handler } from "../command-context.ts";
import { selectPlatforms } from "./find-agent.ts";

const LIST_BUDGET_MS = 3_500;

/** `/agent list`: what is deployed, where, since when. */
export const list: Handler<"agent.list"> = async (input, { deps, asking }) => {
  const deadline = AbortSignal.timeout(LIST_BUDGET_MS);
  const platforms = selectPlatforms(input.project, deps.openPlatforms(deadline));
  if (!platforms.ok) return platforms;
  const fleet = await readFleet(platforms.value, deadline);
  const { audience } = asking;
  const view = input.json
    ? renderJson(fleet)
    : renderAgentList(fleet, { now: deps.now(), audience, page: input.page ?? 1, project: input.project });
  return succeed(answerWith(view, asking));
};
