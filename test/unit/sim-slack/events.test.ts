import { describe, expect, it } from "vitest";
import { openWorkspace, until } from "./open-workspace.ts";

const hello = { user: "UOPERATOR", channel: "COPS", text: "@switchboard status" };

const bodyOf = (text: string | undefined): Record<string, unknown> => JSON.parse(text ?? "null");

describe("sendMessage", () => {
  it("sends an app_mention in its envelope when the bot is mentioned", async () => {
    const { slack, received } = openWorkspace();

    const { ts } = await slack.client.sendMessage(hello);

    expect(received[0]?.request.headers.get("content-type")).toBe("application/json");
    expect(bodyOf(received[0]?.body)).toMatchObject({
      type: "event_callback",
      team_id: "TLOCAL",
      api_app_id: "ALOCAL",
      event_id: expect.stringMatching(/^Ev/),
      event_time: 1_793_610_000,
      authorizations: [{ team_id: "TLOCAL", user_id: "USWITCH", is_bot: true }],
      event: {
        type: "app_mention",
        user: "UOPERATOR",
        channel: "COPS",
        text: "<@USWITCH> status",
        ts,
        event_ts: ts,
        team: "TLOCAL",
        blocks: [
          {
            type: "rich_text",
            elements: [
              {
                type: "rich_text_section",
                elements: [
                  { type: "user", user_id: "USWITCH" },
                  { type: "text", text: " status" },
                ],
              },
            ],
          },
        ],
      },
    });
  });

  it("says in which thread it was said", async () => {
    const { slack, received } = openWorkspace();
    const parent = await slack.client.sendMessage({ ...hello, text: "night shift" });

    await slack.client.sendMessage({ ...hello, threadTs: parent.ts });

    expect(bodyOf(received[0]?.body)).toMatchObject({ event: { thread_ts: parent.ts } });
  });

  it("sends nothing for a message without a mention", async () => {
    const { slack, received } = openWorkspace();

    const outcome = await slack.client.sendMessage({ ...hello, text: "just talking" });

    expect(received).toEqual([]);
    expect(outcome.shown.map(({ text }) => text)).toEqual(["just talking"]);
  });

  it("sends nothing when the bot is not in the channel", async () => {
    const { slack, received } = openWorkspace();
    slack.world.removeBot("COPS");

    await slack.client.sendMessage(hello);

    expect(received).toEqual([]);
  });

  it("sends nothing when the scope for mentions is not granted", async () => {
    const { slack, received } = openWorkspace();
    slack.world.setScopes(["chat:write"]);

    await slack.client.sendMessage(hello);

    expect(received).toEqual([]);
  });

  it("marks the author when another bot speaks", async () => {
    const { slack, received } = openWorkspace();

    await slack.client.sendMessage({ ...hello, user: "UOTHERBOT" });

    expect(bodyOf(received[0]?.body)).toMatchObject({ event: { user: "UOTHERBOT", bot_id: "BOTHERBOT" } });
  });

  it("sends message.im and no app_mention from a direct conversation, once subscribed", async () => {
    const { slack, received } = openWorkspace();
    await slack.client.sendMessage({ ...hello, channel: "DOPERATOR" });
    expect(received).toEqual([]);
    slack.world.setEventSubscriptions(["app_mention", "message.im"]);

    await slack.client.sendMessage({ ...hello, channel: "DOPERATOR", text: "status" });

    expect(received.map(({ body }) => bodyOf(body))).toMatchObject([
      { event: { type: "message", channel_type: "im", text: "status" } },
    ]);
  });
});

describe("an event that the app does not take", () => {
  it("is retried at once, after one minute and after five, and then given up", async () => {
    const workspace = openWorkspace(() => new Response("broken", { status: 500 }));
    const { slack, received, advance, pendingDelays } = workspace;

    const outcome = await slack.client.sendMessage(hello);
    await until(() => pendingDelays().includes(60_000));
    advance(60_000);
    await until(() => pendingDelays().includes(300_000));
    advance(300_000);
    await slack.client.settled();

    expect(outcome.status).toBe(500);
    expect(
      received.map(({ at, request: { headers } }) => [
        at - (received[0]?.at ?? 0),
        headers.get("x-slack-retry-num"),
        headers.get("x-slack-retry-reason"),
      ]),
    ).toEqual([
      [0, null, null],
      [0, "1", "http_error"],
      [60_000, "2", "http_error"],
      [360_000, "3", "http_error"],
    ]);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  });

  it("is signed anew for each attempt", async () => {
    const { slack, received, advance, pendingDelays } = openWorkspace(() =>
      received.length < 3 ? new Response("", { status: 503 }) : new Response(""),
    );

    await slack.client.sendMessage(hello);
    await until(() => pendingDelays().includes(60_000));
    advance(60_000);
    await slack.client.settled();

    const signatures = received.map(({ request }) => request.headers.get("x-slack-signature"));
    expect(received).toHaveLength(3);
    expect(signatures[0]).toBe(signatures[1]);
    expect(signatures[2]).not.toBe(signatures[0]);
  });

  it("is retried for a timeout after three seconds", async () => {
    let hangs = true;
    const { slack, received, advance } = openWorkspace(() =>
      hangs ? new Promise(() => {}) : new Response(""),
    );

    const sending = slack.client.sendMessage(hello);
    await until(() => received.length === 1);
    hangs = false;
    advance(3_000);
    await sending;
    await slack.client.settled();

    expect(received.map(({ request }) => request.headers.get("x-slack-retry-reason"))).toEqual([
      null,
      "http_timeout",
    ]);
  });

  it("is not retried when the app asks for no retry", async () => {
    const { slack, received } = openWorkspace(
      () => new Response("", { status: 500, headers: { "x-slack-no-retry": "1" } }),
    );

    await slack.client.sendMessage(hello);
    await slack.client.settled();

    expect(received).toHaveLength(1);
  });
});
