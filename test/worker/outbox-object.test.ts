import { abortAllDurableObjects, evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cardWrite, openOutbox, viewOf } from "./outbox-fixture.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let world: ReturnType<typeof openOutbox>;
beforeEach(() => {
  world = openOutbox();
});
afterEach(() => world.close());

const textsIn = (channel: string) => world.said(channel).map(({ text }) => text);

describe("OutboxObject", () => {
  it("posts a card and edits it, answers in its thread, and knows where it is", async () => {
    const { outbox } = world;
    const first = await outbox.show(cardWrite(1));
    await outbox.reply({ key: "OP1 1", cardKey: "OP1", view: viewOf("details") });
    await world.advance(5_000);
    expect(await outbox.show(cardWrite(2))).toEqual(first);
    const [card, reply] = world.said("COPS");
    expect(first).toEqual({ state: "shown", ts: card?.ts });
    expect([card?.text, reply?.text, reply?.threadTs]).toEqual(["state 2", "details", card?.ts]);
    const permalink = `https://switchboard-team.slack.com/archives/COPS/p${card?.ts.replace(".", "")}`;
    expect(await outbox.locate(["OP1", "OP2"])).toEqual({
      OP1: { channelId: "COPS", ts: card?.ts, permalink },
    });
  });

  it("tells a person once under a key, also after it was evicted", async () => {
    await world.outbox.tell("told", "UADMIN", viewOf("hello"));
    await world.advance(5_000);
    await evictDurableObject(world.outbox);
    await world.outbox.tell("told", "UADMIN", viewOf("hello"));
    await world.advance(MINUTE_MS);
    expect(textsIn("DADMIN")).toEqual(["hello"]);
  });

  it("finds a message by its metadata whose answer was lost, and posts no twin", async () => {
    world.slack.faults.inject({
      match: "chat.postMessage",
      fault: { kind: "cut", when: "response" },
      times: 2,
    });
    expect(await world.outbox.show(cardWrite(1))).toEqual({ state: "pending" });
    await world.outbox.reply({ key: "OP1 1", cardKey: "OP1", view: viewOf("details") });
    await world.advance(MINUTE_MS);
    expect(textsIn("COPS")).toEqual(["state 1", "details"]);
    expect(world.calls("chat.postMessage")).toHaveLength(2);
  });

  it("finds a message that it had posted when it was killed before the answer was stored", async () => {
    world.swallowNextAnswer();
    const killed = world.outbox.show(cardWrite(1)).catch((error: unknown) => error);
    await vi.waitFor(() => expect(textsIn("COPS")).toEqual(["state 1"]));
    await abortAllDurableObjects();
    expect(await killed).toBeInstanceOf(Error);
    expect(await world.outbox.show(cardWrite(2))).toEqual({ state: "pending" });
    await world.advance(MINUTE_MS);
    expect(textsIn("COPS")).toEqual(["state 2"]);
    expect(world.calls("chat.postMessage")).toHaveLength(1);
  });

  it("loses nothing when Slack is down for ten minutes and the object is evicted meanwhile", async () => {
    await world.outbox.show(cardWrite(0, { key: "OLD" }));
    world.setDown(true);
    for (const minute of [1, 4, 7]) {
      await world.outbox.show(cardWrite(minute));
      await world.outbox.show(cardWrite(minute, { key: "OLD" }));
      await world.outbox.reply({ key: `OP1 ${minute}`, cardKey: "OP1", view: viewOf(`reply ${minute}`) });
      await world.advance(3 * MINUTE_MS);
      await evictDurableObject(world.outbox);
    }
    world.setDown(false);
    await world.advance(5 * MINUTE_MS);
    expect(textsIn("COPS")).toEqual(["state 7", "state 7", "reply 1", "reply 4", "reply 7"]);
    expect(await world.alarmAt()).toBeNull();
  });

  it("waits as long as Slack asks, also when it is evicted meanwhile", async () => {
    await world.outbox.show(cardWrite(1));
    await world.advance(MINUTE_MS);
    world.slack.faults.inject({
      match: "chat.update",
      fault: { kind: "status", status: 429, retryAfterS: 50 },
      times: 1,
    });
    expect(await world.outbox.show(cardWrite(2))).toEqual({ state: "pending" });
    const refusedAt = Date.now();
    await evictDurableObject(world.outbox);
    await world.advance(49_000);
    expect(textsIn("COPS")).toEqual(["state 1"]);
    await world.advance(10_000);
    expect(textsIn("COPS")).toEqual(["state 2"]);
    const [, again] = world.calls("chat.update");
    expect((again?.at ?? 0) - refusedAt).toBeGreaterThanOrEqual(50_000);
  });

  it("keeps to Slack's limits with more live cards than it takes edits", async () => {
    for (let tick = 1; tick <= 8; tick += 1) {
      const writes = Array.from({ length: 20 }, (_, card) =>
        world.outbox.show(cardWrite(tick, { key: `OP${card}`, rank: "progress" })),
      );
      await Promise.all(writes);
      await world.advance(3_000);
    }
    await world.advance(5 * MINUTE_MS);
    expect(textsIn("COPS")).toEqual(Array.from({ length: 20 }, () => "state 8"));
    // That none was refused is checked when the world closes.
    expect(world.calls("chat.update").length).toBeGreaterThan(30);
  });

  it("arms its alarm anew when it starts with work and without one", async () => {
    world.setDown(true);
    await world.outbox.show(cardWrite(1));
    await runInDurableObject(world.outbox, (_, state) => state.storage.deleteAlarm());
    await evictDurableObject(world.outbox);
    expect(await world.outbox.locate([])).toEqual({});
    expect(await world.alarmAt()).toBeGreaterThan(Date.now());
    world.setDown(false);
    await world.advance(MINUTE_MS);
    expect(textsIn("COPS")).toEqual(["state 1"]);
  });

  it("is woken by the cron when the platform has lost its alarm", async () => {
    world.setDown(true);
    await world.outbox.show(cardWrite(1));
    await runInDurableObject(world.outbox, (_, state) => state.storage.deleteAlarm());
    world.setDown(false);
    vi.setSystemTime(Date.now() + MINUTE_MS);
    await world.outbox.repair();
    await world.advance(MINUTE_MS);
    expect(textsIn("COPS")).toEqual(["state 1"]);
  });

  it("forgets what is older than thirty days, and nothing that is younger", async () => {
    await world.outbox.show(cardWrite(1));
    await world.advance(20 * DAY_MS);
    await world.outbox.show(cardWrite(1, { key: "OP2" }));
    await world.advance(11 * DAY_MS);
    await world.outbox.repair();
    expect(Object.keys(await world.outbox.locate(["OP1", "OP2"]))).toEqual(["OP2"]);
  });

  it("leaves no alarm behind when everything is said", async () => {
    await world.outbox.show(cardWrite(1));
    await world.advance(MINUTE_MS);
    expect(await world.alarmAt()).toBeNull();
  });
});
