/** The reads about one agent that differ only in what is asked and how it is shown. */
import { type Result, succeed } from "../../failure.ts";
import type { AgentIdentity, AgentPlatform } from "../../platforms/port.ts";
import type { ReadOptions } from "../../views/create-answer.ts";
import { renderJson } from "../../views/render-json.ts";
import { renderSecrets } from "../../views/render-secrets.ts";
import { renderSessions } from "../../views/render-sessions.ts";
import type { View } from "../../views/view.ts";
import { answerWith, type Handler } from "../command-context.ts";
import { usageFor } from "../command-table.ts";
import { findAgent } from "./find-agent.ts";

type DetailId = "agent.secrets" | "agent.sessions";

/** `/agent secrets <agent>` */
export const secrets = answerDetail(
  "agent.secrets",
  (platform, agent) => platform.listSecrets(agent),
  renderSecrets,
);
/** `/agent sessions <agent>` */
export const sessions = answerDetail(
  "agent.sessions",
  (platform, agent) => platform.listSessions(agent),
  renderSessions,
);

function answerDetail<Id extends DetailId, Detail>(
  id: Id,
  read: (platform: AgentPlatform, agent: AgentIdentity) => Promise<Result<Detail>>,
  render: (agent: AgentIdentity, detail: Detail, options: ReadOptions) => View,
): Handler<DetailId> {
  return async (input, { deps, asking }) => {
    const found = await findAgent(input, usageFor(id), deps.openPlatforms());
    if (!found.ok) return found;
    const { platform, listed } = found.value;
    const detail = await read(platform, listed.agent);
    if (!detail.ok) return detail;
    const { audience } = asking;
    const view = input.json
      ? renderJson(detail.value)
      : render(listed.agent, detail.value, { now: deps.now(), audience, page: input.page ?? 1 });
    return succeed(answerWith(view, asking));
  };
}
