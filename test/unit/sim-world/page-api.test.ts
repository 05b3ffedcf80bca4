import { describe, expect, it } from "vitest";
import { createSlackWorkspace } from "../../../sim/slack/slack-workspace.ts";
import { startingWorkspace } from "../../../sim/slack/starting-workspace.ts";
import { createPageApi } from "../../../sim/world/page-api.ts";
import { type Change, changeSchema } from "../../../sim/world/page-protocol.ts";

const ROLES = { admin: ["UADMIN"], approver: ["SONCALL"], operator: ["UOPERATOR"], viewer: ["*"] };
const ORIGIN = "http://localhost:8790";

const actions = {
  type: "actions",
  block_id: "row",
  elements: [
    { type: "button", action_id: "go", text: { type: "plain_text", text: "Go" }, value: "v" },
    { type: "external_select", action_id: "find", min_query_length: 0 },
  ],
};
const offer = { text: { type: "plain_text", text: "prod/crashy" }, value: "prod/crashy" };

/** A workspace whose app answers commands with a button and a menu, and remembers what it was sent. */
function openPage({
  answer = (): Response | Promise<Response> => Response.json({ text: "pong", blocks: [actions] }),
} = {}) {
  const received: URLSearchParams[] = [];
  const slack = createSlackWorkspace({
    now: () => 1_750_000_000_000,
    delay: () => new Promise(() => {}),
    requestUrl: "http://bot.test/slack/events",
    publicUrl: "http://slack.test",
    seed: startingWorkspace,
    deliver: async (request) => {
      const form = new URLSearchParams(await request.text());
      received.push(form);
      const payload = JSON.parse(form.get("payload") ?? "{}");
      if (payload.type === "block_suggestion") return Response.json({ options: [offer] });
      return payload.type ? new Response() : await answer();
    },
  });
  const api = createPageApi(slack, ROLES);
  const post = (action: string, body: object, headers: Record<string, string> = {}) =>
    api.request(`${ORIGIN}/api/${action}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  return { slack, api, post, received };
}

/** The changes of a place, one after the other. */
async function watch(api: ReturnType<typeof createPageApi>, query: string) {
  const response = await api.request(`${ORIGIN}/api/scene?${query}`);
  const reader = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const next = async (): Promise<Change> => {
    while (!text.includes("\n\n")) text += (await reader.read()).value ?? "";
    const event = text.slice(0, text.indexOf("\n\n"));
    text = text.slice(event.length + 2);
    const data = event.split("\n").find((line) => line.startsWith("data: "));
    return changeSchema.parse(JSON.parse(data?.slice("data: ".length) ?? ""));
  };
  return { next, close: () => reader.cancel() };
}

const place = { user: "UOPERATOR", channel: "COPS" };

describe("the page's scene", () => {
  it("tells who is there, with their roles, and which conversations the person is in", async () => {
    const { api } = openPage();
    const { next, close } = await watch(api, "user=UGUEST&channel=COPS");
    const { workspace } = await next();
    expect(workspace?.people.map(({ id, roles }) => `${id}: ${roles}`)).toEqual([
      "UADMIN: admin, approver",
      "UAPPROVER: approver",
      "UOPERATOR: operator",
      "UVIEWER: viewer",
      "ULEAD: viewer",
      "UGUEST: guest",
      "USWITCH: ",
      "UOTHERBOT: ",
    ]);
    expect(workspace?.channels.map(({ title }) => title)).toEqual(["voice-ops", "Switchboard"]);
    await close();
  });

  it("tells every change once, and nothing of what this person does not see", async () => {
    const { api, post } = openPage();
    const { next, close } = await watch(api, "user=UOPERATOR&channel=COPS");
    expect((await next()).messages).toEqual([]);
    await post("say", { ...place, user: "UADMIN", text: "/agent status" });
    await post("say", { ...place, user: "UADMIN", text: "hello" });
    const { isFirst, messages, workspace, modals } = await next();
    expect(messages.map(({ text }) => text)).toEqual(["hello"]);
    expect([isFirst, workspace, modals]).toEqual([false, undefined, undefined]);
    await close();
  });

  it("has the replies of the open thread", async () => {
    const { api, slack, post } = openPage();
    const { ts } = await slack.client.sendMessage({ ...place, text: "parent" });
    await post("say", { ...place, thread: ts, text: "reply" });
    const { next, close } = await watch(api, `user=UOPERATOR&channel=COPS&thread=${ts}`);
    const scene = await next();
    expect(scene.messages.map(({ text, replyCount }) => [text, replyCount])).toEqual([
      ["parent", 1],
      ["reply", 0],
    ]);
    await close();
  });

  it("shows who else has a page open", async () => {
    const { api } = openPage();
    const active = ({ workspace }: Change) =>
      workspace?.people.filter(({ isActive, isBot }) => isActive && !isBot).map(({ id }) => id);
    const first = await watch(api, "user=UOPERATOR&channel=COPS");
    expect(active(await first.next())).toEqual(["UOPERATOR"]);
    const second = await watch(api, "user=UADMIN&channel=COPS");
    expect(active(await first.next())).toEqual(["UADMIN", "UOPERATOR"]);
    await second.close();
    expect(active(await first.next())).toEqual(["UOPERATOR"]);
    await first.close();
  });

  it("is empty for somebody or a channel that does not exist, so that the page can go elsewhere", async () => {
    const { api } = openPage();
    for (const query of [
      "user=UNOBODY&channel=COPS",
      "user=UADMIN&channel=CNOWHERE",
      "user=UGUEST&channel=CDEV",
    ]) {
      const { next, close } = await watch(api, query);
      const scene = await next();
      expect(scene.messages).toEqual([]);
      expect(scene.workspace?.people).not.toEqual([]);
      await close();
    }
  });
});

describe("the page's actions", () => {
  it("sends a slash command to the app as the person, and shows the answer to them alone", async () => {
    const { slack, post, received } = openPage();
    const response = await post("say", { ...place, text: "/agent status prod/x" });
    expect(await response.json()).toEqual({ error: null });
    expect(Object.fromEntries(received[0] ?? [])).toMatchObject({
      command: "/agent",
      text: "status prod/x",
      user_id: "UOPERATOR",
      channel_id: "COPS",
    });
    expect(slack.messagesFor("UOPERATOR", "COPS")).toMatchObject([{ text: "pong", ephemeral: true }]);
    expect(slack.messagesFor("UADMIN", "COPS")).toEqual([]);
  });

  it("presses, chooses and suggests on the message that the person sees", async () => {
    const { slack, post, received } = openPage();
    await post("say", { ...place, text: "/agent status" });
    const [message] = slack.messagesFor("UOPERATOR", "COPS");
    const element = { ...place, messageTs: message?.ts, blockId: "row" };
    expect(await (await post("press", { ...element, actionId: "go" })).json()).toEqual({ error: null });
    expect(await (await post("suggest", { ...element, actionId: "find", value: "cr" })).json()).toEqual({
      error: null,
      options: [{ text: "prod/crashy", value: "prod/crashy" }],
    });
    const chosen = await post("choose", { ...element, actionId: "find", value: "prod/crashy" });
    expect(await chosen.json()).toEqual({ error: null });
    const payloads = received.slice(1).map((form) => JSON.parse(form.get("payload") ?? ""));
    expect(
      payloads.map(({ type, user, value, actions: [action] = [] }) => [
        type,
        user.id,
        action?.value ?? value,
      ]),
    ).toEqual([
      ["block_actions", "UOPERATOR", "v"],
      ["block_suggestion", "UOPERATOR", "cr"],
      ["block_actions", "UOPERATOR", undefined],
    ]);
    expect(payloads[2]).toMatchObject({ actions: [{ selected_option: offer }] });
  });

  it("tells Slack's word for what went wrong with the app", async () => {
    const { post } = openPage({ answer: () => new Response(null, { status: 500 }) });
    expect(await (await post("say", { ...place, text: "/agent status" })).json()).toEqual({
      error: "dispatch_failed",
    });
  });

  it("refuses what nobody can do, with a text", async () => {
    const { post } = openPage();
    const press = await post("press", { ...place, messageTs: "1.0", actionId: "go", blockId: "row" });
    expect(press.status).toBe(409);
    expect(await press.json()).toEqual({ error: "UOPERATOR sees no message 1.0 in COPS" });
    expect((await post("say", { ...place, user: "UGUEST", channel: "CDEV", text: "hi" })).status).toBe(409);
  });

  it.each([{}, { ...place, text: "   " }, { ...place, text: 7 }, { ...place, text: "x".repeat(4_001) }])(
    "refuses a request that it does not understand",
    async (body) => {
      const { post, slack } = openPage();
      const response = await post("say", body);
      expect([response.status, await response.json()]).toEqual([400, { error: "invalid_request" }]);
      expect(slack.messagesFor("UOPERATOR", "COPS")).toEqual([]);
    },
  );
});

describe("requests of other websites", () => {
  it.each([
    { origin: "https://evil.test" },
    { origin: "http://localhost:3000" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ])("are refused by what the browser says of them: %j", async (headers) => {
    const { post, received } = openPage();
    expect((await post("say", { ...place, text: "/agent status" }, headers)).status).toBe(403);
    expect(received).toEqual([]);
  });

  it("are not those of the page itself", async () => {
    const { post } = openPage();
    const own = { origin: ORIGIN, "sec-fetch-site": "same-origin" };
    expect((await post("say", { ...place, text: "hello" }, own)).status).toBe(200);
  });

  it("get nothing done, though a browser would send them", async () => {
    const { post, api, received } = openPage();
    const body = JSON.stringify({ ...place, text: "/agent status" });
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
      expect((await post("say", { ...place, text: "/agent status" }, { "content-type": type })).status).toBe(
        403,
      );
    }
    const rebound = await api.request("http://evil.test:8790/api/say", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    expect(rebound.status).toBe(403);
    expect((await api.request("http://evil.test:8790/api/scene?user=UADMIN&channel=COPS")).status).toBe(403);
    expect(received).toEqual([]);
  });

  it("are told apart from those of this machine under each of its names", async () => {
    const { api } = openPage();
    for (const host of ["localhost", "127.0.0.1", "[::1]"]) {
      const response = await api.request(`http://${host}:8790/api/scene?${new URLSearchParams(place)}`);
      expect(response.status).toBe(200);
      await response.body?.cancel();
    }
  });
});
