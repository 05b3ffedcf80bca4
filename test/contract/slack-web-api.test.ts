/** The official client, which we did not write, against the simulated workspace over real HTTP. */
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { ErrorCode, type Logger, LogLevel, WebClient } from "@slack/web-api";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSlackWorkspace, type SlackWorkspace } from "../../sim/slack/slack-workspace.ts";
import { startingWorkspace } from "../../sim/slack/starting-workspace.ts";

const nothing = () => {};
/** Refused calls are expected here and need no lines on the screen. */
const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};

let slack: SlackWorkspace;
let now = Date.UTC(2026, 10, 2, 9);
const forms: URLSearchParams[] = [];

const server = serve({ fetch: (request) => slack.fetch(request), port: 0, hostname: "127.0.0.1" });

function serverUrl(): string {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://127.0.0.1:${address.port}`;
}

function createWebClient(token = "xoxb-local"): WebClient {
  return new WebClient(token, {
    slackApiUrl: `${serverUrl()}/api/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });
}

let web: WebClient;

beforeAll(async () => {
  if (!server.listening) await new Promise((resolve) => server.once("listening", resolve));
});

beforeEach(() => {
  forms.length = 0;
  slack = createSlackWorkspace({
    now: () => now,
    delay: () => new Promise(() => {}),
    deliver: async (request) => {
      forms.push(new URLSearchParams(await request.text()));
      return new Response("");
    },
    requestUrl: "http://localhost:8787/slack/events",
    publicUrl: serverUrl(),
    seed: startingWorkspace,
  });
  web = createWebClient();
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

const text = (label: string) => ({ type: "plain_text" as const, text: label });
const section = {
  type: "section" as const,
  text: { type: "mrkdwn" as const, text: "*support-line* is healthy" },
};
const modal = { type: "modal" as const, title: text("Roll back"), blocks: [section] };
const actions = {
  type: "actions" as const,
  elements: [{ type: "button" as const, action_id: "next", text: text("Next") }],
};

async function newTrigger(): Promise<string> {
  await slack.client.runCommand({ user: "UOPERATOR", channel: "COPS", text: "/agent" });
  return forms.at(-1)?.get("trigger_id") ?? "";
}

describe("WebClient", () => {
  it("tests the connection and the token", async () => {
    expect(await web.apiCall("api.test", { hello: "there" })).toMatchObject({
      ok: true,
      args: { hello: "there" },
    });
    expect(await web.auth.test()).toMatchObject({
      ok: true,
      team_id: "TLOCAL",
      user_id: "USWITCH",
      bot_id: "BSWITCH",
    });
    await expect(createWebClient("xoxb-wrong").auth.test()).rejects.toMatchObject({
      code: ErrorCode.PlatformError,
      data: { error: "invalid_auth" },
    });
  });

  it("posts, changes, reads back and deletes a message", async () => {
    const metadata = { event_type: "operation", event_payload: { id: "op-1" } };
    const posted = await web.chat.postMessage({
      channel: "COPS",
      text: "It runs.",
      blocks: [section],
      metadata,
    });
    const ts = posted.ts ?? "";
    expect(posted).toMatchObject({
      channel: "COPS",
      message: { user: "USWITCH", bot_id: "BSWITCH", app_id: "ALOCAL", text: "It runs.", metadata },
    });

    const updated = await web.chat.update({ channel: "COPS", ts, text: "It stopped." });
    expect(updated).toMatchObject({
      ts,
      text: "It stopped.",
      message: { edited: { user: "USWITCH" }, metadata },
    });

    const history = await web.conversations.history({ channel: "COPS", include_all_metadata: true });
    expect(history).toMatchObject({ has_more: false, messages: [{ ts, text: "It stopped.", metadata }] });
    const plain = await web.conversations.history({ channel: "COPS" });
    expect(plain.messages?.[0]).not.toHaveProperty("metadata");

    await web.chat.delete({ channel: "COPS", ts });
    expect((await web.conversations.history({ channel: "COPS" })).messages).toEqual([]);
  });

  it("finds the address of a message and of a reply", async () => {
    const { ts = "" } = await web.chat.postMessage({ channel: "COPS", text: "card" });
    const reply = await web.chat.postMessage({ channel: "COPS", text: "log", thread_ts: ts });
    const address = (stamp: string) =>
      `https://switchboard-team.slack.com/archives/COPS/p${stamp.replace(".", "")}`;

    expect(await web.chat.getPermalink({ channel: "COPS", message_ts: ts })).toMatchObject({
      channel: "COPS",
      permalink: address(ts),
    });
    expect((await web.chat.getPermalink({ channel: "COPS", message_ts: reply.ts ?? "" })).permalink).toBe(
      `${address(reply.ts ?? "")}?thread_ts=${ts}&cid=COPS`,
    );
    await expect(web.chat.getPermalink({ channel: "COPS", message_ts: "1.000001" })).rejects.toMatchObject({
      data: { error: "message_not_found" },
    });
  });

  it("uploads files into a thread, in Slack's three steps", async () => {
    const { ts = "" } = await web.chat.postMessage({ channel: "COPS", text: "card" });

    const uploaded = await web.filesUploadV2({
      channel_id: "COPS",
      thread_ts: ts,
      initial_comment: "The log.",
      file_uploads: [
        { filename: "log.txt", title: "Log", file: Buffer.from("line 1\nline 2 – ü\n") },
        { filename: "audit.csv", file: Buffer.from("a,b\n") },
      ],
    });

    expect(uploaded).toMatchObject({ ok: true, files: [{ ok: true, files: [{ title: "Log" }, {}] }] });
    const [, message] = slack.messagesFor("UVIEWER", "COPS", ts);
    expect(message).toMatchObject({
      text: "The log.",
      threadTs: ts,
      files: [
        { name: "log.txt", title: "Log" },
        { name: "audit.csv", title: "audit.csv" },
      ],
    });
    expect(message?.files.map(({ id }) => slack.world.readFile(id))).toEqual([
      "line 1\nline 2 – ü\n",
      "a,b\n",
    ]);
    expect((await web.conversations.replies({ channel: "COPS", ts })).messages?.[1]).toMatchObject({
      files: [{ name: "log.txt", channels: ["COPS"] }, { name: "audit.csv" }],
    });
  });

  it("posts an ephemeral message", async () => {
    const { message_ts } = await web.chat.postEphemeral({
      channel: "COPS",
      user: "UVIEWER",
      text: "For you.",
    });

    expect(slack.messagesFor("UVIEWER", "COPS")).toMatchObject([{ ts: message_ts, ephemeral: true }]);
  });

  it("reads a thread, parent first, by pages", async () => {
    const { ts } = await web.chat.postMessage({ channel: "COPS", text: "parent" });
    for (const reply of ["one", "two"])
      await web.chat.postMessage({ channel: "COPS", thread_ts: ts ?? "", text: reply });

    const pages: unknown[] = [];
    let cursor = "";
    do {
      const page = await web.conversations.replies({ channel: "COPS", ts: ts ?? "", limit: 2, cursor });
      pages.push(page.messages?.map((message) => message.text));
      cursor = page.response_metadata?.next_cursor ?? "";
    } while (cursor !== "");

    expect(pages).toEqual([["parent", "one"], ["two"]]);
    expect((await web.conversations.history({ channel: "COPS" })).messages).toMatchObject([
      { text: "parent", reply_count: 2, reply_users: ["USWITCH"] },
    ]);
  });

  it("limits history to a span of time", async () => {
    const stamps: string[] = [];
    for (const label of ["a", "b", "c"])
      stamps.push((await web.chat.postMessage({ channel: "COPS", text: label })).ts ?? "");
    const [oldest = "", middle = "", latest = ""] = stamps;
    const texts = async (span: { oldest?: string; latest?: string; inclusive?: boolean }) =>
      (await web.conversations.history({ channel: "COPS", ...span })).messages?.map(
        (message) => message.text,
      );

    expect(await texts({})).toEqual(["c", "b", "a"]);
    expect(await texts({ oldest, latest })).toEqual(["b"]);
    expect(await texts({ oldest: middle, inclusive: true })).toEqual(["c", "b"]);
  });

  it("reads conversations and their members", async () => {
    const list = await web.conversations.list({ types: "public_channel", exclude_archived: true });
    expect(list.channels?.map(({ id, name, is_member }) => [id, name, is_member])).toEqual([
      ["COPS", "voice-ops", true],
      ["CDEV", "voice-dev", true],
      ["CSHARED", "partner-shared", true],
    ]);
    expect(await web.conversations.info({ channel: "CSHARED", include_num_members: true })).toMatchObject({
      channel: { id: "CSHARED", is_ext_shared: true, num_members: 7 },
    });
    expect((await web.conversations.info({ channel: "DADMIN" })).channel).toMatchObject({
      is_im: true,
      user: "UADMIN",
    });
    expect((await web.conversations.members({ channel: "CDEV" })).members).not.toContain("UGUEST");
  });

  it("reads people and groups", async () => {
    expect((await web.users.info({ user: "UGUEST", include_locale: true })).user).toMatchObject({
      real_name: "Tom Brandt",
      is_restricted: true,
      is_bot: false,
      tz: "Europe/Berlin",
      locale: "en-US",
    });
    expect((await web.users.list({ limit: 200 })).members).toHaveLength(8);
    expect(
      (await web.usergroups.list({ include_users: true, include_count: true })).usergroups,
    ).toMatchObject([
      { id: "SONCALL", handle: "oncall", users: ["UADMIN", "UAPPROVER"], user_count: 2 },
      { id: "SLEADS", handle: "leads", users: ["ULEAD", "UADMIN"], user_count: 2 },
    ]);
    expect((await web.usergroups.users.list({ usergroup: "SONCALL" })).users).toEqual([
      "UADMIN",
      "UAPPROVER",
    ]);
    await expect(web.users.info({ user: "UNOBODY" })).rejects.toMatchObject({
      data: { error: "user_not_found" },
    });
    await expect(web.usergroups.users.list({ usergroup: "SNONE" })).rejects.toMatchObject({
      data: { error: "no_such_subteam" },
    });
  });

  it("opens, pushes, updates and publishes views", async () => {
    const opened = await web.views.open({
      trigger_id: await newTrigger(),
      view: { ...modal, blocks: [actions] },
    });
    const viewId = opened.view?.id ?? "";
    await slack.client.press({ user: "UOPERATOR", viewId, actionId: "next" });
    const { trigger_id } = JSON.parse(forms.at(-1)?.get("payload") ?? "");

    const pushed = await web.views.push({ trigger_id, view: modal });
    const updated = await web.views.update({ view_id: viewId, view: { ...modal, title: text("New") } });
    const home = await web.views.publish({ user_id: "UADMIN", view: { type: "home", blocks: [section] } });

    expect(pushed.view).toMatchObject({ root_view_id: viewId, previous_view_id: viewId });
    expect(updated.view).toMatchObject({ id: viewId, title: text("New") });
    expect(home.view).toMatchObject({ type: "home" });
    expect(slack.viewsFor("UADMIN").home).toMatchObject({ id: home.view?.id });
  });

  it("is told where blocks are wrong", async () => {
    const tooLong = { type: "section" as const, text: text("x".repeat(3_001)) };

    await expect(
      web.chat.postMessage({ channel: "COPS", text: "x", blocks: [tooLong] }),
    ).rejects.toMatchObject({
      code: ErrorCode.PlatformError,
      data: {
        error: "invalid_blocks",
        response_metadata: {
          messages: [
            "[ERROR] failed to match all allowed schemas [json-pointer:/blocks/0/text]",
            "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
          ],
        },
      },
    });
  });

  it("is told which scope is missing, and reads the granted ones", async () => {
    slack.world.setScopes(["users:read"]);

    await expect(web.chat.postMessage({ channel: "COPS", text: "x" })).rejects.toMatchObject({
      data: { error: "missing_scope", needed: "chat:write", provided: "users:read" },
    });
    expect((await web.users.info({ user: "UADMIN" })).response_metadata?.scopes).toEqual(["users:read"]);
  });

  it("is told how long to wait when it is too fast", async () => {
    for (let post = 0; post < 5; post += 1) await web.chat.postMessage({ channel: "COPS", text: "x" });

    await expect(web.chat.postMessage({ channel: "COPS", text: "x" })).rejects.toMatchObject({
      code: ErrorCode.RateLimitedError,
      retryAfter: 1,
    });
    now += 1_000;
    expect((await web.chat.postMessage({ channel: "COPS", text: "x" })).ok).toBe(true);
  });

  it("sees an injected fault as an HTTP error", async () => {
    slack.faults.inject({ match: "chat.postMessage", fault: { kind: "status", status: 500 }, times: 1 });

    await expect(web.chat.postMessage({ channel: "COPS", text: "x" })).rejects.toMatchObject({
      code: ErrorCode.HTTPError,
      statusCode: 500,
    });
  });
});
