import { startingWorkspace } from "../sim/slack/starting-workspace.ts";
import { buildBundle, SLACK_EDGE, SUBJECTS, SWITCHBOARD } from "./build-bundle.ts";
import { runBoltOnNode } from "./run-bolt-on-node.ts";
import { runInWorkerd } from "./run-in-workerd.ts";
import { type RunningSubject, readCpuMs } from "./running-subject.ts";
import { sendCommand } from "./send-command.ts";
import { serveSlack } from "./serve-slack.ts";
import { renderSpread } from "./spread.ts";
import type { Table } from "./table.ts";

const WARM_UP = 1_500;
const REQUESTS = 2_000;
const ROUNDS = 7;

/** What one `/agent help` costs, from the socket to the answer. */
export async function benchCpuPerRequest(): Promise<Table> {
  const slack = await serveSlack();
  const subjects: RunningSubject[] = [];
  try {
    for (const subject of SUBJECTS) subjects.push(await runInWorkerd(buildBundle(subject), slack.addresses));
    subjects.push(await runBoltOnNode(startingWorkspace.signingSecret));
    for (const { url } of subjects) await sendCommands(url, WARM_UP);
    const rounds: (readonly number[])[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measureRound(subjects, round));
    return toTable(subjects, rounds);
  } finally {
    await Promise.all(subjects.map(({ stop }) => stop()));
    slack.stop();
  }
}

/** Microseconds per request, in the order of the subjects. Every other round runs backwards, so that nobody is always first. */
async function measureRound(subjects: readonly RunningSubject[], round: number): Promise<readonly number[]> {
  const micros = new Map<RunningSubject, number>();
  for (const subject of round % 2 === 0 ? subjects : subjects.toReversed()) {
    const before = readCpuMs(subject.pid);
    await sendCommands(subject.url, REQUESTS);
    micros.set(subject, ((readCpuMs(subject.pid) - before) * 1_000) / REQUESTS);
  }
  return subjects.map((subject) => micros.get(subject) ?? Number.NaN);
}

/** One after the other, on one connection, as people ask. */
async function sendCommands(url: string, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 1) await sendCommand(url);
}

function toTable(subjects: readonly RunningSubject[], rounds: readonly (readonly number[])[]): Table {
  const slackEdge = subjects.findIndex(({ label }) => label === SLACK_EDGE.label);
  const cpuOf = (round: readonly number[], index: number): number => round[index] ?? Number.NaN;
  return {
    title: "CPU per request: a signed `/agent help`, the whole path",
    columns: ["Bot", "CPU µs", "times slack-edge"],
    rows: subjects.map(({ label }, index) => [
      label === SWITCHBOARD.label ? label : `${label}, echo`,
      renderSpread(
        rounds.map((round) => cpuOf(round, index)),
        0,
      ),
      renderSpread(
        rounds.map((round) => cpuOf(round, index) / cpuOf(round, slackEdge)),
        2,
      ),
    ]),
    notes: [
      `Medians (least–most) of ${ROUNDS} rounds of ${REQUESTS} requests, in turn, after ${WARM_UP} to warm up; ratios are taken within a round.`,
      "CPU is user and system time of the whole process (/proc/<pid>/stat), garbage collection and compiler included.",
      "Each Worker runs in a workerd of its own and is reached directly, without miniflare's Worker in between.",
      "Every request has a signature of its own. Switchboard answers with its real help; the peers echo the command.",
    ],
  };
}
