import { renderAgentList } from "../../views/render-agent-list.ts";
import { answerFleet } from "./answer-fleet.ts";

/** `/agent list`: what is deployed, where, since when. */
export const list = answerFleet(renderAgentList);
