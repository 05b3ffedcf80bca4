/** One operation, killed once at one point, and what is left of it. */
import { setTimeout as sleep } from "node:timers/promises";
import { startLocalBot, until } from "../support/local-bot.ts";
import type { CrashPoint } from "./crash-points.ts";
import { type CrashScenario, observe } from "./crash-scenario.ts";

export const VICTIMS = ["everything", "the runtime alone"] as const;
export type Victim = (typeof VICTIMS)[number];

export interface CrashReport {
  /** Calls that took effect on the platform; one, or it is wrong. */
  readonly effects: number;
  readonly cards: number;
  /** Final messages in the thread. */
  readonly pings: number;
  readonly isOver: boolean;
  /** From the kill to the card that says how it ended. */
  readonly recoveredAfterMs: number;
}

/** An operation takes some 15 s by itself, and may look twice before it repeats. */
const PATIENCE_MS = 90_000;

export async function runCrash(
  point: CrashPoint,
  scenario: CrashScenario,
  victim: Victim,
): Promise<CrashReport> {
  const begun = Date.now();
  const bot = await startLocalBot(undefined, { now: () => begun + (Date.now() - begun) * scenario.pace });
  try {
    const observer = observe(bot, scenario);
    await point.reach(bot, scenario, observer);
    const killedAt = Date.now();
    if (victim === "everything") await bot.killEverything();
    else bot.killRuntime();
    for (const { faults } of [bot.world.slack, bot.world.livekit, bot.world.pipecat, bot.world.github])
      faults.clear();
    if (victim === "everything") await bot.restart();

    // Whoever pressed and saw nothing happen presses again.
    await until(async () => {
      if (observer.isOver()) return true;
      if (observer.effects() === 0 && !(await observer.approve())) await observer.enterValues();
      await sleep(1_000);
      return false;
    }, PATIENCE_MS).catch(() => null);
    const recoveredAfterMs = Date.now() - killedAt;
    await until(() => observer.pings().length > 0, 20_000).catch(() => null);
    // A second effect or message would come now.
    await sleep(3_000);
    return {
      effects: observer.effects(),
      cards: observer.cards().length,
      pings: observer.pings().length,
      isOver: observer.isOver(),
      recoveredAfterMs,
    };
  } finally {
    await bot.stop();
  }
}

export const isRight = ({ effects, cards, pings, isOver }: CrashReport): boolean =>
  effects === 1 && cards === 1 && pings === 1 && isOver;
