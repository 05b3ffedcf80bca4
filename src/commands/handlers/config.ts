import { fail, type Result, succeed } from "../../failure.ts";
import type { AgentPlatform, ListedAgent } from "../../platforms/port.ts";
import { agentCommand } from "../../views/command-texts.ts";
import { boldText } from "../../views/escape-text.ts";
import { liveKitToml } from "../../views/files/livekit-toml.ts";
import { pccDeployToml } from "../../views/files/pcc-deploy-toml.ts";
import type { TextFile } from "../../views/files/text-file.ts";
import { mrkdwn } from "../../views/mrkdwn.ts";
import type { CommandContext, Handler } from "../command-context.ts";
import { usageFor } from "../command-table.ts";
import { answerFiles } from "./answer-files.ts";
import { findAgent } from "./find-agent.ts";

/** `/agent config <agent>`: the file with which the platform's own tools know the agent. */
export const config: Handler<"agent.config"> = async (input, context) => {
  const found = await findAgent(input, usageFor("agent.config"), context.deps.openPlatforms());
  if (!found.ok) return found;
  const { platform, listed } = found.value;
  const file = await makeFile(platform, listed, context);
  if (!file.ok) return file;
  const { agent } = listed;
  return await answerFiles(
    {
      files: [file.value],
      about: mrkdwn`for ${boldText(`${agent.project}/${agent.name}`)}, as it is now`,
      command: agentCommand("config", agent),
      buttons: [{ label: "Dockerfile", command: agentCommand("dockerfile", agent) }],
    },
    input.file,
    context,
  );
};

async function makeFile(
  platform: AgentPlatform,
  { agent }: ListedAgent,
  { deps }: CommandContext,
): Promise<Result<TextFile>> {
  const projects = deps.outcome.ok ? deps.outcome.config.projects : [];
  const project = projects.find(({ name }) => name === platform.project);
  if (project?.platform === "livekit") return succeed(liveKitToml(project.url, agent.id));
  const status = await platform.describeAgent(agent);
  if (!status.ok) return status;
  return status.value.platform === "pipecat"
    ? succeed(pccDeployToml(status.value))
    : fail({ kind: "unknown-project", given: platform.project, known: projects.map(({ name }) => name) });
}
