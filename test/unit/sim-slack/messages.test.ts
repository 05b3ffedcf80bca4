import { describe, expect, it } from "vitest";
import { openWorkspace } from "./open-workspace.ts";

const divider = { type: "divider" };

describe("an ephemeral message", () => {
  it("is seen by its person only and is not in the history", async () => {
    const { slack, api } = openWorkspace();
    await api("chat.postMessage", { channel: "COPS", text: "for all" });

    await api("chat.postEphemeral", { channel: "COPS", user: "UVIEWER", text: "for you" });

    expect(slack.messagesFor("UVIEWER", "COPS").map(({ text, ephemeral }) => [text, ephemeral])).toEqual([
      ["for all", false],
      ["for you", true],
    ]);
    expect(slack.messagesFor("UADMIN", "COPS")).toHaveLength(1);
    expect((await api("conversations.history", { channel: "COPS" })).messages).toMatchObject([
      { text: "for all" },
    ]);
  });

  it("needs its person in the channel", async () => {
    const { api, slack } = openWorkspace();
    slack.world.setDeactivated("UVIEWER", true);

    for (const user of ["UGUEST", "UVIEWER", "UNOBODY"])
      expect(await api("chat.postEphemeral", { channel: "CDEV", user, text: "x" })).toMatchObject({
        error: "user_not_in_channel",
      });
  });

  it("can be neither changed, deleted, nor answered", async () => {
    const { api } = openWorkspace();
    const { message_ts: ts } = await api("chat.postEphemeral", {
      channel: "COPS",
      user: "UADMIN",
      text: "x",
    });

    expect(await api("chat.update", { channel: "COPS", ts, text: "y" })).toMatchObject({
      error: "message_not_found",
    });
    expect(await api("chat.delete", { channel: "COPS", ts })).toMatchObject({ error: "message_not_found" });
    expect(await api("chat.postMessage", { channel: "COPS", thread_ts: ts, text: "y" })).toMatchObject({
      error: "cannot_reply_to_message",
    });
    expect(await api("conversations.replies", { channel: "COPS", ts })).toMatchObject({
      error: "thread_not_found",
    });
  });

  it("shows in the thread it was posted to", async () => {
    const { slack, api } = openWorkspace();
    const { ts } = await api("chat.postMessage", { channel: "COPS", text: "parent" });

    await api("chat.postEphemeral", { channel: "COPS", user: "UADMIN", thread_ts: ts, text: "psst" });

    expect(slack.messagesFor("UADMIN", "COPS", String(ts)).map(({ text }) => text)).toEqual([
      "parent",
      "psst",
    ]);
    expect(slack.messagesFor("UADMIN", "COPS")).toMatchObject([{ text: "parent", replyCount: 0 }]);
  });
});

describe("chat.update", () => {
  it("removes the blocks and marks the message when only text is given", async () => {
    const { slack, api } = openWorkspace();
    const { ts } = await api("chat.postMessage", { channel: "COPS", text: "card", blocks: [divider] });

    await api("chat.update", { channel: "COPS", ts, text: "plain" });

    expect(slack.messagesFor("UADMIN", "COPS")).toMatchObject([{ text: "plain", blocks: [], edited: true }]);
  });

  it("leaves no mark when blocks are given", async () => {
    const { slack, api } = openWorkspace();
    const { ts } = await api("chat.postMessage", { channel: "COPS", text: "card", blocks: [divider] });

    await api("chat.update", { channel: "COPS", ts, text: "card 2", blocks: [divider] });

    expect(slack.messagesFor("UADMIN", "COPS")).toMatchObject([{ text: "card 2", edited: false }]);
  });

  it("keeps metadata that it does not mention and removes it when given empty", async () => {
    const { api } = openWorkspace();
    const metadata = { event_type: "operation", event_payload: { id: "op-1" } };
    const { ts } = await api("chat.postMessage", { channel: "COPS", text: "card", metadata });

    expect(await api("chat.update", { channel: "COPS", ts, text: "2" })).toMatchObject({
      message: { metadata },
    });
    const { message } = await api("chat.update", { channel: "COPS", ts, text: "3", metadata: {} });
    expect(message).not.toHaveProperty("metadata");
  });

  it("changes the app's own messages only", async () => {
    const { slack, api } = openWorkspace();
    const { ts } = await slack.client.sendMessage({ user: "UADMIN", channel: "COPS", text: "mine" });

    expect(await api("chat.update", { channel: "COPS", ts, text: "x" })).toMatchObject({
      error: "cant_update_message",
    });
    expect(await api("chat.delete", { channel: "COPS", ts })).toMatchObject({ error: "cant_delete_message" });
  });

  it("says why a message cannot be changed any more", async () => {
    const { slack, api } = openWorkspace();
    const { ts } = await api("chat.postMessage", { channel: "COPS", text: "card" });
    const update = async (fields: object = {}) =>
      (await api("chat.update", { channel: "COPS", ts, text: "x", ...fields })).error;

    expect(await update({ text: "x".repeat(4_001) })).toBe("msg_too_long");
    expect(await update({ text: "" })).toBe("no_text");
    expect(await update({ ts: "1.000001" })).toBe("message_not_found");
    slack.world.setEditWindow(0);
    expect(await update()).toBe("edit_window_closed");
    slack.world.archive("COPS", true);
    expect(await update()).toBe("is_inactive");
    slack.world.removeBot("COPS");
    expect(await update()).toBe("channel_not_found");
  });
});

describe("chat.postMessage", () => {
  it("says why it cannot post", async () => {
    const { slack, api } = openWorkspace();
    const post = async (fields: object) =>
      (await api("chat.postMessage", { channel: "CDEV", text: "x", ...fields })).error;
    slack.world.archive("COPS", true);
    slack.world.removeBot("CSHARED");

    expect(await post({ channel: "CNONE" })).toBe("channel_not_found");
    expect(await post({ channel: "COPS" })).toBe("is_archived");
    expect(await post({ channel: "CSHARED" })).toBe("not_in_channel");
    expect(await post({ text: "  " })).toBe("no_text");
    expect(await post({ blocks: "[{" })).toBe("invalid_blocks_format");
    expect(await post({ blocks: [{ type: "nope" }] })).toBe("invalid_blocks");
    expect(await post({ metadata: { event_type: "x" } })).toBe("invalid_metadata_schema");
    expect(await post({ thread_ts: "1.000001" })).toBe("cannot_reply_to_message");
  });

  it("refuses blocks whose text is too long together, which a response URL would take", async () => {
    const { api } = openWorkspace();
    const section = { type: "section", text: { type: "mrkdwn", text: "x".repeat(2_600) } };
    const post = (count: number) =>
      api("chat.postMessage", { channel: "COPS", blocks: Array(count).fill(section) });

    expect(await post(3)).toMatchObject({ ok: true });
    expect(await post(4)).toMatchObject({ error: "msg_blocks_too_long" });
  });

  it("cuts off text after 40000 characters", async () => {
    const { slack, api } = openWorkspace();

    await api("chat.postMessage", { channel: "COPS", text: "x".repeat(40_001) });

    expect(slack.messagesFor("UADMIN", "COPS")[0]?.text).toHaveLength(40_000);
  });

  it("makes up the ids that blocks and elements lack, and keeps those that they have", async () => {
    const { slack, api } = openWorkspace();
    const button = (fields: object) => ({
      type: "button",
      text: { type: "plain_text", text: "a" },
      ...fields,
    });
    const blocks = [
      { type: "actions", elements: [button({}), button({ action_id: "mine" })] },
      { type: "divider", block_id: "line" },
    ];

    await api("chat.postMessage", { channel: "COPS", blocks });

    expect(slack.messagesFor("UADMIN", "COPS")[0]?.blocks).toMatchObject([
      {
        block_id: expect.any(String),
        elements: [{ action_id: expect.any(String) }, { action_id: "mine" }],
      },
      { block_id: "line" },
    ]);
  });

  it("opens a direct conversation when it is given a person", async () => {
    const { slack, api } = openWorkspace();

    expect(await api("chat.postMessage", { channel: "UADMIN", text: "psst" })).toMatchObject({
      channel: "DADMIN",
    });
    expect(slack.messagesFor("UADMIN", "DADMIN")).toHaveLength(1);
  });

  it("sends a reply to the channel as well when told so", async () => {
    const { slack, api } = openWorkspace();
    const { ts } = await api("chat.postMessage", { channel: "COPS", text: "parent" });
    await api("chat.postMessage", { channel: "COPS", text: "hidden", thread_ts: ts });

    await api("chat.postMessage", { channel: "COPS", text: "shown", thread_ts: ts, reply_broadcast: true });

    expect(slack.messagesFor("UADMIN", "COPS").map(({ text }) => text)).toEqual(["parent", "shown"]);
    const { messages } = await api("conversations.history", { channel: "COPS" });
    expect(messages).toMatchObject([
      { subtype: "thread_broadcast", text: "shown" },
      { text: "parent", reply_count: 2 },
    ]);
  });

  it("knows no block that the workspace refuses", async () => {
    const { slack, api } = openWorkspace();
    slack.world.refuseBlocks(["plan"]);

    expect(
      await api("chat.postMessage", { channel: "COPS", blocks: [{ type: "plan", title: "a" }] }),
    ).toMatchObject({
      error: "invalid_blocks",
      errors: ["unsupported type: plan [json-pointer:/blocks/0/type]"],
      response_metadata: { messages: ["[ERROR] unsupported type: plan [json-pointer:/blocks/0/type]"] },
    });
  });
});

describe("chat.delete", () => {
  it("leaves a tombstone where replies live on, and nothing elsewhere", async () => {
    const { slack, api } = openWorkspace();
    const { ts } = await api("chat.postMessage", { channel: "COPS", text: "parent" });
    const reply = await api("chat.postMessage", { channel: "COPS", text: "reply", thread_ts: ts });

    await api("chat.delete", { channel: "COPS", ts });
    expect(slack.messagesFor("UADMIN", "COPS")).toMatchObject([
      { tombstone: true, text: "This message was deleted." },
    ]);
    await api("chat.delete", { channel: "COPS", ts: reply.ts });

    expect(slack.messagesFor("UADMIN", "COPS", String(ts))).toHaveLength(1);
    expect((await api("conversations.history", { channel: "COPS" })).messages).toMatchObject([
      { subtype: "tombstone", hidden: true },
    ]);
  });
});
