import { describe, expect, it } from "vitest";
import { START } from "../sim-slack/open-workspace.ts";
import { methodsOf, openClient } from "./open-client.ts";

const view = { text: "card", blocks: [] };
const card = { channelId: "COPS" };

async function posted(posting: Promise<{ readonly ok: boolean; readonly value?: string }>): Promise<string> {
  const { value } = await posting;
  if (value === undefined) throw new Error("was not posted");
  return value;
}

describe("findMessage", () => {
  it("finds our message by its key, among those of others", async () => {
    const { client, slack } = openClient();
    await client.post(card, view, "OP0");
    const ts = await posted(client.post(card, view, "OP1"));
    await slack.client.sendMessage({ user: "UADMIN", channel: "COPS", text: "OP1?" });

    expect(await client.findMessage(card, "OP1", START)).toEqual({ ok: true, value: ts });
    expect(await client.findMessage(card, "OP2", START)).toEqual({ ok: true, value: null });
  });

  it("finds a reply in its thread, and only there", async () => {
    const { client } = openClient();
    const threadTs = await posted(client.post(card, view, "OP0"));
    const reply = await posted(client.post({ ...card, threadTs }, view, "OP1"));

    expect(await client.findMessage({ ...card, threadTs }, "OP1", START)).toEqual({ ok: true, value: reply });
    expect(await client.findMessage(card, "OP1", START)).toEqual({ ok: true, value: null });
  });

  it("goes back to a minute before the given time, and no further", async () => {
    const { client, advance } = openClient();
    const ts = await posted(client.post(card, view, "OP1"));
    advance(600_000);

    expect(await client.findMessage(card, "OP1", START + 59_000)).toEqual({ ok: true, value: ts });
    expect(await client.findMessage(card, "OP1", START + 61_000)).toEqual({ ok: true, value: null });
  });

  it("does not take another app's message for ours", async () => {
    const { client, slack, sent } = openClient();
    const ours = await posted(client.post(card, view, "OP1"));
    const theirs = await posted(client.post(card, view, "OP1"));
    slack.world.setAuthor("COPS", theirs, "UOTHERBOT");

    expect(await client.findMessage(card, "OP1", START)).toEqual({ ok: true, value: ours });
    slack.world.setAuthor("COPS", ours, "UADMIN");
    expect(await client.findMessage(card, "OP1", START)).toEqual({ ok: true, value: null });
    expect(methodsOf(sent)).toContain("auth.test");
  });

  it("does not find what was deleted", async () => {
    const { client, slack } = openClient();
    const ts = await posted(client.post(card, view, "OP1"));
    slack.world.deleteMessage("COPS", ts);

    expect(await client.findMessage(card, "OP1", START)).toEqual({ ok: true, value: null });
  });

  it("looks through a thousand messages, and no more", async () => {
    const { client, slack, advance, sent } = openClient();
    const found = await posted(client.post(card, view, "OP1"));
    const chatter = async (count: number) => {
      for (let index = 0; index < count; index += 1)
        await slack.client.sendMessage({ user: "UADMIN", channel: "COPS", text: "hm" });
    };

    await chatter(999);
    expect(await client.findMessage(card, "OP1", START)).toEqual({ ok: true, value: found });
    expect(methodsOf(sent).filter((method) => method === "conversations.history")).toHaveLength(5);
    await chatter(1);
    advance(60_000);
    expect(await client.findMessage(card, "OP1", START)).toEqual({ ok: true, value: null });
    expect(methodsOf(sent).filter((method) => method === "conversations.history")).toHaveLength(10);
  });

  it("says which refusal it met", async () => {
    const { client, slack } = openClient();
    slack.world.setScopes(["chat:write"]);

    expect(await client.findMessage(card, "OP1", START)).toMatchObject({
      failure: { kind: "slack-refused", method: "conversations.history", error: "missing_scope" },
    });
    expect(await client.findMessage({ ...card, threadTs: "1.000001" }, "OP1", START)).toMatchObject({
      failure: { kind: "slack-refused", method: "conversations.replies", error: "missing_scope" },
    });
  });

  it("reads messages whose metadata is somebody else's invention", async () => {
    const message = (ts: string, metadata: unknown) => ({ ts, bot_id: "BSWITCH", metadata });
    const odd = [
      null,
      "text",
      7,
      { event_type: "switchboard_operation" },
      { event_type: 1, event_payload: [] },
    ];
    const ours = { event_type: "switchboard_operation", event_payload: { operation_id: "OP1" } };
    const { client } = openClient(({ url }) =>
      url.endsWith("conversations.history")
        ? Response.json({
            ok: true,
            messages: [...odd, ours].map((data, index) => message(`${index}.0`, data)),
          })
        : null,
    );

    expect(await client.findMessage(card, "OP1", START)).toEqual({ ok: true, value: "5.0" });
  });
});
