import { describe, expect, it } from "vitest";
import { openWorkspace } from "../sim-slack/open-workspace.ts";
import { followScene } from "./read-scene.ts";

const place = { user: "UOPERATOR", channel: "COPS" };

describe("SceneFollower", () => {
  it("tells a long conversation in parts, the newest first, each message once", async () => {
    const { slack } = openWorkspace();
    for (let at = 0; at < 250; at += 1) await slack.client.sendMessage({ ...place, text: `message ${at}` });
    const follower = followScene(slack, place);
    const parts = [follower.next(), follower.next(), follower.next()];
    expect(parts.map((part) => part?.messages.map(({ text }) => text).at(0))).toEqual([
      "message 150",
      "message 50",
      "message 0",
    ]);
    expect(parts.map((part) => [part?.isFirst, part?.isComplete])).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
    expect(parts.flatMap((part) => part?.messages ?? [])).toHaveLength(250);
    expect(follower.next()).toBeNull();
  });

  it("begins with the open thread", async () => {
    const { slack } = openWorkspace();
    const { ts: thread } = await slack.client.sendMessage({ ...place, text: "old parent" });
    for (let at = 0; at < 150; at += 1) await slack.client.sendMessage({ ...place, text: `message ${at}` });
    await slack.client.sendMessage({ ...place, text: "reply", threadTs: thread });
    const first = followScene(slack, { ...place, thread }).next();
    const texts = first?.messages.map(({ text }) => text) ?? [];
    expect(texts).toHaveLength(100);
    expect([texts.at(0), texts.at(-1)]).toEqual(["old parent", "reply"]);
  });

  it("tells an edited message again, and its parent when somebody replied, and nothing else", async () => {
    const { slack, api } = openWorkspace();
    const { ts } = await api("chat.postMessage", { channel: "COPS", text: "a card" });
    await slack.client.sendMessage({ ...place, text: "other" });
    const follower = followScene(slack, place);
    follower.next();
    await api("chat.update", { channel: "COPS", ts, text: "a card, done" });
    expect(follower.next()?.messages.map(({ text, edited }) => [text, edited])).toEqual([
      ["a card, done", true],
    ]);
    await slack.client.sendMessage({ ...place, text: "reply", threadTs: String(ts) });
    expect(follower.next()?.messages.map(({ text, replyCount }) => [text, replyCount])).toEqual([
      ["a card, done", 1],
    ]);
    expect(follower.next()).toBeNull();
  });

  it("tells which message is gone", async () => {
    const { slack } = openWorkspace();
    const { ts } = await slack.client.sendMessage({ ...place, text: "soon gone" });
    const follower = followScene(slack, place);
    follower.next();
    slack.world.deleteMessage("COPS", ts);
    expect(follower.next()).toEqual({ isFirst: false, messages: [], gone: [ts], isComplete: true });
  });

  it("tells what somebody sees no more when they leave the channel", async () => {
    const { slack } = openWorkspace();
    const { ts } = await slack.client.sendMessage({ ...place, text: "inside" });
    const follower = followScene(slack, place);
    follower.next();
    slack.world.leave("UOPERATOR", "COPS");
    const change = follower.next();
    expect(change?.gone).toEqual([ts]);
    expect(change?.workspace?.channels.map(({ id }) => id)).not.toContain("COPS");
  });
});
