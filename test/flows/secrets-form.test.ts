import { describe, expect, it } from "vitest";
import { SECRETS_FORM } from "../../src/views/secrets-form.ts";
import { openChat } from "../support/chat.ts";
import { fieldsOf, fillSecrets, formText, openSecrets } from "../support/fill-secrets.ts";
import { signedRequest } from "../support/signed-request.ts";

const STAGING = "/agent update-secrets staging/support-line";

describe("the form for secrets", () => {
  it.each([
    [
      { values: "LIVEKIT_URL=x" },
      "values",
      "Line 1: the name must be another one: LIVEKIT_URL is set by LiveKit",
    ],
    [{ values: "A=1\n\nB C=2" }, "values", "Line 3: the name must be letters, digits and _"],
    [{ values: "A=1\nA=2" }, "values", "Line 2: this name stands here twice."],
    [{ values: "A=" }, "values", "Line 1 has no value after the =."],
    [{ values: "sk-live-123" }, "values", "Line 1 has no =."],
    [{ "file-name": "a.json" }, "file-text", "The file is empty."],
    [{ "file-text": "{}" }, "file-name", "The file needs a name."],
    [{ "file-name": "../a", "file-text": "{}" }, "file-name", "the name of a file, without a path"],
    [{ values: "OPENAI_API_KEY=1", remove: ["OPENAI_API_KEY"] }, "remove", "cannot be set and go at once"],
    [{}, "values", "Nothing is to be set, and nothing goes."],
  ])("says beside the field what is wrong with %j", async (fields, blockId, why) => {
    const chat = openChat();
    await openSecrets(chat, "UOPERATOR", STAGING);
    const errors = await fillSecrets(chat, "UOPERATOR", fields, { answers: 0 });
    expect(Object.keys(errors)).toEqual([blockId]);
    expect(errors[blockId]).toContain(why);
    // It stays open with what was typed, to be put right.
    expect(fieldsOf(chat, "UOPERATOR")).toContain("values");
    expect(chat.livekit.calls.list("UpdateAgentSecrets")).toEqual([]);
  });

  it("stays open with what was typed when the agent is locked, and can be sent again", async () => {
    const chat = openChat();
    await openSecrets(chat, "UOPERATOR", STAGING);
    await chat.command("UADMIN", "/agent lock staging/support-line --reason demo");
    chat.read();
    const errors = await fillSecrets(chat, "UOPERATOR", { values: "A=1" });
    expect(errors.values).toBe(
      "Refused (agent-locked); the message behind this form says why. What you typed is still here, and nowhere else.",
    );
    expect(chat.read()).toMatch(/^\(only UOPERATOR\)\n.*is locked by <@UADMIN>/);
    await chat.command("UADMIN", "/agent unlock staging/support-line");
    await fillSecrets(chat, "UOPERATOR", { values: "A=1" });
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Updated the secrets of staging/support-line*");
  });

  it("begins one operation when it is sent twice", async () => {
    const chat = openChat();
    await openSecrets(chat, "UOPERATOR", STAGING);
    const viewId = String(chat.form("UOPERATOR")?.id);
    const values = { values: { input: "A=1" } };
    const send = () => chat.slack.client.submitView({ user: "UOPERATOR", viewId, values });
    const outcomes = await Promise.all([send(), send()]);
    await chat.settled();
    expect(outcomes.filter(({ errors }) => errors.values === undefined)).toHaveLength(1);
    await chat.advance(60_000);
    const said = chat.read();
    expect(said).toContain("`already-asked`");
    expect(said).toContain("(green) *Updated the secrets of staging/support-line*");
    expect(chat.livekit.calls.list("UpdateAgentSecrets")).toHaveLength(1);
  });

  it("keeps no value while people decide, even when it was sent before they had to", async () => {
    const chat = openChat();
    const metadata = {
      command: "/agent update-secrets prod/support-line",
      channelId: "COPS",
      threadTs: null,
      platform: "livekit",
      isKnown: false,
    };
    const payload = {
      type: "view_submission",
      team: { id: "TLOCAL" },
      user: { id: "UOPERATOR", team_id: "TLOCAL" },
      trigger_id: "9.8.7",
      view: {
        id: "V1",
        type: "modal",
        callback_id: SECRETS_FORM.callbackId,
        private_metadata: JSON.stringify(metadata),
        state: { values: { values: { input: { type: "plain_text_input", value: "OPENAI_API_KEY=sk-1" } } } },
      },
    };
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    expect(await chat.deliver(await signedRequest(body))).toBe("");
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(10_000);
    expect(chat.read()).toContain("<@UOPERATOR> enters the values in a form now");
    expect(chat.livekit.calls.list("UpdateAgentSecrets")).toEqual([]);
    await chat.press("UOPERATOR", "Cancel");
    await chat.advance(10_000);
    chat.read();
  });

  it("asks for the reason where the rule wants one", async () => {
    const chat = openChat();
    await openSecrets(chat, "UOPERATOR", `${STAGING} --reason "rotated \\"again\\""`);
    expect(fieldsOf(chat, "UOPERATOR")).not.toContain("reason");
    await fillSecrets(chat, "UOPERATOR", { values: "A=1" });
    expect(chat.read()).toContain('Asked by <@UOPERATOR>: “rotated "again"”');
    await chat.advance(60_000);
    chat.read();
  });

  it("is opened by a button of the list of secrets", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent secrets staging/support-line");
    expect(chat.read()).toContain("[Update secrets…]");
    await chat.press("UOPERATOR", "Update secrets…");
    expect(formText(chat, "UOPERATOR")).toContain("Secrets of *staging/support-line*");
    expect(chat.read()).toBe("");
  });

  it("tells those who may not that they may not", async () => {
    const chat = openChat();
    expect(await openSecrets(chat, "UVIEWER", STAGING)).toContain("You cannot use `update-secrets` here");
    expect(fieldsOf(chat, "UVIEWER")).toEqual([]);
    expect(chat.read()).toContain("`not-allowed`");
  });

  it("leaves a choice of agents where Slack shows buttons", async () => {
    const chat = openChat();
    expect(await openSecrets(chat, "UOPERATOR", "/agent update-secrets support-line")).toContain("Which one");
    expect(chat.read()).toContain("[Update secrets prod/support-line] [Update secrets staging/support-line]");
    await chat.press("UOPERATOR", "Update secrets staging/support-line");
    expect(fieldsOf(chat, "UOPERATOR")).toContain("values");
  });

  it("can be opened by a button when Slack does not open it", async () => {
    const chat = openChat();
    chat.slack.faults.inject({ match: "views.open", fault: { kind: "status", status: 503 }, times: 1 });
    await openSecrets(chat, "UOPERATOR", STAGING);
    expect(chat.form("UOPERATOR")).toBeNull();
    expect(chat.read()).toContain("[Update secrets…]");
    await chat.press("UOPERATOR", "Update secrets…");
    expect(fieldsOf(chat, "UOPERATOR")).toContain("values");
  });

  it("does nothing when it was closed before it was filled", async () => {
    const chat = openChat();
    chat.slack.faults.inject({ match: "views.update", fault: { kind: "status", status: 503 }, times: 1 });
    expect(await openSecrets(chat, "UOPERATOR", STAGING)).toContain("One moment");
    expect(chat.read()).toContain("[Update secrets…]");
  });
});
