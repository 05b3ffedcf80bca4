import { describe, expect, it } from "vitest";
import { openWorkspace, payloadOf } from "./open-workspace.ts";

const place = { user: "UOPERATOR", channel: "COPS" };

describe("a shortcut on a message", () => {
  it("sends message_action with the message, a trigger and a response URL", async () => {
    const { slack, received } = openWorkspace();
    const { ts } = await slack.client.sendMessage({ ...place, text: "look at this" });
    const { error } = await slack.client.runShortcut({ ...place, messageTs: ts, callbackId: "add" });
    expect(error).toBeNull();
    expect(payloadOf(received.at(-1))).toMatchObject({
      type: "message_action",
      callback_id: "add",
      user: { id: "UOPERATOR" },
      channel: { id: "COPS", name: "voice-ops" },
      message_ts: ts,
      message: { text: "look at this" },
      trigger_id: expect.any(String),
      response_url: expect.stringContaining("/actions/"),
    });
  });

  it("is not there on what only one person sees", async () => {
    const { slack, api } = openWorkspace();
    await api("chat.postEphemeral", { channel: "COPS", user: "UOPERATOR", text: "psst" });
    const [message] = slack.messagesFor("UOPERATOR", "COPS");
    const input = { ...place, messageTs: message?.ts ?? "", callbackId: "add" };
    await expect(slack.client.runShortcut(input)).rejects.toThrow("no shortcuts");
  });
});

describe("looking at the Home tab", () => {
  it("tells the app only if it subscribed to that", async () => {
    const { slack, received } = openWorkspace();
    await slack.client.openHome("UOPERATOR");
    expect(received).toEqual([]);
    slack.world.setEventSubscriptions(["app_mention", "app_home_opened"]);
    await slack.client.openHome("UOPERATOR");
    expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({
      type: "event_callback",
      event: { type: "app_home_opened", user: "UOPERATOR", tab: "home", channel: "DOPERATOR" },
    });
  });
});
