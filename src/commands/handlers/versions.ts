import { type Result, succeed } from "../../failure.ts";
import { diffSettings } from "../../operations/deployment-settings.ts";
import type { LedgerEntry } from "../../operations/ledger-entry.ts";
import type { AgentIdentity, AgentPlatform, AgentStatus, ListedAgent } from "../../platforms/port.ts";
import type { ReadOptions } from "../../views/create-answer.ts";
import { renderJson } from "../../views/render-json.ts";
import { type CurrentDeployment, renderLedger } from "../../views/render-ledger.ts";
import { renderVersions } from "../../views/render-versions.ts";
import type { View } from "../../views/view.ts";
import { answerWith, type Handler, type Workspace } from "../command-context.ts";
import { usageFor } from "../command-table.ts";
import { findAgent } from "./find-agent.ts";

/** `/agent versions <agent>`: LiveKit's own list; on Pipecat Cloud the deployments that Switchboard has seen. */
export const versions: Handler<"agent.versions"> = async (input, { deps, asking, workspace }) => {
  const found = await findAgent(input, usageFor("agent.versions"), deps.openPlatforms());
  if (!found.ok) return found;
  const { platform, listed } = found.value;
  const answer =
    platform.name === "pipecat"
      ? await readLedger(platform, listed.agent, workspace)
      : await readVersions(platform, listed);
  if (!answer.ok) return answer;
  const { audience } = asking;
  const options = { now: deps.now(), audience, page: input.page ?? 1 };
  return succeed(answerWith(input.json ? renderJson(answer.value.data) : answer.value.draw(options), asking));
};

interface Readable {
  readonly data: unknown;
  readonly draw: (options: ReadOptions) => View;
}

async function readVersions(
  platform: AgentPlatform,
  { agent, status }: ListedAgent,
): Promise<Result<Readable>> {
  const list = await platform.listVersions(agent);
  if (!list.ok) return list;
  const places = status?.platform === "livekit" ? status.regions : [];
  return succeed({ data: list.value, draw: (options) => renderVersions(agent, list.value, places, options) });
}

function describeCurrent(status: AgentStatus, entries: readonly LedgerEntry[]): CurrentDeployment {
  if (status.platform !== "pipecat") return { id: null, likeIt: new Set() };
  const like = entries.filter((entry) => diffSettings(status, entry).length === 0);
  return { id: status.desiredDeploymentId, likeIt: new Set(like.map(({ deploymentId }) => deploymentId)) };
}

async function readLedger(
  platform: AgentPlatform,
  agent: AgentIdentity,
  workspace: Workspace,
): Promise<Result<Readable>> {
  const status = await platform.describeAgent(agent);
  if (!status.ok) return status;
  const entries = await workspace.keepLedger(status.value);
  const current = describeCurrent(status.value, entries);
  return succeed({ data: entries, draw: (options) => renderLedger(agent, entries, current, options) });
}
