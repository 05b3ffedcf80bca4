import { fail, succeed } from "../../failure.ts";
import { renderJson } from "../../views/render-json.ts";
import { renderLogs } from "../../views/render-logs.ts";
import { answerWith, type Handler } from "../command-context.ts";
import { usageFor } from "../command-table.ts";
import { findAgent } from "./find-agent.ts";

const DEFAULT_LINES = 20;

/** `/agent logs <agent> [--lines n] [--session id]`: the newest lines, read within bounds. */
export const logs: Handler<"agent.logs"> = async (input, { deps, asking }) => {
  const found = await findAgent(input, usageFor("agent.logs"), deps.openPlatforms());
  if (!found.ok) return found;
  const { platform, listed } = found.value;
  if (input.session !== null && platform.name === "livekit") {
    const expected = "left out on LiveKit Cloud, whose log is that of the agent as a whole";
    return fail({ kind: "bad-value", usage: usageFor("agent.logs"), name: "--session", expected });
  }
  const lines = await platform.readLogTail(listed.agent, {
    lines: input.lines ?? DEFAULT_LINES,
    deploymentId: null,
    sessionId: input.session,
  });
  if (!lines.ok) return lines;
  const { audience } = asking;
  const view = input.json
    ? renderJson(lines.value)
    : renderLogs(listed.agent, lines.value, { now: deps.now(), audience, page: 1 });
  return succeed(answerWith(view, asking));
};
