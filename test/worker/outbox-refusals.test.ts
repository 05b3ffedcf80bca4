import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { plan } from "../../src/views/blocks.ts";
import type { View } from "../../src/views/view.ts";
import { cardWrite, openOutbox, viewOf } from "./outbox-fixture.ts";

const MINUTE_MS = 60_000;

let world: ReturnType<typeof openOutbox>;
beforeEach(() => {
  world = openOutbox();
});
afterEach(() => world.close());

const textsIn = (channel: string) => world.said(channel).map(({ text }) => text);
const reply = (key: string) => ({ key, cardKey: "OP1", view: viewOf(key) });

/** Shows a state when the card may be edited again. */
async function show(revision: number, change: Parameters<typeof cardWrite>[1] = {}) {
  await world.advance(4_000);
  return await world.outbox.show(cardWrite(revision, change));
}

describe("OutboxObject, when Slack refuses", () => {
  it.each([
    ["is archived", "is_archived", () => world.slack.world.archive("COPS", true)],
    ["does not have the bot in it", "not_in_channel", () => world.slack.world.removeBot("COPS")],
  ])("says that a first post is impossible where the channel %s", async (_, error, change) => {
    change();
    expect(await show(1)).toMatchObject({ state: "impossible", failure: { kind: "slack-refused", error } });
    expect(textsIn("COPS")).toEqual([]);
  });

  it.each([
    ["is archived", () => world.slack.world.archive("COPS", true)],
    ["loses the bot", () => world.slack.world.removeBot("COPS")],
  ])("tells who asked privately when the channel %s in the middle", async (_, change) => {
    await show(1);
    change();
    await show(2, { rank: "progress" });
    await world.outbox.reply(reply("what went wrong"));
    await show(3);
    await world.advance(MINUTE_MS);
    expect(textsIn("COPS")).toEqual(["state 1"]);
    // Which of the two finds out first depends on how Slack says it.
    expect([...textsIn("DOPERATOR")].sort()).toEqual([
      expect.stringMatching(/^state 3 \(Told privately/),
      expect.stringMatching(/^what went wrong \(Told privately/),
    ]);
  });

  it.each([
    ["was deleted", (ts: string) => world.slack.world.deleteMessage("COPS", ts)],
    ["may be edited no more", () => world.slack.world.setEditWindow(0)],
    ["is somebody else's now", (ts: string) => world.slack.world.setAuthor("COPS", ts, "UOTHERBOT")],
  ])("continues a card in a new message when the old one %s", async (_, change) => {
    await show(1);
    change(world.said("COPS")[0]?.ts ?? "");
    const delivery = await show(2);
    world.slack.world.setEditWindow(null);
    await world.outbox.reply(reply("details"));
    await show(3);
    await world.advance(MINUTE_MS);
    const [continued, inThread] = world.said("COPS").slice(-2);
    expect(delivery).toEqual({ state: "shown", ts: continued?.ts });
    expect(continued?.text).toMatch(/^state 3 \(This continues an earlier message/);
    expect(inThread).toMatchObject({ text: "details", threadTs: continued?.ts });
  });

  it("sends classic blocks to a workspace that refuses newer ones, and remembers that", async () => {
    world.slack.world.refuseBlocks(["plan"]);
    const classic = viewOf("classic").blocks;
    const view = (text: string): View => ({
      text,
      blocks: [plan("Steps", []), ...classic],
      fallbackBlocks: classic,
    });
    expect(await show(1, { view: view("one") })).toMatchObject({ state: "shown" });
    await show(2, { view: view("two") });
    expect(world.said("COPS")).toMatchObject([{ text: "two", blocks: 1 }]);
    expect(world.calls("chat.postMessage")).toHaveLength(2);
    expect(world.calls("chat.update")).toHaveLength(1);
  });

  it("sends fewer words when they were too many", async () => {
    const long = { type: "section", text: { type: "mrkdwn", text: "a".repeat(2_900) } } as const;
    const view: View = { text: "long", blocks: [long, long, long, long, ...viewOf("buttons").blocks] };
    expect(await show(1, { view })).toMatchObject({ state: "shown" });
    expect(world.said("COPS")).toMatchObject([{ text: "long", blocks: 3 }]);
  });

  it("waits while the token is revoked, says so once in the log, and goes on when it works again", async () => {
    await show(1);
    world.slack.world.revokeToken();
    for (let revision = 2; revision < 10; revision += 1) {
      expect(await show(revision)).toEqual({ state: "pending" });
      await world.outbox.reply(reply(`reply ${revision}`));
      await world.advance(3 * MINUTE_MS);
    }
    expect(textsIn("COPS")).toEqual(["state 1"]);
    const lines = world.log.filter(({ message }) => message === "message not sent");
    expect(lines).toMatchObject([{ error: "token_revoked", endpoint: "chat.update", channel: "COPS" }]);
    world.slack.world.restoreToken();
    await world.advance(5 * MINUTE_MS);
    const replies = Array.from({ length: 8 }, (_, index) => `reply ${index + 2}`);
    expect(textsIn("COPS")).toEqual(["state 9", ...replies]);
  });

  it("posts again where it is not allowed to look for a lost message", async () => {
    world.slack.world.setScopes(["chat:write"]);
    world.slack.faults.inject({
      match: "chat.postMessage",
      fault: { kind: "status", status: 503 },
      times: 1,
    });
    expect(await show(1)).toEqual({ state: "pending" });
    await world.advance(MINUTE_MS);
    expect(textsIn("COPS")).toEqual(["state 1"]);
  });

  it.each(["garbage", "wrong-json"] as const)("treats %s as no answer, and looks", async (kind) => {
    world.slack.faults.inject({ match: "chat.postMessage", fault: { kind }, times: 1 });
    expect(await show(1)).toEqual({ state: "pending" });
    await world.advance(MINUTE_MS);
    expect(textsIn("COPS")).toEqual(["state 1"]);
    expect(world.calls("conversations.history")).toHaveLength(1);
  });
});
