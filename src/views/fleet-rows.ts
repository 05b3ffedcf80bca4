/** The fleet as lines: who needs attention gets a line and a button, who is fine is one name among others. */
import { type Health, SERVICE_NAMES } from "../platforms/port.ts";
import type { Fleet, FleetAgent, FleetProject } from "../platforms/read-fleet.ts";
import { agentCommand } from "./command-texts.ts";
import { describeTrouble } from "./describe-trouble.ts";
import { boldText, codeText } from "./escape-text.ts";
import { explainFailure } from "./explain-failure.ts";
import { HEALTH_SIGNS, healthSign } from "./health-sign.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { Row } from "./rows.ts";

/** Names on one line. More would make a line that nobody reads on a phone. */
const NAMES_A_LINE = 10;

/** Failed first, then what could not be asked, then working, unknown, asleep, healthy. */
export function fleetRows(fleet: Fleet): readonly Row[] {
  const agents = agentsOf(fleet);
  const of = (health: Health): readonly FleetAgent[] =>
    agents.filter((listed) => healthOf(listed) === health);
  return [
    ...of("failed").map(attentionRow),
    ...fleet.projects.flatMap((project) => gapRow(project) ?? []),
    ...of("working").map(agentRow),
    ...of("unknown")
      .filter((listed) => !isOutOfTime(listed))
      .map(agentRow),
    ...nameRows(fleet, "unknown", isOutOfTime, mrkdwn`not seen in time`),
    ...nameRows(fleet, "asleep"),
    ...nameRows(fleet, "healthy"),
  ];
}

/** All agents that were found, in the order of the projects. */
export function agentsOf(fleet: Fleet): readonly FleetAgent[] {
  return fleet.projects.flatMap((project) => (project.answer === "agents" ? project.agents : []));
}

/** An agent whose status did not come is unknown, never failed. */
export const healthOf = (listed: FleetAgent): Health => listed.status?.health ?? "unknown";

/** Nobody knows why there is no status, except that there was no time left. */
const isOutOfTime = ({ status, failure }: FleetAgent): boolean => status === null && failure === null;

/** A project that gave no answer, said plainly; null for one that did. */
export function gapRow(project: FleetProject): Row | null {
  switch (project.answer) {
    case "agents":
      return null;
    case "failed":
      return {
        text: mrkdwn`⚪ ${explainFailure(project.failure)} ${codeText(project.failure.kind)}`,
        items: 0,
      };
    case "out-of-time": {
      const service = boldText(SERVICE_NAMES[project.platform]);
      return {
        text: mrkdwn`⚪ ${service} did not answer in time for ${boldText(project.project)}; press Refresh to ask again.`,
        items: 0,
      };
    }
  }
}

function attentionRow(listed: FleetAgent): Row {
  return { ...agentRow(listed), button: { label: "Status", command: agentCommand("status", listed.agent) } };
}

function agentRow(listed: FleetAgent): Row {
  const { agent, status, failure } = listed;
  const trouble = status
    ? describeTrouble(status)
    : mrkdwn`could not be seen ${codeText(failure?.kind ?? "")}`;
  return {
    text: mrkdwn`${healthSign(healthOf(listed))} ${boldText(`${agent.project}/${agent.name}`)} · ${trouble}`,
  };
}

/** "🟢 healthy in *prod*: `a`, `b`", a few names a line, a project at a time. */
function nameRows(
  fleet: Fleet,
  health: Health,
  filter: (listed: FleetAgent) => boolean = () => true,
  word: Mrkdwn = HEALTH_SIGNS[health].word,
): Row[] {
  return fleet.projects.flatMap((project) => {
    if (project.answer !== "agents") return [];
    const names = project.agents
      .filter((listed) => healthOf(listed) === health && filter(listed))
      .map(({ agent }) => codeText(agent.name));
    return chunk(names, NAMES_A_LINE).map((some) => ({
      text: mrkdwn`${healthSign(health)} ${word} in ${boldText(project.project)}: ${joinMrkdwn(some, mrkdwn`, `)}`,
      items: some.length,
    }));
  });
}

function chunk<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
