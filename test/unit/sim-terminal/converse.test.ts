import { describe, expect, it, vi } from "vitest";
import { createSlackWorkspace } from "../../../sim/slack/slack-workspace.ts";
import { startingWorkspace } from "../../../sim/slack/starting-workspace.ts";
import { converse } from "../../../sim/terminal/converse.ts";
import { NotThere } from "../../../sim/terminal/find-place.ts";
import { createPageClient } from "../../../sim/terminal/page-client.ts";
import { parseSayArguments } from "../../../sim/terminal/parse-say-arguments.ts";
import { createPageApi } from "../../../sim/world/page-api.ts";
import { renderUnderWay } from "../../../src/views/render-under-way.ts";

type Json = Record<string, unknown>;

const plain = (text: string) => ({ type: "plain_text", text });
const button = (text: string, value = "v") => ({ type: "button", action_id: text, text: plain(text), value });
const row = (...labels: string[]) => ({
  type: "actions",
  block_id: "row",
  elements: labels.map((label) => button(label)),
});
const card = (status: string, value = "v"): Json[] => [
  { type: "plan", title: "Rollback", tasks: [{ type: "task_card", task_id: "a", title: "Do it", status }] },
  { type: "actions", block_id: "row", elements: [button("Approve", value)] },
];
const reasonForm = {
  type: "modal",
  title: plain("Reject"),
  submit: plain("Send"),
  blocks: [
    {
      type: "input",
      block_id: "why",
      label: plain("Why not"),
      element: { type: "plain_text_input", action_id: "text" },
    },
  ],
};

/** A workspace with an app that answers as it is told; time passes when a test says so, quiet at once. */
function openWorld(answer: (payload: URLSearchParams, app: App) => unknown) {
  const slack = createSlackWorkspace({
    now: () => 1_750_000_000_000,
    delay: () => new Promise(() => {}),
    requestUrl: "http://bot.test/slack/events",
    publicUrl: "http://slack.test",
    seed: startingWorkspace,
    deliver: async (request) => {
      const body = await request.text();
      const isEvent = request.headers.get("content-type") === "application/json";
      const given = new URLSearchParams(isEvent ? { event: body } : body);
      const result = await answer(given, app);
      return result === undefined ? new Response() : Response.json(result);
    },
  });
  const app = {
    call: async (method: string, body: Json) => {
      const headers = { authorization: "Bearer xoxb-local", "content-type": "application/json" };
      const url = `http://slack.test/api/${method}`;
      const response = await slack.fetch(
        new Request(url, { method: "POST", headers, body: JSON.stringify(body) }),
      );
      const result: Json = await response.json();
      expect(result).toMatchObject({ ok: true });
      return result;
    },
  };
  const api = createPageApi(slack, { operator: ["UOPERATOR"] });
  const page = createPageClient("http://localhost:8790", async (request) => await api.fetch(request));
  const shown: string[] = [];
  const say = async (...words: string[]) => {
    const asked = parseSayArguments(words);
    if (!asked) throw new Error("not understood");
    return await converse(page, asked, {
      // Quiet comes as soon as nothing is left to be done; an answer is waited for as long as the test takes.
      delay: async (ms) => await (ms > 5_000 ? new Promise(() => {}) : nextTurns()),
      show: (news) => {
        for (const { message, isAgain } of news) shown.push(`${isAgain ? "again: " : ""}${message.text}`);
      },
      showForm: ({ title }) => shown.push(`form: ${title.text}`),
    });
  };
  return { app, say, shown };
}
type App = { call(method: string, body: Json): Promise<Json> };

/** Lets everything in memory happen that is on its way. */
async function nextTurns(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0));
}

const payloadOf = (given: URLSearchParams): Json => JSON.parse(given.get("payload") ?? "{}");

describe("converse", () => {
  it("shows the answer to a command", async () => {
    const { say, shown } = openWorld(() => ({ text: "pong" }));
    expect(await say("/agent status")).toBeNull();
    expect(shown).toEqual(["pong"]);
  });

  it("waits for what was announced, whatever else changes in the channel", async () => {
    let other: Json = {};
    const { app, say, shown } = openWorld((_, { call }) => {
      void nextTurns()
        .then(() => call("chat.update", { channel: "COPS", ts: other.ts, text: "ticking" }))
        .then(nextTurns)
        .then(() => call("chat.postMessage", { channel: "COPS", text: "the card" }));
      return renderUnderWay("/agent deploy");
    });
    other = await app.call("chat.postMessage", { channel: "COPS", text: "another card" });
    expect(await say("/agent deploy")).toBeNull();
    expect(shown).toContain("the card");
  });

  it("reports what Slack says when the app does not answer as it should", async () => {
    const { say, shown } = openWorld(() => ({ blocks: [{ type: "hologram" }] }));
    expect(await say("/agent status")).toMatch(/^Slack says: \w+/);
    expect(shown[0]).toContain("/agent failed with the error");
  });

  it("finds the answer to a mention in its thread", async () => {
    const { say, shown } = openWorld((given, { call }) => {
      const { event } = JSON.parse(given.get("event") ?? "{}");
      void call("chat.postMessage", { channel: event.channel, thread_ts: event.ts, text: "in the thread" });
    });
    expect(await say("@switchboard status")).toBeNull();
    expect(shown).toEqual(["in the thread"]);
  });

  it("writes into the thread of the newest message", async () => {
    const { app, say, shown } = openWorld((given, { call }) => {
      const { event } = JSON.parse(given.get("event") ?? "{}");
      void call("chat.postMessage", {
        channel: event.channel,
        thread_ts: event.thread_ts,
        text: `to ${event.thread_ts}`,
      });
    });
    const { ts } = await app.call("chat.postMessage", { channel: "COPS", text: "a card" });
    expect(await say("@switchboard status", "--thread", "last")).toBeNull();
    expect(shown).toEqual([`to ${ts}`]);
  });

  it("does not wait for an answer to what the app does not hear", async () => {
    const { say, shown } = openWorld(() => ({ text: "never" }));
    expect(await say("good morning")).toBeNull();
    expect(shown).toEqual([]);
  });

  it("presses the newest button with a label, and shows what became of its message", async () => {
    const { app, say, shown } = openWorld((given, { call }) => {
      const { message, user } = payloadOf(given);
      void call("chat.update", {
        channel: "COPS",
        ...pick(message, "ts"),
        text: `pressed by ${pick(user, "id").id}`,
      });
    });
    await app.call("chat.postMessage", { channel: "COPS", text: "old", blocks: [row("Approve")] });
    await app.call("chat.postMessage", { channel: "COPS", text: "new", blocks: [row("Reject…", "Approve")] });
    expect(await say("--press", "approve", "--as", "Priya Raman")).toBeNull();
    expect(shown).toEqual(["again: pressed by UAPPROVER"]);
  });

  it("fills in the form that a button opened, and says what is wrong with a field", async () => {
    const { app, say, shown } = openWorld((given, { call }) => {
      const { type, trigger_id: trigger, view } = payloadOf(given);
      if (type === "block_actions") void call("views.open", { trigger_id: trigger, view: reasonForm });
      if (type !== "view_submission") return undefined;
      const isEmpty = JSON.stringify(view).includes('"value":"no"');
      if (isEmpty) return { response_action: "errors", errors: { why: "Say more." } };
      return void call("chat.postMessage", { channel: "COPS", text: "rejected" });
    });
    await app.call("chat.postMessage", { channel: "COPS", text: "card", blocks: [row("Reject…")] });
    expect(await say("--press", "Reject", "--fill", "why=no")).toBe("Why not: Say more.");
    expect(await say("--fill", "too late")).toBeNull();
    expect(shown).toEqual(["form: Reject", "rejected"]);
  });

  it("follows a card until it is over, and hears the last word in its thread", async () => {
    const { say, shown } = openWorld((_, { call }) => {
      void (async () => {
        const { ts } = await call("chat.postMessage", {
          channel: "COPS",
          text: "0",
          blocks: card("in_progress"),
        });
        const update = async (text: string, blocks: Json[]) => {
          await vi.waitFor(() => expect(shown.at(-1)).toContain(String(Number(text) - 1)));
          await call("chat.update", { channel: "COPS", ts, text, blocks });
        };
        await update("1", card("error", "/agent keep 1"));
        await update("2", card("complete"));
        await call("chat.postMessage", { channel: "COPS", thread_ts: ts, text: "done" });
      })();
    });
    expect(await say("/agent rollback", "--follow")).toBeNull();
    expect(shown).toEqual(["0", "again: 1", "again: 2", "done"]);
  });

  it.each([
    [
      ["hi", "--as", "nobody"],
      /nobody called nobody[\s\S]*UOPERATOR {2}operator {2}Marcus Hale \(operator\)/,
    ],
    [["hi", "--in", "random"], /Marcus Hale is in no channel called random[\s\S]*COPS {2}voice-ops/],
    [["hi", "--as", "guest", "--in", "voice-dev"], /Tom Brandt is in no channel called voice-dev/],
    [["hi", "--thread", "1.1"], /no message 1\.1 there/],
    [["--press", "Delete"], /no button "Delete" there, but: "Approve"/],
    [["--fill", "x"], /No form is open/],
  ])("says what there is instead when it is not there: %j", async (words, text) => {
    const { app, say } = openWorld(() => undefined);
    await app.call("chat.postMessage", { channel: "COPS", text: "card", blocks: [row("Approve")] });
    const failure = await say(...words).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NotThere);
    expect(String(failure)).toMatch(text);
  });
});

function pick(value: unknown, key: string): Json {
  return typeof value === "object" && value !== null ? { [key]: Reflect.get(value, key) } : {};
}
