/**
 * An outbox among a simulated Slack, with a clock of its own. It may be killed between any two events: then its answers
 * never come, what it had stored stays, and the next one begins with that.
 */
import { type Failure, fail, type Result, succeed } from "../../../src/failure.ts";
import { createLogger } from "../../../src/log.ts";
import { Outbox } from "../../../src/operations/outbox.ts";
import type { OutboxSlack } from "../../../src/operations/outbox-call.ts";
import type { LaneRow } from "../../../src/operations/outbox-lanes.ts";
import type { Pause } from "../../../src/operations/outbox-pace.ts";
import type { Delivery } from "../../../src/operations/outbox-write.ts";
import { classifyRefusal } from "../../../src/slack/classify-refusal.ts";
import type { View } from "../../../src/views/view.ts";

export const START = 1_800_000_000_000;

/** What happens to one call. `lost`: it is done, perhaps late, but there is no answer. `down`: it is not even done. */
export type Fate =
  | { readonly kind: "done" | "down" }
  | { readonly kind: "lost"; readonly lateMs: number }
  | { readonly kind: "limited"; readonly waitMs: number }
  | { readonly kind: "refused"; readonly error: string };

export interface Call {
  readonly at: number;
  readonly method: "post" | "update" | "find" | "permalink";
  readonly channelId: string;
  readonly ts: string | null;
  readonly view: View | null;
  readonly fate: Fate["kind"];
}

export interface Posted {
  readonly ts: string;
  readonly channelId: string;
  readonly threadTs: string | null;
  readonly metadataKey: string;
  readonly at: number;
  view: View;
}

const LATENCY_MS = 150;
const DONE: Fate = { kind: "done" };

export function createOutboxWorld(decideFate: (call: Omit<Call, "fate">) => Fate = () => DONE) {
  let now = START;
  let alarmAt: number | null = null;
  let generation = 0;
  const events: { at: number; run: () => unknown }[] = [];
  const rows = new Map<string, LaneRow>();
  const pauses = new Map<Pause, number>();
  const calls: Call[] = [];
  const messages: Posted[] = [];
  const settled: { key: string; delivery: Delivery }[] = [];
  const log: Record<string, unknown>[] = [];
  const errors: unknown[] = [];
  const world = { writes: 0, alarms: 0, isOperationReachable: true, hearing: async () => {} };

  const after = (ms: number, run: () => unknown): void => void events.push({ at: now + ms, run });

  /** An answer that reaches only the process that asked. */
  const answer = <T>(method: Call["method"], about: Partial<Call>, act: () => T): Promise<Result<T>> => {
    const call = { at: now, method, channelId: "", ts: null, view: null, ...about };
    const fate = decideFate(call);
    calls.push({ ...call, fate: fate.kind });
    const failure = failureOf(fate, call);
    const result = fate.kind === "done" ? succeed(act()) : null;
    if (fate.kind === "lost") after(fate.lateMs, act);
    const asker = generation;
    return new Promise((resolve) => {
      after(LATENCY_MS, () => {
        if (asker === generation) resolve(failure || !result ? fail(failure ?? UNAVAILABLE) : result);
      });
    });
  };

  const openSlack = (): OutboxSlack => ({
    post: ({ channelId, threadTs }, view, metadataKey) =>
      answer("post", { channelId, view }, () => {
        const ts = `${now}.${messages.length}`;
        messages.push({ ts, channelId, threadTs, metadataKey, view, at: now });
        return ts;
      }),
    update: (channelId, ts, view) =>
      answer("update", { channelId, ts, view }, () => {
        const message = messages.find((posted) => posted.ts === ts);
        if (message) message.view = view;
      }),
    findMessage: ({ channelId, threadTs }, metadataKey, since) =>
      answer(
        "find",
        { channelId },
        () =>
          messages.find(
            (posted) =>
              posted.metadataKey === metadataKey &&
              posted.channelId === channelId &&
              posted.threadTs === threadTs &&
              posted.at >= since,
          )?.ts ?? null,
      ),
    readPermalink: (channelId, ts) =>
      answer("permalink", { channelId, ts }, () => `https://slack.test/${ts}`),
  });

  const launch = () =>
    new Outbox({
      now: () => now,
      log: createLogger((_, line) => log.push(line)),
      openSlack,
      classify: classifyRefusal,
      rows: {
        read: (key) => rows.get(key)?.record ?? null,
        write: (row) => {
          world.writes += 1;
          rows.set(row.key, row);
        },
        listOpen: () => [...rows.values()].filter(({ isOpen }) => isOpen).map(({ record }) => record),
        lastCallAt: () => Math.max(0, ...[...rows.values()].map(({ calledAt }) => calledAt)),
        readPauses: () => pauses,
        writePause: (pause, until) => pauses.set(pause, until),
      },
      wakeBy: async (at) => {
        if (at === Number.POSITIVE_INFINITY || (alarmAt !== null && alarmAt <= at)) return;
        alarmAt = Math.max(at, now + 5);
        world.alarms += 1;
      },
      settle: async (key, delivery) => {
        if (!world.isOperationReachable) throw new Error("not reachable");
        await world.hearing();
        settled.push({ key, delivery });
      },
      within: async (_, work) => await work,
      background: (work) => void work.catch((error) => errors.push(error)),
    });
  let outbox = launch();

  /** Lets everything happen that happens until `until`, in order. */
  const runUntil = async (until: number): Promise<void> => {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = events.sort((a, b) => a.at - b.at)[0];
      const nextAt = Math.min(next?.at ?? Number.POSITIVE_INFINITY, alarmAt ?? Number.POSITIVE_INFINITY);
      if (nextAt > until) break;
      now = Math.max(now, nextAt);
      if (alarmAt !== null && alarmAt <= now) {
        alarmAt = null;
        void outbox.wake().catch((error) => errors.push(error));
      } else {
        events.shift();
        next?.run();
      }
    }
    now = Math.max(now, until);
  };

  return Object.assign(world, {
    calls,
    messages,
    settled,
    log,
    errors,
    pauses,
    outbox: () => outbox,
    now: () => now,
    advance: (ms: number) => runUntil(now + ms),
    /** Until nothing would ever happen any more, or two days have gone by. */
    finish: async () => {
      const end = now + 2 * 24 * 60 * 60_000;
      do await runUntil(Math.min(end, Math.max(now, alarmAt ?? now, ...events.map(({ at }) => at))));
      while (now < end && (alarmAt !== null || events.length > 0));
      return now < end;
    },
    /** kill -9, and the next process comes up at once. */
    restart: () => {
      generation += 1;
      outbox = launch();
    },
  });
}

const UNAVAILABLE = { kind: "slack-unavailable", method: "chat.postMessage", retryAfterMs: null } as const;

function failureOf(fate: Fate, { method, channelId }: Omit<Call, "fate">): Failure | null {
  switch (fate.kind) {
    case "done":
      return null;
    case "lost":
    case "down":
      return UNAVAILABLE;
    case "limited":
      return { ...UNAVAILABLE, retryAfterMs: fate.waitMs };
    case "refused":
      return { kind: "slack-refused", method, error: fate.error, channelId };
  }
}
