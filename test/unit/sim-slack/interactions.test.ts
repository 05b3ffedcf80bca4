import { describe, expect, it } from "vitest";
import { type App, openWorkspace, payloadOf, type TestWorkspace, until } from "./open-workspace.ts";

const text = (label: string) => ({ type: "plain_text", text: label });
const go = { type: "button", action_id: "agent.go:1", value: "v1", style: "primary", text: text("Go") };
const options = [
  { text: text("One"), value: "1" },
  { text: text("Two"), value: "2" },
];
const menu = { type: "static_select", action_id: "menu", options };
const external = { type: "external_select", action_id: "agents", min_query_length: 1 };

async function posted(app: App, elements: object[]): Promise<TestWorkspace & { ts: string }> {
  const workspace = openWorkspace(app);
  const blocks = [{ type: "actions", block_id: "row", elements }];
  const { ts } = await workspace.api("chat.postMessage", { channel: "COPS", text: "card", blocks });
  return { ...workspace, ts: String(ts) };
}

const ok: App = () => new Response("");

describe("press", () => {
  it("sends block_actions with every documented field", async () => {
    const { slack, received, ts } = await posted(ok, [go, menu]);

    await slack.client.press({ user: "UADMIN", channel: "COPS", messageTs: ts, actionId: "agent.go:1" });

    expect(payloadOf(received[0])).toEqual({
      type: "block_actions",
      user: { id: "UADMIN", username: "admin", name: "admin", team_id: "TLOCAL" },
      api_app_id: "ALOCAL",
      token: expect.any(String),
      container: { type: "message", message_ts: ts, channel_id: "COPS", is_ephemeral: false },
      trigger_id: expect.any(String),
      team: { id: "TLOCAL", domain: "switchboard-team" },
      enterprise: null,
      is_enterprise_install: false,
      channel: { id: "COPS", name: "voice-ops" },
      message: expect.objectContaining({
        type: "message",
        ts,
        user: "USWITCH",
        bot_id: "BSWITCH",
        text: "card",
      }),
      state: { values: { row: { menu: { type: "static_select", selected_option: null } } } },
      response_url: expect.stringMatching(/^http:\/\/localhost:8791\/actions\//),
      actions: [
        {
          action_id: "agent.go:1",
          block_id: "row",
          type: "button",
          text: text("Go"),
          value: "v1",
          style: "primary",
          action_ts: expect.stringMatching(/^\d+\.\d{6}$/),
        },
      ],
    });
  });

  it("leaves the message out when it is ephemeral", async () => {
    const { slack, api, received } = openWorkspace();
    const { message_ts } = await api("chat.postEphemeral", {
      channel: "COPS",
      user: "UADMIN",
      blocks: [{ type: "actions", elements: [go] }],
    });

    await slack.client.press({
      user: "UADMIN",
      channel: "COPS",
      messageTs: String(message_ts),
      actionId: "agent.go:1",
    });

    expect(payloadOf(received[0])).toMatchObject({ container: { is_ephemeral: true } });
    expect(payloadOf(received[0])).not.toHaveProperty("message");
  });

  it("warns the person, and nobody else, when the app does not answer in three seconds", async () => {
    let hangs = true;
    const { slack, received, advance, ts } = await posted(
      () => (hangs ? new Promise(() => {}) : new Response("")),
      [go],
    );
    const press = { user: "UADMIN", channel: "COPS", messageTs: ts, actionId: "agent.go:1" };

    const pressing = slack.client.press(press);
    await until(() => received.length === 1);
    advance(3_000);

    expect(await pressing).toMatchObject({ status: null, error: "operation_timeout" });
    expect(slack.messagesFor("UADMIN", "COPS")[0]?.warning).toBe("operation_timeout");
    expect(slack.messagesFor("UVIEWER", "COPS")[0]?.warning).toBeNull();
    hangs = false;
    await slack.client.press(press);
    expect(slack.messagesFor("UADMIN", "COPS")[0]?.warning).toBeNull();
  });

  it("shows what the app changed before it answered", async () => {
    const workspace: TestWorkspace & { ts: string } = await posted(async () => {
      await workspace.api("chat.update", { channel: "COPS", ts: workspace.ts, text: "pressed" });
      return new Response("");
    }, [go]);

    const { shown } = await workspace.slack.client.press({
      user: "UADMIN",
      channel: "COPS",
      messageTs: workspace.ts,
      actionId: "agent.go:1",
    });

    expect(shown).toMatchObject([{ ts: workspace.ts, text: "pressed", edited: true }]);
  });

  it("refuses to press what the person does not see", async () => {
    const { slack, ts } = await posted(ok, [go]);
    const press = { user: "UADMIN", channel: "COPS", messageTs: ts, actionId: "agent.go:1" };

    await expect(slack.client.press({ ...press, actionId: "agent.stop:1" })).rejects.toThrow("no element");
    await expect(slack.client.press({ ...press, messageTs: "1.2" })).rejects.toThrow("sees no message");
  });

  it("refuses to press what is shown to somebody else alone", async () => {
    const { slack, api } = openWorkspace();
    const { message_ts } = await api("chat.postEphemeral", {
      channel: "COPS",
      user: "UADMIN",
      blocks: [{ type: "actions", elements: [go] }],
    });
    const press = { user: "UVIEWER", channel: "COPS", messageTs: String(message_ts), actionId: "agent.go:1" };

    await expect(slack.client.press(press)).rejects.toThrow("UVIEWER sees no message");
  });

  it("asks which block is meant when two buttons share an action id", async () => {
    const workspace = openWorkspace();
    const row = (block_id: string) => ({ type: "actions", block_id, elements: [{ ...go, action_id: "go" }] });
    const { ts } = await workspace.api("chat.postMessage", { channel: "COPS", blocks: [row("a"), row("b")] });
    const press = { user: "UADMIN", channel: "COPS", messageTs: String(ts), actionId: "go" };

    await expect(workspace.slack.client.press(press)).rejects.toThrow("name the block");
    await workspace.slack.client.press({ ...press, blockId: "b" });

    expect(payloadOf(workspace.received[0])).toMatchObject({ actions: [{ block_id: "b" }] });
  });
});

describe("choose", () => {
  it("sends the chosen option, and remembers it in the state of later actions", async () => {
    const { slack, received, ts } = await posted(ok, [go, menu]);
    const place = { user: "UADMIN", channel: "COPS", messageTs: ts };

    await slack.client.choose({ ...place, actionId: "menu", value: "2" });
    await slack.client.press({ ...place, actionId: "agent.go:1" });

    const chosen = { type: "static_select", selected_option: options[1] };
    expect(payloadOf(received[0])).toMatchObject({ actions: [{ action_id: "menu", ...chosen }] });
    expect(payloadOf(received[1])).toMatchObject({ state: { values: { row: { menu: chosen } } } });
  });

  it("refuses a value that the menu does not offer", async () => {
    const { slack, ts } = await posted(ok, [menu]);

    await expect(
      slack.client.choose({ user: "UADMIN", channel: "COPS", messageTs: ts, actionId: "menu", value: "3" }),
    ).rejects.toThrow('does not offer "3"');
  });

  it.each([
    [{ type: "overflow", action_id: "e", options }, "1", { selected_option: options[0] }],
    [{ type: "users_select", action_id: "e" }, "UVIEWER", { selected_user: "UVIEWER" }],
    [{ type: "datepicker", action_id: "e" }, "2026-11-02", { selected_date: "2026-11-02" }],
    [{ type: "checkboxes", action_id: "e", options }, ["1", "2"], { selected_options: options }],
  ])("sends the field of $0.type", async (element, value, field) => {
    const { slack, received, ts } = await posted(ok, [element]);

    await slack.client.choose({ user: "UADMIN", channel: "COPS", messageTs: ts, actionId: "e", value });

    expect(payloadOf(received[0])).toMatchObject({ actions: [{ type: element.type, ...field }] });
  });
});

describe("suggest", () => {
  const place = (ts: string) => ({ user: "UADMIN", channel: "COPS", messageTs: ts, actionId: "agents" });

  it("asks the app and gives what it offers, which can then be chosen", async () => {
    const { slack, received, ts } = await posted(() => Response.json({ options }), [external]);

    const suggestions = await slack.client.suggest({ ...place(ts), value: "o" });
    await slack.client.choose({ ...place(ts), value: "2" });

    expect(payloadOf(received[0])).toMatchObject({
      type: "block_suggestion",
      action_id: "agents",
      block_id: "row",
      value: "o",
      container: { type: "message", message_ts: ts },
    });
    expect(suggestions).toEqual({
      status: 200,
      error: null,
      options: [
        { text: "One", value: "1" },
        { text: "Two", value: "2" },
      ],
    });
    expect(payloadOf(received[1])).toMatchObject({ actions: [{ selected_option: options[1] }] });
  });

  it("does not ask before enough was typed", async () => {
    const { slack, received, ts } = await posted(ok, [{ ...external, min_query_length: 2 }]);

    expect(await slack.client.suggest({ ...place(ts), value: "o" })).toMatchObject({
      status: null,
      options: [],
    });
    expect(received).toEqual([]);
  });

  it("shows no options and says why when the answer is not valid", async () => {
    const long = { options: [{ text: text("x".repeat(76)), value: "1" }] };
    const { slack, ts } = await posted(() => Response.json(long), [external]);

    expect(await slack.client.suggest({ ...place(ts), value: "o" })).toMatchObject({
      options: [],
      error: "must be less than 76 characters [json-pointer:/options/0/text/text]",
    });
  });
});
