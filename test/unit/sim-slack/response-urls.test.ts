import { describe, expect, it } from "vitest";
import { fieldOf, openWorkspace, payloadOf, readObject, type TestWorkspace } from "./open-workspace.ts";

const MINUTE = 60_000;

async function commandUrl({ slack, received }: TestWorkspace): Promise<string> {
  await slack.client.runCommand({ user: "UOPERATOR", channel: "COPS", text: "/agent status" });
  return fieldOf(received.at(-1), "response_url");
}

const buttons = (text: string) => [
  { type: "section", text: { type: "mrkdwn", text } },
  {
    type: "actions",
    elements: [{ type: "button", action_id: "go", text: { type: "plain_text", text: "Go" } }],
  },
];

/** A message with a button, pressed by UOPERATOR. */
async function pressed(workspace: TestWorkspace, ephemeral = false): Promise<{ ts: string; url: string }> {
  const { slack, api, received } = workspace;
  const posted = ephemeral
    ? await api("chat.postEphemeral", { channel: "COPS", user: "UOPERATOR", blocks: buttons("old") })
    : await api("chat.postMessage", { channel: "COPS", text: "old", blocks: buttons("old") });
  const ts = String(posted.ts ?? posted.message_ts);
  await slack.client.press({ user: "UOPERATOR", channel: "COPS", messageTs: ts, actionId: "go" });
  return { ts, url: String(payloadOf(received.at(-1)).response_url) };
}

describe("a command's response URL", () => {
  it("posts an ephemeral message by default and answers with the bare word", async () => {
    const workspace = openWorkspace();

    const response = await workspace.respond(await commandUrl(workspace), { text: "later" });

    expect([response.status, await response.text()]).toEqual([200, "ok"]);
    expect(workspace.slack.messagesFor("UOPERATOR", "COPS")).toMatchObject([
      { text: "later", ephemeral: true },
    ]);
    expect(workspace.slack.messagesFor("UADMIN", "COPS")).toEqual([]);
  });

  it("posts for all with in_channel, even where the bot is no member", async () => {
    const workspace = openWorkspace();
    workspace.slack.world.removeBot("COPS");

    await workspace.respond(await commandUrl(workspace), { text: "for all", response_type: "in_channel" });

    expect(workspace.slack.messagesFor("UADMIN", "COPS")).toMatchObject([
      { text: "for all", ephemeral: false },
    ]);
  });

  it("posts anew although replace_original is asked for, since a command has no original", async () => {
    const workspace = openWorkspace(() => Response.json({ text: "Looking …" }));

    await workspace.respond(await commandUrl(workspace), { text: "Found.", replace_original: true });

    expect(workspace.slack.messagesFor("UOPERATOR", "COPS").map(({ text }) => text)).toEqual([
      "Looking …",
      "Found.",
    ]);
  });

  it("takes five uses and no sixth", async () => {
    const workspace = openWorkspace();
    const url = await commandUrl(workspace);
    for (let use = 1; use <= 5; use += 1)
      expect((await workspace.respond(url, { text: `use ${use}` })).status).toBe(200);

    const sixth = await workspace.respond(url, { text: "use 6" });

    expect([sixth.status, await readObject(sixth)]).toEqual([404, { ok: false, error: "used_url" }]);
    expect(workspace.slack.messagesFor("UOPERATOR", "COPS")).toHaveLength(5);
  });

  it("expires after thirty minutes", async () => {
    const workspace = openWorkspace();
    const url = await commandUrl(workspace);
    workspace.advance(30 * MINUTE);
    expect((await workspace.respond(url, { text: "just in time" })).status).toBe(200);
    workspace.advance(1);

    const late = await workspace.respond(url, { text: "late" });

    expect([late.status, await readObject(late)]).toEqual([404, { ok: false, error: "expired_url" }]);
  });

  it("refuses invalid blocks with their path and does not count the use", async () => {
    const workspace = openWorkspace();
    const url = await commandUrl(workspace);

    const response = await workspace.respond(url, { blocks: [{ type: "divider", colour: "red" }] });

    expect(response.status).toBe(400);
    expect(await readObject(response)).toMatchObject({
      error: "invalid_blocks",
      response_metadata: {
        messages: ["[ERROR] invalid additional property: colour [json-pointer:/blocks/0]"],
      },
    });
    for (let use = 1; use <= 5; use += 1)
      expect((await workspace.respond(url, { text: "ok" })).status).toBe(200);
  });

  it("takes more text in blocks than chat.postMessage does", async () => {
    const workspace = openWorkspace();
    const section = { type: "section", text: { type: "mrkdwn", text: "x".repeat(2_600) } };

    const response = await workspace.respond(await commandUrl(workspace), { blocks: Array(4).fill(section) });

    expect(response.status).toBe(200);
  });

  it("is unknown when nobody was given it", async () => {
    const { respond } = openWorkspace();

    expect((await respond("http://localhost:8791/commands/TLOCAL/R0", { text: "x" })).status).toBe(404);
  });
});

describe("an action's response URL", () => {
  it("replaces a message for all, without the mark of an edit", async () => {
    const workspace = openWorkspace();
    const { url, ts } = await pressed(workspace);

    await workspace.respond(url, { replace_original: true, text: "new" });

    expect(workspace.slack.messagesFor("UADMIN", "COPS")).toMatchObject([
      { ts, text: "new", blocks: [], edited: false },
    ]);
  });

  it("replaces an ephemeral message, which chat.update cannot", async () => {
    const workspace = openWorkspace();
    const { url, ts } = await pressed(workspace, true);

    expect(await workspace.api("chat.update", { channel: "COPS", ts, text: "new" })).toMatchObject({
      error: "message_not_found",
    });
    await workspace.respond(url, { replace_original: true, text: "new" });

    expect(workspace.slack.messagesFor("UOPERATOR", "COPS")).toMatchObject([
      { ts, text: "new", ephemeral: true },
    ]);
  });

  it("replaces when nothing is said, and posts into the thread when told not to", async () => {
    const workspace = openWorkspace();
    const { url, ts } = await pressed(workspace);

    await workspace.respond(url, { text: "in the thread", replace_original: false, thread_ts: ts });
    await workspace.respond(url, { text: "replaced" });

    expect(workspace.slack.messagesFor("UOPERATOR", "COPS", ts).map(({ text }) => text)).toEqual([
      "replaced",
      "in the thread",
    ]);
  });

  it("deletes the original", async () => {
    const workspace = openWorkspace();
    const { url } = await pressed(workspace, true);

    const response = await workspace.respond(url, { delete_original: true });

    expect(await readObject(response)).toEqual({ ok: true });
    expect(workspace.slack.messagesFor("UOPERATOR", "COPS")).toEqual([]);
  });
});
