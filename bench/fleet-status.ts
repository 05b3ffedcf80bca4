import { setTimeout as sleep } from "node:timers/promises";
import { buildBundle, SWITCHBOARD } from "./build-bundle.ts";
import { type FleetWorld, type Host, openFleetWorld } from "./fleet-world.ts";
import { median } from "./median.ts";
import { runInWorkerd } from "./run-in-workerd.ts";
import type { Table } from "./table.ts";

const LATENCY_MS = 200;
const LATER_ROUNDS = 5;
const GIVE_UP_MS = 10_000;
const HOSTS: readonly Host[] = ["LiveKit", "Pipecat", "Slack API", "response URL"];
const PERSON = { user: "UVIEWER", channel: "COPS" };

interface Round {
  readonly acknowledgedMs: number;
  readonly answeredMs: number;
  readonly calls: readonly number[];
  readonly peak: number;
  /** The sentence that the answer starts with. */
  readonly verdict: string;
}

/** How long one waits for `/agent status` over a hundred agents, and what it asks of the clouds. */
export async function benchFleetStatus(): Promise<Table> {
  const bundle = buildBundle(SWITCHBOARD);
  const world = await openFleetWorld(LATENCY_MS, (request) => fetch(new Request(bot.url, request)));
  const bot = await runInWorkerd(bundle, world.addresses);
  try {
    const first = await askForFleet(world);
    const later: Round[] = [];
    for (let round = 0; round < LATER_ROUNDS; round += 1) later.push(await askForFleet(world));
    return toTable(first, later);
  } finally {
    await bot.stop();
    world.stop();
  }
}

async function askForFleet({ slack, traffic }: FleetWorld): Promise<Round> {
  traffic.reset();
  const known = slack.messagesFor(PERSON.user, PERSON.channel).length;
  const findAnswer = () =>
    slack
      .messagesFor(PERSON.user, PERSON.channel)
      .slice(known)
      .find(({ text }) => text.includes("100 agents"));

  const askedAt = performance.now();
  const answered = new Promise<number>((resolve) => {
    const stop = slack.subscribe(() => {
      if (!findAnswer()) return;
      stop();
      resolve(performance.now() - askedAt);
    });
  });
  const outcome = await slack.client.runCommand({ ...PERSON, text: "/agent status" });
  const acknowledgedMs = performance.now() - askedAt;
  if (outcome.error) throw new Error(`Slack says: ${outcome.error} ${outcome.details.join(" ")}`);
  const answeredMs = await Promise.race([answered, sleep(GIVE_UP_MS, null, { ref: false })]);
  if (answeredMs === null) throw new Error(`no answer in ${GIVE_UP_MS / 1_000} s`);
  return {
    acknowledgedMs,
    answeredMs,
    calls: HOSTS.map((host) => traffic.callsTo(host)),
    peak: traffic.peak,
    verdict: findAnswer()?.text ?? "",
  };
}

function toTable(first: Round, later: readonly Round[]): Table {
  const toRow = (label: string, rounds: readonly Round[]): string[] => [
    label,
    ...[
      (round: Round) => round.acknowledgedMs,
      (round: Round) => round.answeredMs,
      ...HOSTS.map((_, index) => (round: Round) => round.calls[index] ?? Number.NaN),
      (round: Round) => round.peak,
    ].map((figure) => median(rounds.map(figure)).toFixed(0)),
  ];
  return {
    title: "Fleet: `/agent status` over 100 agents, both clouds",
    columns: ["Request", "acknowledged ms", "answered ms", ...HOSTS.map((host) => `to ${host}`), "at once"],
    rows: [toRow("first of its isolate", [first]), toRow(`later, median of ${later.length}`, later)],
    notes: [
      `50 agents in two LiveKit projects and 50 in Pipecat Cloud, asked for by a member; every call, Slack's too, takes ${LATENCY_MS} ms longer.`,
      "Fewest possible: a list per project, and one more per Pipecat agent, since Pipecat's list says nothing of health.",
      "At once: requests under way at all hosts together; a Worker has six connections.",
      `The answer: ${first.verdict}`,
    ],
  };
}
