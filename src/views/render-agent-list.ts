/** All agents with what identifies them: `/agent list`. Everything that `lk agent list` tells, over both clouds. */
import type { ListedAgent } from "../platforms/port.ts";
import type { Fleet } from "../platforms/read-fleet.ts";
import { agentSelect } from "./blocks.ts";
import { fleetCommand } from "./command-texts.ts";
import { createAnswer } from "./create-answer.ts";
import { boldText, codeText, escapeText } from "./escape-text.ts";
import { agentsOf, gapRow } from "./fleet-rows.ts";
import { formatDate } from "./format-time.ts";
import { HEALTH_SIGNS } from "./health-sign.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { FleetOptions } from "./render-fleet.ts";
import type { View } from "./view.ts";
import { countWords, listWords } from "./word-lists.ts";

const REGIONS_SHOWN = 4;

export function renderAgentList(fleet: Fleet, options: FleetOptions): View {
  const agents = agentsOf(fleet);
  const answered = fleet.projects.filter(({ answer }) => answer === "agents");
  const names = (shape: (name: string) => Mrkdwn): Mrkdwn =>
    listWords(answered.map(({ project }) => shape(project)));
  const sentence = (shape: (name: string) => Mrkdwn): Mrkdwn =>
    answered.length === 0
      ? mrkdwn`No project could be asked for its agents`
      : mrkdwn`There ${agents.length === 1 ? mrkdwn`is` : mrkdwn`are`} ${countWords(agents.length, "agent")} in ${names(shape)}`;
  return createAnswer(
    {
      text: mrkdwn`${sentence((name) => escapeText(name))}.`,
      headline: sentence((name) => boldText(name)),
      rows: [
        ...fleet.projects.flatMap((project) => gapRow(project) ?? []),
        ...agents.map((listed) => ({ text: describeAgent(listed) })),
      ],
      notes: [],
      command: fleetCommand("list", options.project),
      buttons: [agents.length === 0 ? null : agentSelect("Find an agent", "status")],
    },
    options,
  );
}

function describeAgent({ agent, status, regions, version, deployedAt }: ListedAgent): Mrkdwn {
  const { sign, word } = HEALTH_SIGNS[status?.health ?? "unknown"];
  // Only LiveKit's silence means that there is none; Pipecat Cloud has agents without an image of their own.
  const isLiveKit = agent.platform === "livekit";
  return joinMrkdwn([
    mrkdwn`${sign} ${boldText(`${agent.project}/${agent.name}`)}`,
    word,
    agent.id === agent.name ? null : codeText(agent.id),
    regions.length === 0
      ? mrkdwn`no region`
      : listWords(
          regions.map((region) => codeText(region)),
          "and",
          REGIONS_SHOWN,
        ),
    version === null ? (isLiveKit ? mrkdwn`no version yet` : null) : mrkdwn`version ${codeText(version)}`,
    deployedAt === null
      ? isLiveKit
        ? mrkdwn`never deployed`
        : null
      : mrkdwn`deployed ${formatDate(deployedAt)}`,
  ]);
}
