/** Where a secret goes: through the form and one call to the platform. Everything else that there is, is searched for it. */
import { describe, expect, it } from "vitest";
import { type Chat, openChat } from "../support/chat.ts";
import { dumpStorage } from "../support/dump-storage.ts";
import { fillSecrets } from "../support/fill-secrets.ts";
import { readAudit } from "../support/read-audit.ts";
import { type SeenRequest, watchRequests } from "../support/watch-requests.ts";

/** With characters that each encoding writes in another way. */
const VALUE = "sk-live/7K2M+9QW?&=ü“quote”\\n end";
const FORMS = [
  VALUE,
  JSON.stringify(VALUE).slice(1, -1),
  encodeURIComponent(VALUE),
  new URLSearchParams({ v: VALUE }).toString().slice(2),
  btoa(String.fromCharCode(...new TextEncoder().encode(VALUE))),
  // Inside of a longer text base64 has three forms; this one begins at any of them.
  "7K2M+9QW",
  "7K2M%2B9QW",
];
const findIn = (text: string): string[] => FORMS.filter((form) => text.includes(form));

/** All that the bot left behind anywhere: objects, log lines, what Slack was sent and shows. */
async function findEverywhere(chat: Chat, requests: readonly SeenRequest[]): Promise<string[]> {
  const { messages } = chat.slack.snapshot();
  const forms = chat.slack.snapshot().people.map(({ id }) => chat.slack.viewsFor(id));
  const places: Record<string, string> = {
    storage: await dumpStorage(),
    "the log": JSON.stringify(chat.log),
    "Slack's messages": JSON.stringify(messages),
    "the calls to Slack": JSON.stringify(chat.slack.calls.list()),
    "the audit log": JSON.stringify(await readAudit()),
    forms: JSON.stringify(
      forms.map(({ modals }) => modals.map(({ blocks, private_metadata: metadata }) => [blocks, metadata])),
    ),
    ...Object.fromEntries(requests.map(({ target, text }, index) => [`request ${index} ${target}`, text])),
  };
  expect(places.storage?.length).toBeGreaterThan(1_000);
  return Object.entries(places)
    .filter(([, text]) => findIn(text).length > 0)
    .map(([place]) => place.replace(/^request \d+ /, ""));
}

const SET = "POST /twirp/livekit.CloudAgent/UpdateAgentSecrets";
const PUT = "PUT /v1/secrets/voice-secrets";
const FIELD = "value environment OPENAI_API_KEY";
const AGENTS = [
  ["LiveKit Cloud", "prod/support-line", SET],
  ["Pipecat Cloud", "voice/voice-starter", PUT],
] as const;

describe.each(AGENTS)("the value of a secret on %s", (_, agent, call) => {
  it("is nowhere but in the one call, where no approval is needed", async () => {
    const chat = openChat();
    const requests = watchRequests(chat);
    const command = `/agent update-secrets ${agent} --break-glass "leaked"`;
    await chat.command("UOPERATOR", command);
    await chat.settled();
    await fillSecrets(chat, "UOPERATOR", { values: `OPENAI_API_KEY=${VALUE}` });
    expect(await findEverywhere(chat, requests)).toEqual([]);
    await chat.advance(60_000);
    expect(chat.read()).toContain(`(green) *Updated the secrets of ${agent}*`);
    expect(await findEverywhere(chat, requests)).toEqual([call]);
  });

  it("is nowhere but in the one call, where it is approved first", async () => {
    const chat = openChat();
    const requests = watchRequests(chat);
    await chat.command("UOPERATOR", `/agent update-secrets ${agent}`);
    await chat.settled();
    // Somebody does not read, and is told without being quoted.
    const errors = await fillSecrets(chat, "UOPERATOR", { names: `OPENAI_API_KEY=${VALUE}` }, { answers: 0 });
    expect(errors).toEqual({
      names: "Line 1 has more than a name. Values are asked for after the approval.",
    });
    await fillSecrets(chat, "UOPERATOR", { names: "OPENAI_API_KEY" });
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(10_000);
    await chat.press("UOPERATOR", "Enter the values…");
    await fillSecrets(chat, "UOPERATOR", { [FIELD]: VALUE });
    await chat.advance(60_000);
    expect(chat.read()).toContain(`(green) *Updated the secrets of ${agent}*`);
    expect(await findEverywhere(chat, requests)).toEqual([call]);
  });

  it.each([
    ["a fault", 500],
    ["a refusal", 400],
    ["a refusal of the key", 401],
    ["a rate limit", 429],
    ["a page that is no answer", 200],
  ])("is not taken from %s that quotes it", async (_, status) => {
    const chat = openChat();
    const quote = { error: VALUE, message: VALUE, msg: VALUE, code: VALUE, meta: { value: VALUE } };
    const echo = () => Response.json({ ...quote, success: false }, { status });
    const requests = watchRequests(chat, (target) => (target === call ? echo() : null));
    await chat.command("UOPERATOR", `/agent update-secrets ${agent} --break-glass "leaked"`);
    await chat.settled();
    await fillSecrets(chat, "UOPERATOR", { values: `OPENAI_API_KEY=${VALUE}` });
    await chat.advance(120_000);
    const said = chat.read();
    expect(said).toMatch(/was not updated|It is not known whether the values reached/);
    const made = requests.filter(({ target }) => target === call).length;
    expect(made).toBe(status === 429 ? 3 : 1);
    expect(await findEverywhere(chat, requests)).toEqual(Array(made).fill(call));
    if (said.includes("Enter the values…")) {
      await chat.press("UOPERATOR", "Cancel");
      await chat.advance(10_000);
      chat.read();
    }
  });

  it("is not kept by a form that is refused, nor by a command that it is typed into", async () => {
    const chat = openChat();
    const requests = watchRequests(chat);
    await chat.command("UOPERATOR", `/agent update-secrets ${agent} --break-glass "leaked"`);
    await chat.settled();
    const errors = await fillSecrets(
      chat,
      "UOPERATOR",
      { values: `OPENAI_API_KEY=${VALUE}\nBAD NAME=${VALUE}\n${VALUE}` },
      { answers: 0 },
    );
    expect(Object.keys(errors)).toEqual(["values"]);
    const line = `/agent update-secrets ${agent} OPENAI_API_KEY="${VALUE}"`;
    for (const text of [
      line,
      line.replace("update-secrets", "update-secret"),
      line.replace("update-secrets", "secrets"),
    ]) {
      await chat.command("UOPERATOR", text);
      const said = chat.read();
      expect(said).toContain("`secret-in-command`");
      expect(findIn(said)).toEqual([]);
    }
    expect(await findEverywhere(chat, requests)).toEqual([]);
  });
});
