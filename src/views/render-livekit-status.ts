/** An agent on LiveKit Cloud: everything that `lk agent status` tells, a line for each region. */
import type { AgentHold } from "../operations/agent-hold.ts";
import type { Health, LiveKitAgentStatus, LiveKitRegion } from "../platforms/port.ts";
import { rollbackButton } from "./change-buttons.ts";
import { agentCommand } from "./command-texts.ts";
import { createAnswer, type ReadOptions } from "./create-answer.ts";
import { describeHold } from "./describe-hold.ts";
import { boldText, codeText, escapeText, linkText } from "./escape-text.ts";
import { formatAgo, formatDate, formatDuration } from "./format-time.ts";
import { formatCpu, formatMemory } from "./format-usage.ts";
import { healthSign } from "./health-sign.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { replicaWords } from "./replica-words.ts";
import type { View } from "./view.ts";
import { countWords, listWords } from "./word-lists.ts";

/** There are three kinds of events; more than this is noise. */
const MAX_EVENTS = 5;

/** `hold`: who keeps others from changing it. */
export function renderLiveKitStatus(status: LiveKitAgentStatus, options: ReadOptions, hold: AgentHold): View {
  const { agent } = status;
  const condition = describeCondition(status);
  const version = describeVersion(status, options.now);
  return createAnswer(
    {
      text: mrkdwn`${escapeText(agent.name)} in ${escapeText(agent.project)} ${condition}. It has ${version}.`,
      headline: mrkdwn`${healthSign(status.health)} ${boldText(`${agent.project}/${agent.name}`)} ${condition} · ${version}`,
      rows: [
        ...describeHold(hold, options),
        ...status.regions.map((region) => ({ text: describeRegion(region, status.version, options.now) })),
      ],
      notes: [
        mrkdwn`LiveKit Cloud`,
        codeText(agent.id),
        status.deployedAt === null
          ? mrkdwn`never deployed`
          : mrkdwn`deployed ${formatDate(status.deployedAt)}`,
        status.dashboardUrl === null ? null : linkText(status.dashboardUrl, mrkdwn`Dashboard`),
      ],
      command: agentCommand("status", agent),
      buttons: [
        { label: "Versions", command: agentCommand("versions", agent) },
        { label: "Logs", command: agentCommand("logs", agent) },
        // Somebody has it already: that would only be refused.
        hold.operation ? null : rollbackButton(agent),
        { label: "Sessions", command: agentCommand("sessions", agent) },
        { label: "Secrets", command: agentCommand("secrets", agent) },
      ],
    },
    options,
  );
}

function describeCondition({ health, regions }: LiveKitAgentStatus): Mrkdwn {
  if (regions.length === 0) return mrkdwn`runs in no region`;
  const places = describePlaces(health, regions);
  switch (health) {
    case "healthy":
      return mrkdwn`is healthy in ${places}`;
    case "working":
      return mrkdwn`is working on a change in ${places}`;
    case "asleep":
      return mrkdwn`is asleep in ${places}`;
    case "failed":
      return mrkdwn`is failing in ${places}`;
    case "unknown":
      return mrkdwn`is in a state that I do not know in ${places}`;
  }
}

/** Where the agent is as the headline says. A region that sleeps is as healthy as one that runs. */
function describePlaces(health: Health, regions: readonly LiveKitRegion[]): Mrkdwn {
  const all = new Set(regions.map(({ region }) => region));
  const matching = regions.filter(
    (row) => row.health === health || (health === "healthy" && row.health === "asleep"),
  );
  const affected = new Set((matching.length === 0 ? regions : matching).map(({ region }) => region));
  const names = listWords([...affected].map((name) => codeText(name)));
  if (affected.size === all.size) return all.size === 1 ? names : countWords(all.size, "region");
  return affected.size === 1
    ? mrkdwn`${names}, 1 of ${countWords(all.size, "region")}`
    : mrkdwn`${affected.size} of ${countWords(all.size, "region")}`;
}

function describeVersion({ version, deployedAt }: LiveKitAgentStatus, now: number): Mrkdwn {
  if (version === null) return mrkdwn`no version yet`;
  if (deployedAt === null) return mrkdwn`version ${codeText(version)}`;
  return mrkdwn`version ${codeText(version)}, current for ${formatDuration(now - deployedAt)}`;
}

function describeRegion(row: LiveKitRegion, agentVersion: string | null, now: number): Mrkdwn {
  const line = joinMrkdwn([
    mrkdwn`${codeText(row.region)} ${healthSign(row.health)} ${escapeText(row.status) || mrkdwn`no status`}`,
    row.deployment === null ? null : mrkdwn`deployment ${codeText(row.deployment)}`,
    row.version === null || row.version === agentVersion ? null : mrkdwn`version ${codeText(row.version)}`,
    replicaWords(row.replicas.current, row.replicas),
    formatCpu(row.cpu),
    formatMemory(row.memory),
    row.health === "asleep" ? mrkdwn`wakes with the next call (about 20 s)` : null,
    row.lastSeenAt === null ? mrkdwn`never seen` : mrkdwn`seen ${formatAgo(row.lastSeenAt, now)}`,
  ]);
  const events = row.events.slice(0, MAX_EVENTS).map((event) => mrkdwn`⚠️ ${describeEvent(event, now)}`);
  return joinMrkdwn([line, ...events], mrkdwn`\n`);
}

/** "application crashed, 7 times, last 2 min ago". */
function describeEvent(event: LiveKitRegion["events"][number], now: number): Mrkdwn {
  return joinMrkdwn(
    [
      escapeText(event.type.replace(/^restarted (?=high)/, "restarted for ")) || mrkdwn`unknown event`,
      countWords(event.count, "time"),
      event.at === null ? null : mrkdwn`last ${formatAgo(event.at, now)}`,
    ],
    mrkdwn`, `,
  );
}
