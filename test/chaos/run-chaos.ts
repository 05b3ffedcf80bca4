/** A bot among people who work with it, while everything around it goes wrong; and what is left of it afterwards. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type LocalBot, startLocalBot, until } from "../support/local-bot.ts";
import { type Deed, drawPlan } from "./chaos-plan.ts";
import { findAlarmViolations } from "./find-alarm-violations.ts";
import { findViolations } from "./find-violations.ts";
import { createMischievousDelivery, type MischievousDelivery } from "./mischievous-delivery.ts";
import { openPeople, type People } from "./people.ts";
import { readStorage } from "./read-storage.ts";
import { watchEffects } from "./watch-effects.ts";

export interface ChaosOptions {
  readonly seed: number;
  /** How long things go wrong. */
  readonly seconds: number;
  readonly say: (line: string) => void;
}

export interface ChaosReport {
  readonly deeds: number;
  readonly effects: number;
  readonly violations: readonly string[];
  /** What the bot wrote and stored, and what it said and did outside; null when nothing is wrong. */
  readonly evidence: string | null;
}

/** A change takes half a minute by itself; what was in doubt takes longer. */
const SETTLE_MS = 5 * 60_000;
/** The last watchdogs ring within this, to find nothing to do. */
const CALM_MS = 2 * 60_000;
/** More than fit into a second. */
const MOMENTS_PER_SECOND = 5;

interface Scene {
  readonly bot: LocalBot;
  readonly people: People;
  readonly delivery: MischievousDelivery;
  readonly clock: { aheadMs: number };
}

export async function runChaos({ seed, seconds, say }: ChaosOptions): Promise<ChaosReport> {
  const clock = { aheadMs: 0 };
  const delivery = createMischievousDelivery(fetch);
  const now = () => Date.now() + clock.aheadMs;
  const bot = await startLocalBot(undefined, { now, deliver: delivery.deliver });
  let evidence: string | null = null;
  try {
    const effects = watchEffects(bot.world);
    const scene: Scene = { bot, people: openPeople(bot), delivery, clock };
    const endAt = Date.now() + seconds * 1_000;
    let deeds = 0;
    const running: Promise<void>[] = [];
    for (const { waitMs, deed } of drawPlan(seed, seconds * MOMENTS_PER_SECOND)) {
      await sleep(waitMs);
      if (Date.now() > endAt) break;
      deeds += 1;
      say(JSON.stringify(deed));
      const done = perform(deed, scene);
      if (deed.kind === "kill") await done;
      else running.push(done);
    }
    clearFaults(bot);
    // A token of the bot's is worth nothing to a cloud whose clock is minutes away.
    clock.aheadMs = 0;
    await Promise.all(running);
    say("healed; waiting for the end of everything");
    await settle(scene);
    const violations = await findViolations(bot, effects());
    if (violations.length > 0) evidence = keepEvidence(bot);
    return { deeds, effects: effects().length, violations, evidence };
  } finally {
    await bot.stop(evidence !== null);
  }
}

function keepEvidence({ files, world }: LocalBot): string {
  const { slack, livekit, pipecat } = world;
  const messages = slack.snapshot().messages;
  const calls = [slack, livekit, pipecat].flatMap((service) => service.calls.list("", 0));
  const told = { messages, calls: calls.toSorted((one, other) => one.at - other.at) };
  writeFileSync(join(files.directory, "told.json"), JSON.stringify(told, null, 1));
  return files.directory;
}

async function perform(deed: Deed, { bot, people, delivery, clock }: Scene): Promise<void> {
  switch (deed.kind) {
    case "ask":
      return await people.ask(deed.user, deed.text);
    case "press":
      await people.press(deed.user, deed.label, deed.cardsBefore);
      return;
    case "fault":
      return bot.world[deed.service].faults.inject(deed);
    case "heal":
      return clearFaults(bot);
    case "kill":
      if (deed.victim === "the runtime alone") return await killRuntime(bot);
      await bot.killEverything();
      return await bot.restart();
    case "clock":
      clock.aheadMs += deed.byMs;
      return;
    case "mischief":
      return delivery.plan(deed.how, deed.times);
  }
}

/** Not while it starts: wrangler would not start it once more. */
async function killRuntime(bot: LocalBot): Promise<void> {
  await until(bot.answers);
  bot.killRuntime();
}

function clearFaults({ world }: LocalBot): void {
  for (const { faults } of [world.slack, world.livekit, world.pipecat]) faults.clear();
}

/** Everything is given up that waits for people; the rest comes to its end by itself. */
async function settle({ bot, people }: Scene): Promise<void> {
  await until(async () => {
    const isOver = countOpen(bot) === 0;
    for (const label of ["Cancel", "Leave it"]) {
      for (let before = 0; !isOver && (await people.press("UADMIN", label, before)); before += 1)
        await sleep(200);
    }
    if (!isOver) await sleep(2_000);
    return isOver;
  }, SETTLE_MS).catch(() => {});
  const isCalm = () => findAlarmViolations(readStorage(bot.files.storage), Date.now()).length === 0;
  // What still rings then is one of the violations.
  await until(isCalm, CALM_MS).catch(() => {});
}

const countOpen = ({ files }: LocalBot): number =>
  readStorage(files.storage)
    .filter(({ className }) => className === "WorkspaceObject")
    .flatMap(({ rows }) => rows("operation"))
    .filter(({ ended_at: endedAt }) => endedAt === null).length;
