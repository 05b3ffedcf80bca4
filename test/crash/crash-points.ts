/**
 * Where an operation is killed: each point between two things that must not come apart. `arrange` makes the moment last
 * long enough to be hit, by slowing down or cutting off one of the neighbours; `reached` sees from outside that it is there.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { LocalBot } from "../support/local-bot.ts";
import { until } from "../support/local-bot.ts";
import type { CrashScenario, Observer } from "./crash-scenario.ts";

export interface CrashPoint {
  readonly name: string;
  /** Leads up to the point; when it resolves the process is killed. */
  readonly reach: (bot: LocalBot, scenario: CrashScenario, observer: Observer) => Promise<void>;
}

/** More than it takes to ask again and again. */
const CARD_MS = 30_000;

const askForCard = async (observer: Observer): Promise<void> => {
  void observer.ask();
  await until(() => observer.cards().length === 1, CARD_MS);
};

export const askAndApprove = async (observer: Observer): Promise<void> => {
  void observer.ask();
  await until(() => observer.approve(), CARD_MS);
};

export const CALL_POINTS: readonly CrashPoint[] = [
  {
    name: "between the card and its place in storage",
    reach: async ({ world }, _, observer) => {
      world.slack.faults.inject({ match: "chat.postMessage", fault: { kind: "hang" }, times: 1 });
      await askForCard(observer);
    },
  },
  {
    name: "inside an approval",
    reach: async (_, __, observer) => {
      await askForCard(observer);
      await sleep(500);
      void observer.approve();
      await sleep(10);
    },
  },
  {
    name: "before the intent is stored",
    reach: async (_, { read }, observer) => {
      await askForCard(observer);
      observer.platform.faults.inject({ match: read, fault: { kind: "latency", ms: 5_000 }, times: 1 });
      await observer.approve();
      await sleep(700);
    },
  },
  {
    name: "after the intent, before the call takes effect",
    reach: async (_, { call }, observer) => {
      observer.platform.faults.inject({ match: call, fault: { kind: "cut", when: "request" }, times: 1 });
      await askAndApprove(observer);
      await until(() => observer.platform.calls.list(call).length === 1);
    },
  },
  {
    name: "after the call, before its answer is stored",
    reach: async (_, { call }, observer) => {
      observer.platform.faults.inject({ match: call, fault: { kind: "hang" }, times: 1 });
      await askAndApprove(observer);
      await until(() => observer.effects() === 1);
    },
  },
  {
    name: "after the answer, before the card shows it",
    reach: async ({ world }, _, observer) => {
      await askForCard(observer);
      await sleep(500);
      world.slack.faults.inject({ match: "chat.update", fault: { kind: "latency", ms: 5_000 } });
      await observer.approve();
      await until(() => observer.effects() === 1);
      await sleep(300);
    },
  },
  {
    name: "while it is followed",
    reach: async (_, __, observer) => {
      await askAndApprove(observer);
      await until(() => observer.effects() === 1);
      await sleep(1_500);
    },
  },
  {
    name: "between the final message and its place in storage",
    reach: async ({ world }, _, observer) => {
      await askAndApprove(observer);
      await until(() => observer.effects() === 1);
      await sleep(1_000);
      world.slack.faults.inject({ match: "chat.postMessage", fault: { kind: "hang" }, times: 1 });
      await until(() => observer.pings().length === 1, 60_000);
    },
  },
];
