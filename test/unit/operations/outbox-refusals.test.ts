import { describe, expect, it } from "vitest";
import type { CardWrite, Delivery } from "../../../src/operations/outbox-write.ts";
import type { View } from "../../../src/views/view.ts";
import { type Call, createOutboxWorld, type Fate } from "./outbox-world.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } }) as const;
const viewOf = (text: string, change: Partial<View> = {}): View => ({
  text,
  blocks: [section(text), section("middle"), section("buttons")],
  ...change,
});
const card = (revision: number, change: Partial<CardWrite> = {}): CardWrite => ({
  key: "OP1",
  channelId: "C1",
  threadTs: null,
  askedBy: "U1",
  view: viewOf(`state ${revision}`),
  rank: "decision",
  revision,
  ...change,
});
const reply = (key: string) => ({ key, cardKey: "OP1", view: viewOf(key, { blocks: [] }) });

type World = ReturnType<typeof createOutboxWorld>;

/** Slack refuses what `when` picks, `times` times. */
function refusing(error: string, when: (call: Omit<Call, "fate">) => boolean, times = 1): World {
  let left = times;
  return createOutboxWorld((call): Fate => {
    if (left <= 0 || !when(call)) return { kind: "done" };
    left -= 1;
    return { kind: "refused", error };
  });
}
const isPost = ({ method }: Omit<Call, "fate">) => method === "post";
const isUpdate = ({ method }: Omit<Call, "fate">) => method === "update";
const inChannel = ({ method, channelId }: Omit<Call, "fate">) => method !== "find" && channelId === "C1";

/** Shows a state and lets the time pass that it takes. */
async function show(world: World, write: CardWrite): Promise<Delivery> {
  const delivery = world.outbox().show(write);
  await world.advance(4_000);
  return await delivery;
}
const textsIn = (world: World, channelId: string) =>
  world.messages.filter((message) => message.channelId === channelId).map(({ view }) => view.text);

describe("the outbox, when Slack refuses", () => {
  it.each(["message_not_found", "edit_window_closed", "cant_update_message"])(
    "continues a card in a new message, which says so, on %s",
    async (error) => {
      const world = refusing(error, isUpdate);
      const first = await show(world, card(1));
      const second = await show(world, card(2));
      await world.outbox().reply(reply("in the new thread"));
      const third = await show(world, card(3));
      expect(world.messages.map(({ metadataKey }) => metadataKey)).toEqual([
        "OP1",
        "OP1 part 2",
        "in the new thread",
      ]);
      const [old, continued, inThread] = world.messages;
      expect(old?.view.text).toBe("state 1");
      expect(continued?.view.text).toMatch(/^state 3 \(This continues an earlier message/);
      expect(JSON.stringify(continued?.view.blocks[0])).toContain("continues an earlier message");
      expect(inThread?.threadTs).toBe(continued?.ts);
      expect(first).toEqual({ state: "shown", ts: old?.ts });
      expect([second, third]).toEqual([1, 2].map(() => ({ state: "shown", ts: continued?.ts })));
    },
  );

  it("keeps a reply for the message that is to continue the card", async () => {
    let isLimited = true;
    const world = createOutboxWorld(({ method }) => {
      if (method === "update") return { kind: "refused", error: "message_not_found" };
      if (method !== "post" || world.messages.length === 0 || !isLimited) return { kind: "done" };
      isLimited = false;
      return { kind: "limited", waitMs: 100_000 };
    });
    await show(world, card(1));
    await world.outbox().reply(reply("a"));
    // So much later that the reply would go first, if it could.
    await world.advance(80_000);
    await show(world, card(2));
    await world.finish();
    expect(world.messages.map(({ metadataKey }) => metadataKey)).toEqual(["OP1", "OP1 part 2", "a"]);
    expect(world.messages[2]?.threadTs).toBe(world.messages[1]?.ts);
  });

  it.each(["channel_not_found", "not_in_channel", "is_archived"])(
    "says that a card is impossible that was never shown, on %s",
    async (error) => {
      const world = refusing(error, inChannel, 9);
      const failure = { kind: "slack-refused", method: "post", error, channelId: "C1" };
      expect(await show(world, card(1))).toEqual({ state: "impossible", failure });
      expect(await show(world, card(2))).toEqual({ state: "impossible", failure });
      expect(await world.finish()).toBe(true);
      expect(world.calls.map(({ method }) => method)).toEqual(["post"]);
      // Whoever asked has heard it already.
      expect(world.settled).toEqual([]);
    },
  );

  it.each(["channel_not_found", "not_in_channel", "is_archived", "is_inactive"])(
    "tells who asked the rest privately when the channel is lost in the middle, on %s",
    async (error) => {
      const world = createOutboxWorld((call) => {
        const later = world.messages.length > 0 && inChannel(call);
        const code = call.method === "post" && error === "is_inactive" ? "is_archived" : error;
        return later ? { kind: "refused", error: code } : { kind: "done" };
      });
      await show(world, card(1));
      await show(world, card(2, { rank: "progress" }));
      await show(world, card(3, { rank: "progress" }));
      await world.outbox().reply(reply("what went wrong"));
      const last = await show(world, card(4));
      await world.finish();
      expect(textsIn(world, "C1")).toEqual(["state 1"]);
      // Which of the two finds out first depends on how Slack says it.
      expect([...textsIn(world, "U1")].sort()).toEqual([
        expect.stringMatching(/^state 4 \(Told privately/),
        expect.stringMatching(/^what went wrong \(Told privately, because .*<#C1>\.\)$/),
      ]);
      // With a block beside it Slack would not show the text.
      expect(
        world.messages.find(({ metadataKey }) => metadataKey === "what went wrong")?.view.blocks,
      ).toEqual([]);
      expect(last).toEqual({ state: "shown", ts: world.messages[0]?.ts });
    },
  );

  it("sends a reply privately that finds the channel lost", async () => {
    const world = refusing("is_archived", (call) => world.messages.length > 0 && inChannel(call), 9);
    await show(world, card(1));
    await world.outbox().reply(reply("a"));
    await world.finish();
    expect(textsIn(world, "U1")).toEqual([expect.stringMatching(/^a \(Told privately/)]);
  });

  it("hands over a state that must be seen when its own edit finds the channel lost", async () => {
    const world = refusing("is_archived", isUpdate);
    await show(world, card(1));
    await show(world, card(2));
    expect(textsIn(world, "U1")).toEqual([expect.stringMatching(/^state 2/)]);
  });

  it("sends classic blocks when newer ones are refused, and for an hour does not try newer ones", async () => {
    const newer = { type: "divider" } as const;
    const knowsNewer = (call: Omit<Call, "fate">) => JSON.stringify(call.view?.blocks).includes("divider");
    const world = refusing("invalid_blocks", knowsNewer, 9);
    const view = (text: string) => viewOf(text, { blocks: [newer], fallbackBlocks: [section(text)] });
    expect(await show(world, card(1, { view: view("one") }))).toMatchObject({ state: "shown" });
    expect(world.calls.filter(isPost)).toHaveLength(2);
    world.restart();
    await show(world, card(2, { view: view("two") }));
    expect(world.calls.filter(isUpdate).map(({ fate }) => fate)).toEqual(["done"]);
    expect(world.messages[0]?.view).toEqual({ text: "two", blocks: [section("two")] });
    await world.advance(HOUR_MS);
    await show(world, card(3, { view: view("three") }));
    expect(world.calls.filter(isUpdate).map(({ fate }) => fate)).toEqual(["done", "refused", "done"]);
  });

  it("sends text alone when the classic blocks are refused as well", async () => {
    const world = refusing("invalid_blocks", ({ view }) => (view?.blocks.length ?? 0) > 0, 9);
    const delivery = await show(
      world,
      card(1, { view: viewOf("one", { fallbackBlocks: [section("one")] }) }),
    );
    expect(delivery).toMatchObject({ state: "shown" });
    expect(world.calls.filter(isPost)).toHaveLength(3);
    expect(world.messages[0]?.view).toEqual({ text: "one", blocks: [] });
  });

  it.each(["msg_too_long", "msg_blocks_too_long"])("shortens on %s, and keeps the buttons", async (error) => {
    const world = refusing(error, isPost);
    await show(world, card(1, { view: viewOf("a".repeat(4_000)) }));
    const { text = "", blocks = [] } = world.messages[0]?.view ?? {};
    expect(text.length).toBeLessThanOrEqual(1_000);
    expect(blocks.map(({ type }) => type)).toEqual(["section", "context", "section"]);
    expect(JSON.stringify(blocks[2])).toContain("buttons");
  });

  it.each(["token_revoked", "invalid_auth"])(
    "waits with everything, and loses nothing, on %s",
    async (error) => {
      let isRevoked = true;
      const world = createOutboxWorld(() => (isRevoked ? { kind: "refused", error } : { kind: "done" }));
      for (const key of ["OP1", "OP2", "OP3"]) {
        expect(await show(world, card(1, { key }))).toEqual({ state: "pending" });
      }
      await world.outbox().reply(reply("a reply"));
      await world.advance(30 * HOUR_MS);
      expect(world.log.filter(({ message }) => message === "message not sent")).toHaveLength(1);
      // A try every few minutes, not by every card.
      expect(world.calls.length).toBeLessThan((30 * 60) / 3 + 10);
      isRevoked = false;
      await world.advance(4 * MINUTE_MS);
      expect(world.messages.map(({ metadataKey }) => metadataKey).sort()).toEqual([
        "OP1",
        "OP2",
        "OP3",
        "a reply",
      ]);
    },
  );

  it("tries again ever less often on a refusal that nobody knows, and gives up after a day", async () => {
    const world = refusing("what_is_this", isPost, Number.POSITIVE_INFINITY);
    expect(await show(world, card(1))).toEqual({ state: "pending" });
    expect(await world.finish()).toBe(true);
    const at = world.calls.filter(isPost).map((call) => call.at);
    const pauses = at.slice(1).map((moment, index) => moment - (at[index] ?? 0));
    expect(Math.max(...pauses)).toBeLessThan(11 * MINUTE_MS);
    expect(pauses.at(-1)).toBeGreaterThanOrEqual(10 * MINUTE_MS);
    expect(world.now() - (at[0] ?? 0)).toBeLessThan(25 * HOUR_MS);
    expect(world.settled).toMatchObject([{ key: "OP1", delivery: { state: "impossible" } }]);
    expect(world.log.map(({ outcome }) => outcome)).toEqual(["again", "given-up"]);
  });

  it("waits as long as Slack asks, with that method only, and remembers it when it is killed", async () => {
    let limited = true;
    const world = createOutboxWorld(({ method }) => {
      if (method !== "update" || !limited) return { kind: "done" };
      limited = false;
      return { kind: "limited", waitMs: 40_000 };
    });
    await show(world, card(1));
    await show(world, card(2));
    world.restart();
    expect(await show(world, card(1, { key: "OP2" }))).toMatchObject({ state: "shown" });
    expect(await show(world, card(2, { key: "OP2" }))).toEqual({ state: "pending" });
    await world.advance(2 * MINUTE_MS);
    const [refused, ...later] = world.calls.filter(isUpdate).map((call) => call.at);
    expect(later).toHaveLength(2);
    for (const at of later) expect(at - (refused ?? 0)).toBeGreaterThanOrEqual(40_000);
    expect(world.calls.filter(({ method }) => method === "find")).toEqual([]);
  });

  it("posts again where the search for a lost message is not permitted", async () => {
    const world = createOutboxWorld(({ method }) => {
      if (method === "find") return { kind: "refused", error: "missing_scope" };
      return isFirst() ? { kind: "down" } : { kind: "done" };
    });
    const isFirst = () => world.calls.filter(isPost).length === 0;
    expect(await show(world, card(1))).toEqual({ state: "pending" });
    await world.finish();
    expect(textsIn(world, "C1")).toEqual(["state 1"]);
    expect(world.pauses.get("token")).toBeUndefined();
  });
});
