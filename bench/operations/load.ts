/** Many operations at once: begun by slash commands, held under way, let go, and followed until the last card. */
import { setTimeout as sleep } from "node:timers/promises";
import { readCpuMs } from "../running-subject.ts";
import type { MeteredBundle } from "./build-metered-worker.ts";
import { checkEnds, countFinalCards } from "./check-ends.ts";
import { type Companies, type CompanyWithBot, openCompanies } from "./companies.ts";
import { type MeterReading, subtractReadings, sumReadings } from "./meter-reading.ts";
import { type Footprint, readFootprint } from "./read-footprint.ts";
import { waitUntil } from "./wait-until.ts";

export interface LoadOptions {
  /** Of operations, over both companies. */
  readonly count: number;
  /** Of both clouds. */
  readonly latencyMs: number;
  /** How long they are watched while all are under way. */
  readonly heldMs: number;
  /** Watches only when Slack has had everything, so that what is metered is polls and nothing else; and ends quickly. */
  readonly quiet: boolean;
}

export interface LoadFigures {
  readonly count: number;
  /** From the first command until all operations were under way. */
  readonly beginningMs: number;
  /** Commands that came to nothing, because the machine was too busy, and were given once more. */
  readonly askedAgain: number;
  readonly footprintBefore: Footprint;
  /** While all were under way. */
  readonly footprintHeld: Footprint;
  readonly footprintAfter: Footprint;
  /** While all were under way. */
  readonly held: Span;
  /** From the first command to the last card. */
  readonly whole: Span;
  /** From letting go until all had ended, and until all cards said so, in the world's time. */
  readonly endingMs: number;
  readonly lastCardMs: number;
  readonly edits: number;
  readonly posts: number;
  /** Messages that Slack did not answer in time, because the machine was too busy, and that were sent once more. */
  readonly sentAgain: number;
  /** What went wrong; nothing should. */
  readonly problems: readonly string[];
}

export interface Span {
  readonly seconds: number;
  readonly meter: MeterReading;
  /** As the clouds counted them. */
  readonly polls: number;
  /** Of all workerds. */
  readonly cpuMs: number;
}

/** In each company: people who ask for one change after the other, each when the cloud has the one before. */
const ASKERS = 15;
/** After so long they ask again; the bot takes that for the same question if it has the first. */
const ASK_AGAIN_MS = 20_000;
/** Of the time, while nothing but Slack's limits is waited for. */
const FASTER = 10;
/** For each step of a load; many need longer. */
const patienceMs = (count: number): number => 5 * MINUTE_MS + count * 200;
const MINUTE_MS = 60_000;

export async function runLoad(bundle: MeteredBundle, options: LoadOptions): Promise<LoadFigures> {
  const { count, latencyMs, heldMs, quiet } = options;
  const [agents, rest] = [Math.floor(count / 2), Math.ceil(count / 2)];
  const wishes = [agents, rest].map((own) => ({ agents: own, approvals: 0, latencyMs, slackLatencyMs: 0 }));
  const companies = await openCompanies(bundle, wishes, { cloudsStand: true });
  try {
    const { all } = companies;
    for (const company of all) await ask(company, 0, "/agent help");
    const footprintBefore = readFootprint(companies.pids);
    const endWhole = await startSpan(companies);

    const begunAt = performance.now();
    const askedAgain = await Promise.all(all.map(begin));
    await waitUntil("all operations are under way", patienceMs(count), () => areAll(all, "observing"));
    const beginningMs = performance.now() - begunAt;
    if (quiet) await quieten(companies);
    const endHeld = await startSpan(companies);
    await sleep(heldMs);
    const held = await endHeld();
    const footprintHeld = readFootprint(companies.pids);

    if (quiet) await companies.setSpeed(FASTER);
    companies.letCloudsGo();
    const letGoAt = companies.now();
    await waitUntil("all operations have ended", patienceMs(count), () => areAll(all, "succeeded"));
    const endingMs = companies.now() - letGoAt;
    await companies.setSpeed(FASTER);
    await waitUntil("all cards show the end", patienceMs(count), () =>
      all.every((company) => countFinalCards(company) === company.wishes.length),
    );
    const lastCardMs = companies.now() - letGoAt;
    await untilSilent(all);

    const problems = await Promise.all(all.map(checkEnds));
    const repeats = companies.errors.filter(isRepeat);
    return {
      count,
      beginningMs,
      askedAgain: askedAgain.reduce((sum, times) => sum + times, 0),
      footprintBefore,
      footprintHeld,
      footprintAfter: readFootprint(companies.pids),
      held,
      whole: await endWhole(),
      endingMs,
      lastCardMs,
      edits: countSlackCalls(all, "chat.update"),
      posts: countSlackCalls(all, "chat.postMessage"),
      sentAgain: repeats.length,
      problems: problems.flat().concat(companies.errors.filter((message) => !isRepeat(message))),
    };
  } finally {
    await companies.stop();
  }
}

/** What the outbox logs when it sends a message once more; whether it then arrived once is seen by the cards. */
const isRepeat = (message: string): boolean =>
  ["'message not sent'", "outcome: 'again'", "'slack-unavailable'"].every((part) => message.includes(part));

/** Gives how often something had to be asked for again. */
async function begin(company: CompanyWithBot): Promise<number> {
  const open = [...company.wishes.entries()];
  const giveUpAt = performance.now() + patienceMs(open.length);
  let again = 0;
  const askOneAfterTheOther = async (): Promise<void> => {
    for (let next = open.shift(); next; next = open.shift()) {
      const [index, { agent, command }] = next;
      let asked = 0;
      do {
        asked += 1;
        if (performance.now() > giveUpAt)
          throw new Error(`${command} was given ${asked} times, in vain: ${sayLastAnswer(company, index)}`);
        await ask(company, index, command);
      } while (!(await comesTrue(company, agent)));
      again += asked - 1;
    }
  };
  await Promise.all(Array.from({ length: ASKERS }, askOneAfterTheOther));
  return again;
}

/** What Slack says where it waits in vain for the bot, or is cut off by a machine that has too much to do. */
const UNANSWERED = ["operation_timeout", "dispatch_failed"];

/** Unanswered, the command may take effect all the same. */
async function ask({ slack, channels }: CompanyWithBot, index: number, text: string): Promise<void> {
  const channel = channels[index % channels.length] ?? "";
  const { error } = await slack.client.runCommand({ user: "UOPERATOR", channel, text });
  if (error !== null && !UNANSWERED.includes(error)) throw new Error(`${text}: ${error}`);
}

/** What the channel shows last to who asked. */
const sayLastAnswer = ({ slack, channels }: CompanyWithBot, index: number): string =>
  slack
    .messagesFor("UOPERATOR", channels[index % channels.length] ?? "")
    .slice(-3)
    .map(({ text }) => text)
    .join(" | ");

async function comesTrue({ tally }: CompanyWithBot, agent: string): Promise<boolean> {
  const giveUpAt = performance.now() + ASK_AGAIN_MS;
  while (!tally.changes.has(agent) && performance.now() < giveUpAt) await sleep(50);
  return tally.changes.has(agent);
}

/** Slack has had everything; then every operation is polled and nothing else happens. */
async function quieten(companies: Companies): Promise<void> {
  await companies.setSpeed(FASTER);
  await untilSilent(companies.all);
  await companies.setSpeed(1);
  await sleep(1_000);
}

/** Gives what was metered from now on until that function is called. */
async function startSpan({ all, pids }: Companies): Promise<() => Promise<Span>> {
  const read = async (): Promise<Span> => ({
    seconds: performance.now() / 1_000,
    meter: sumReadings(await Promise.all(all.map((company) => company.readMeter()))),
    polls: all.reduce((sum, { tally }) => sum + tally.polls, 0),
    cpuMs: pids.reduce((sum, pid) => sum + readCpuMs(pid), 0),
  });
  const start = await read();
  return async () => {
    const end = await read();
    return {
      seconds: end.seconds - start.seconds,
      meter: subtractReadings(end.meter, start.meter),
      polls: end.polls - start.polls,
      cpuMs: end.cpuMs - start.cpuMs,
    };
  };
}

async function areAll(all: readonly CompanyWithBot[], wanted: string): Promise<boolean> {
  const counted = all.map(async (company) => {
    const operations = await company.listOperations();
    return operations.filter(({ phase }) => phase === wanted).length === company.wishes.length;
  });
  return (await Promise.all(counted)).every(Boolean);
}

/** Slack was not called for a second. */
async function untilSilent(all: readonly CompanyWithBot[]): Promise<void> {
  const count = (): number => all.reduce((sum, { slackCalls }) => sum + slackCalls.length, 0);
  for (let [before, now] = [-1, count()]; now !== before; [before, now] = [now, count()]) await sleep(1_000);
}

const countSlackCalls = (all: readonly CompanyWithBot[], wanted: string): number =>
  all.flatMap(({ slackCalls }) => slackCalls.filter((method) => method === wanted)).length;
