/** How all agents are: `/agent status` without an agent. The first line says whether somebody has to get up. */
import type { Health } from "../platforms/port.ts";
import type { Fleet, FleetAgent } from "../platforms/read-fleet.ts";
import { agentSelect } from "./blocks.ts";
import { fleetCommand } from "./command-texts.ts";
import { createAnswer, type ReadOptions } from "./create-answer.ts";
import { boldText, escapeText } from "./escape-text.ts";
import { agentsOf, fleetRows, healthOf } from "./fleet-rows.ts";
import { HEALTH_SIGNS, healthSign } from "./health-sign.ts";
import { joinMrkdwn, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import type { View } from "./view.ts";
import { countWords, listWords } from "./word-lists.ts";

type Tally = Readonly<Record<Health, number>>;

export interface FleetOptions extends ReadOptions {
  /** The only project that was asked for; null: all of them. */
  readonly project: string | null;
}

export function renderFleet(fleet: Fleet, options: FleetOptions): View {
  const agents = agentsOf(fleet);
  const tally = countByHealth(agents);
  const unseen = nameUnseen(fleet);
  const verdict = decideVerdict(fleet, agents.length, tally);
  return createAnswer(
    {
      text: joinMrkdwn(
        [unseen && mrkdwn`${unseen}.`, mrkdwn`${verdict.sentence}${nameFailed(agents)}.`],
        mrkdwn` `,
      ),
      // To be blind is news of its own, and worse than what can be seen beside it.
      headline: joinMrkdwn(
        [
          unseen && mrkdwn`${healthSign("unknown")} ${unseen}`,
          joinMrkdwn([mrkdwn`${healthSign(verdict.health)} *${verdict.sentence}*`, ...describeTally(tally)]),
        ],
        mrkdwn`\n`,
      ),
      rows: fleetRows(fleet),
      notes: [
        options.project === null ? countWords(fleet.projects.length, "project") : boldText(options.project),
      ],
      command: fleetCommand("status", options.project),
      buttons: [agents.length === 0 ? null : agentSelect("Find an agent", "status")],
    },
    options,
  );
}

interface Verdict {
  readonly health: Health;
  readonly sentence: Mrkdwn;
}

/** The worst that is known comes first; what could not be seen is never called well. */
function decideVerdict(fleet: Fleet, total: number, tally: Tally): Verdict {
  const agents = countWords(total, "agent");
  if (tally.failed > 0) {
    const verb = tally.failed === 1 ? mrkdwn`needs` : mrkdwn`need`;
    return { health: "failed", sentence: mrkdwn`${tally.failed} of ${agents} ${verb} attention` };
  }
  if (fleet.projects.some(({ answer }) => answer !== "agents")) {
    return { health: "unknown", sentence: describeSeen(total) };
  }
  if (total === 0) return { health: "unknown", sentence: mrkdwn`There are no agents here yet` };
  if (tally.unknown > 0) {
    const verb = tally.unknown === 1 ? mrkdwn`is` : mrkdwn`are`;
    return {
      health: "unknown",
      sentence: mrkdwn`No agent is known to fail, but ${tally.unknown} of ${agents} ${verb} unknown`,
    };
  }
  if (tally.working > 0) {
    const verb = tally.working === 1 ? mrkdwn`is` : mrkdwn`are`;
    return {
      health: "working",
      sentence: mrkdwn`No agent is failing, ${tally.working} of ${agents} ${verb} working on a change`,
    };
  }
  return {
    health: "healthy",
    sentence: total === 1 ? mrkdwn`The only agent is well` : mrkdwn`All ${agents} are well`,
  };
}

function describeSeen(total: number): Mrkdwn {
  if (total === 0) return mrkdwn`No agent could be seen`;
  return total === 1
    ? mrkdwn`The only agent that I can see is not failing`
    : mrkdwn`None of the ${countWords(total, "agent")} that I can see is failing`;
}

function countByHealth(agents: readonly FleetAgent[]): Tally {
  const tally = { failed: 0, working: 0, unknown: 0, asleep: 0, healthy: 0 };
  for (const listed of agents) tally[healthOf(listed)] += 1;
  return tally;
}

/** "1 working", "2 asleep", "3 healthy"; those that failed are in the sentence already. */
function describeTally(tally: Tally): (Mrkdwn | null)[] {
  return (["working", "unknown", "asleep", "healthy"] as const).map((health) =>
    tally[health] === 0 ? null : mrkdwn`${tally[health]} ${HEALTH_SIGNS[health].word}`,
  );
}

/** What a reader must not overlook: silence is not health. */
function nameUnseen(fleet: Fleet): Mrkdwn | null {
  const names = fleet.projects
    .filter(({ answer }) => answer !== "agents")
    .map(({ project }) => boldText(project));
  return names.length === 0 ? null : mrkdwn`I cannot see ${listWords(names, "or", 3)}`;
}

function nameFailed(agents: readonly FleetAgent[]): Mrkdwn {
  const names = agents
    .filter((listed) => healthOf(listed) === "failed")
    .map(({ agent }) => mrkdwn`${escapeText(agent.name)} in ${escapeText(agent.project)}`);
  return names.length === 0 ? mrkdwn`` : mrkdwn`: ${listWords(names, "and", 3)}`;
}
