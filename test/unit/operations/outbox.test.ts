import { describe, expect, it } from "vitest";
import { errandsOf } from "../../../src/operations/outbox-errand.ts";
import { createLane } from "../../../src/operations/outbox-lane.ts";
import type { CardWrite } from "../../../src/operations/outbox-write.ts";
import { writeCard } from "../../../src/operations/outbox-writes.ts";
import { createOutboxWorld } from "./outbox-world.ts";
import { card, MINUTE_MS, reply, unreliable, viewOf } from "./outbox-writes-fixture.ts";

describe("a card", () => {
  it("is posted at once, and the answer says where", async () => {
    const world = createOutboxWorld();
    const delivery = world.outbox().show(card(1));
    await world.advance(1_000);
    expect(await delivery).toEqual({ state: "shown", ts: world.messages[0]?.ts });
    expect(world.messages).toMatchObject([
      { channelId: "C1", metadataKey: "OP1", view: { text: "state 1" } },
    ]);
  });

  it("costs a row when it is written and one when it is shown, and nothing when nothing is new", async () => {
    const world = createOutboxWorld();
    const cost = async (write: CardWrite): Promise<number> => {
      const before = world.writes;
      void world.outbox().show(write);
      await world.advance(10_000);
      return world.writes - before;
    };
    // The third row of a first post is its address.
    expect([
      await cost(card(1)),
      await cost(card(2)),
      await cost(card(3, { view: viewOf("state 2") })),
    ]).toEqual([3, 2, 0]);
    expect(world.calls.map(({ method }) => method)).toEqual(["post", "permalink", "update"]);
  });

  it("sets one alarm for many edits", async () => {
    const world = createOutboxWorld();
    for (let revision = 1; revision <= 20; revision += 1) {
      void world.outbox().show(card(revision));
      await world.advance(5_000);
    }
    expect(world.calls.filter(({ method }) => method === "update")).toHaveLength(19);
    expect(world.alarms).toBeLessThanOrEqual(5);
  });

  it("is urgent until it is there, and then only when it must be seen", () => {
    const urgency = (write: CardWrite, ts: string | null) => {
      const lane = writeCard(null, write, 0);
      const shown = lane?.card && { ...lane, card: { ...lane.card, ts } };
      return errandsOf(shown ?? createLane("", null)).flatMap(({ kind, urgent }) =>
        kind === "settle" ? [] : [urgent],
      );
    };
    expect(urgency(card(1), null)).toEqual([true]);
    expect(urgency(card(1), "1.2")).toEqual([false]);
    expect(urgency(card(1, { rank: "decision" }), "1.2")).toEqual([true]);
  });

  it("goes to the thread in which it was asked for, and so do its replies", async () => {
    const world = createOutboxWorld();
    void world.outbox().show(card(1, { threadTs: "17.5" }));
    await world.outbox().reply(reply("details"));
    await world.finish();
    expect(world.messages.map(({ threadTs }) => threadTs)).toEqual(["17.5", "17.5"]);
  });

  it("shows the newest state, though an older one arrives last, also after a restart", async () => {
    const world = createOutboxWorld();
    void world.outbox().show(card(5));
    void world.outbox().show(card(4));
    await world.advance(5_000);
    world.restart();
    void world.outbox().show(card(3));
    await world.finish();
    expect(world.messages.map(({ view }) => view.text)).toEqual(["state 5"]);
    expect(world.calls.filter(({ method }) => method === "update")).toEqual([]);
  });

  it("returns to a state that it had, though another is on its way", async () => {
    const world = createOutboxWorld();
    void world.outbox().show(card(1));
    await world.advance(5_000);
    void world.outbox().show(card(2));
    void world.outbox().show(card(3, { view: viewOf("state 1") }));
    await world.finish();
    expect(world.messages.map(({ view }) => view.text)).toEqual(["state 1"]);
  });

  it("is found again by its metadata when the answer was lost, and then shows the newest state", async () => {
    const { world, slack } = unreliable({ kind: "lost", lateMs: 500 });
    const delivery = world.outbox().show(card(1));
    await world.advance(200);
    slack.isDown = false;
    expect(await delivery).toEqual({ state: "pending" });
    await world.outbox().show(card(2));
    await world.finish();
    expect(world.messages.map(({ view }) => view.text)).toEqual(["state 2"]);
    expect(world.calls.map(({ method }) => method)).toEqual(["post", "find", "permalink", "update"]);
  });

  it("is found again when the outbox was killed between post and answer", async () => {
    const world = createOutboxWorld();
    void world.outbox().show(card(1));
    await world.advance(50);
    world.restart();
    await world.finish();
    expect(world.messages).toHaveLength(1);
    expect(world.settled).toEqual([{ key: "OP1", delivery: { state: "shown", ts: world.messages[0]?.ts } }]);
  });
});

describe("a restart", () => {
  it("does not let an edit that was cut off undo a newer one", async () => {
    let cutsOff = true;
    const world = createOutboxWorld(({ method }) => {
      if (method !== "update" || !cutsOff) return { kind: "done" };
      cutsOff = false;
      return { kind: "lost", lateMs: 2_500 };
    });
    void world.outbox().show(card(1));
    await world.advance(5_000);
    void world.outbox().show(card(2));
    await world.advance(10);
    world.restart();
    void world.outbox().show(card(3));
    await world.finish();
    expect(world.messages[0]?.view.text).toBe("state 3");
  });

  it("gives no channel more messages a second than before", async () => {
    const world = createOutboxWorld();
    for (let index = 0; index < 30; index += 1) {
      void world.outbox().show(card(1, { key: `OP${index}` }));
      await world.advance(100);
      world.restart();
    }
    const posts = world.calls.filter(({ method }) => method === "post");
    expect(posts.length).toBeLessThanOrEqual(6);
    await world.finish();
    expect(world.messages).toHaveLength(30);
  });
});

describe("a reply", () => {
  it("waits for its card, and is sent once under its key", async () => {
    const world = createOutboxWorld();
    await world.outbox().reply(reply("a"));
    await world.outbox().reply(reply("a"));
    await world.advance(MINUTE_MS);
    expect(world.messages).toEqual([]);
    void world.outbox().show(card(1));
    await world.advance(MINUTE_MS);
    await world.outbox().reply(reply("a"));
    await world.finish();
    expect(world.messages.map(({ metadataKey }) => metadataKey)).toEqual(["OP1", "a"]);
    expect(world.messages[1]?.threadTs).toBe(world.messages[0]?.ts);
  });

  it("costs a row when it is written and one when it is sent", async () => {
    const world = createOutboxWorld();
    void world.outbox().show(card(1));
    await world.advance(MINUTE_MS);
    const before = world.writes;
    await world.outbox().reply(reply("a"));
    await world.advance(MINUTE_MS);
    expect(world.writes - before).toBe(2);
  });

  it("goes to the channel itself when its thread is gone", async () => {
    const world = createOutboxWorld(({ method }) =>
      method === "post" && world.calls.filter((call) => call.method === "post").length === 1
        ? { kind: "refused", error: "message_not_found" }
        : { kind: "done" },
    );
    void world.outbox().show(card(1));
    await world.outbox().reply(reply("a"));
    await world.finish();
    expect(world.messages.map(({ threadTs }) => threadTs)).toEqual([null, null]);
  });
});

describe("locate", () => {
  it("gives the places of the cards that are shown, with their addresses", async () => {
    const world = createOutboxWorld();
    void world.outbox().show(card(1));
    await world.advance(1_000);
    const ts = world.messages[0]?.ts;
    expect(world.outbox().locate(["OP1", "OP2"])).toEqual({
      OP1: { channelId: "C1", ts, permalink: `https://slack.test/${ts}` },
    });
  });

  it("asks again for an address that Slack did not give", async () => {
    let fails = true;
    const world = createOutboxWorld(({ method }) =>
      fails && method === "permalink" ? { kind: "down" } : { kind: "done" },
    );
    void world.outbox().show(card(1));
    await world.advance(1_000);
    fails = false;
    expect(world.outbox().locate(["OP1"])).toMatchObject({ OP1: { permalink: null } });
    await world.advance(1_000);
    expect(world.outbox().locate(["OP1"])).toMatchObject({
      OP1: { permalink: expect.stringContaining("http") },
    });
  });
});
