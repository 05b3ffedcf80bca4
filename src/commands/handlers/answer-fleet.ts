import { succeed } from "../../failure.ts";
import { type Fleet, readFleet } from "../../platforms/read-fleet.ts";
import type { FleetOptions } from "../../views/render-fleet.ts";
import { renderJson } from "../../views/render-json.ts";
import type { View } from "../../views/view.ts";
import { answerWith, type Handler } from "../command-context.ts";
import { selectPlatforms } from "./find-agent.ts";

/** What is known of all agents by then is the answer; whoever asked waits at most this long. */
const FLEET_BUDGET_MS = 3_500;

/** Reads every agent of all projects, or of one, and shows them by `render`. */
export function answerFleet(render: (fleet: Fleet, options: FleetOptions) => View): Handler<"agent.list"> {
  return async ({ project, page, json }, { deps, asking }) => {
    const deadline = AbortSignal.timeout(FLEET_BUDGET_MS);
    const platforms = selectPlatforms(project, deps.openPlatforms(deadline));
    if (!platforms.ok) return platforms;
    const fleet = await readFleet(platforms.value, deadline);
    const { audience } = asking;
    const view = json
      ? renderJson(fleet)
      : render(fleet, { now: deps.now(), audience, page: page ?? 1, project });
    return succeed(answerWith(view, asking));
  };
}
