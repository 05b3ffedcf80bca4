import { succeed } from "../../failure.ts";
import { renderJson } from "../../views/render-json.ts";
import { renderSecrets } from "../../views/render-secrets.ts";
import { answerWith, type Handler } from "../command-context.ts";
import { usageFor } from "../command-table.ts";
import { findAgent } from "./find-agent.ts";

/** `/agent secrets <agent>` */
export const secrets: Handler<"agent.secrets"> = async (input, { deps, asking }) => {
  const found = await findAgent(input, usageFor("agent.secrets"), deps.openPlatforms());
  if (!found.ok) return found;
  const { platform, listed } = found.value;
  const list = await platform.listSecrets(listed.agent);
  if (!list.ok) return list;
  const { audience } = asking;
  const view = input.json
    ? renderJson(list.value)
    : renderSecrets(listed.agent, list.value, { now: deps.now(), audience, page: input.page ?? 1 });
  return succeed(answerWith(view, asking));
};
