/** An outbox in workerd before the simulated Slack, with a clock of its own; only `advance` fires its alarm. */
import { reset, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, vi } from "vitest";
import { createSlackWorkspace } from "../../sim/slack/slack-workspace.ts";
import { startingWorkspace } from "../../sim/slack/starting-workspace.ts";
import type { CardWrite } from "../../src/operations/outbox-write.ts";
import type { View } from "../../src/views/view.ts";
import { createWaitUntil } from "../support/wait-until.ts";

const DAY_MS = 86_400_000;
/** The runtime's own clock never gets there. */
const FIRST_NIGHT = Date.UTC(2101, 0, 1);
let nights = 0;

export const viewOf = (text: string): View => ({
  text,
  blocks: [{ type: "section", text: { type: "mrkdwn", text } }],
});

export const cardWrite = (revision: number, change: Partial<CardWrite> = {}): CardWrite => ({
  key: "OP1",
  channelId: "COPS",
  threadTs: null,
  askedBy: "UOPERATOR",
  view: viewOf(`state ${revision}`),
  rank: "decision",
  revision,
  ...change,
});

export function openOutbox() {
  vi.useFakeTimers({ toFake: ["Date"], now: FIRST_NIGHT + nights * DAY_MS });
  nights += 1;
  const now = () => Date.now();
  const waiting = createWaitUntil();
  const slack = createSlackWorkspace({
    now,
    delay: async () => {},
    deliver: () => Promise.reject(new TypeError("nobody is asked")),
    requestUrl: "https://bot.test/slack/events",
    publicUrl: "https://slack.test",
    seed: startingWorkspace,
  });
  let isDown = false;
  let unanswered = 0;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    if (isDown) throw new TypeError("connection refused");
    const response = await waiting.keep(slack.fetch(new Request(input, init)));
    if (unanswered === 0) return response;
    unanswered -= 1;
    return await new Promise<Response>(() => {});
  });
  const log: Record<string, unknown>[] = [];
  for (const level of ["info", "error"] as const)
    vi.spyOn(console, level).mockImplementation((line) => log.push(line));
  // A stub of an object that was killed is of no use any more.
  const open = () => env.OUTBOXES.getByName("workspace");
  const alarmAt = () => runInDurableObject(open(), (_, state) => state.storage.getAlarm());

  return {
    slack,
    get outbox() {
      return open();
    },
    log,
    alarmAt,
    settled: waiting.settled,
    /** Whether connections to Slack are refused. */
    setDown: (down: boolean) => {
      isDown = down;
    },
    /** Slack does what it is asked next, and its answer never comes. */
    swallowNextAnswer: () => {
      unanswered = 1;
    },
    /** Lets time pass: the alarm fires at its moment. */
    advance: async (ms: number) => {
      await waiting.settled();
      const end = now() + ms;
      for (let at = await alarmAt(); at !== null && at <= end; at = await alarmAt()) {
        vi.setSystemTime(Math.max(at, now()));
        await runDurableObjectAlarm(open());
        await waiting.settled();
      }
      vi.setSystemTime(end);
    },
    /** What the bot has said in a channel, with its threads, oldest first. */
    said: (channel: string) =>
      slack
        .snapshot()
        .messages.filter((message) => message.channel === channel)
        .map(({ ts, threadTs, text, blocks }) => ({ ts, threadTs, text, blocks: blocks.length })),
    calls: (method: string) => slack.calls.list(`POST /api/${method}`),
    close: async () => {
      await waiting.settled();
      const refused = slack.world.rateLimited();
      vi.restoreAllMocks();
      vi.useRealTimers();
      await reset();
      expect(refused, "calls beyond Slack's limits").toEqual({});
    },
  };
}
