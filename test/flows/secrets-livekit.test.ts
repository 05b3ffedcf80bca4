import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { type Chat, openChat } from "../support/chat.ts";
import { fieldsOf, fillSecrets, formText, openSecrets } from "../support/fill-secrets.ts";
import { firstLines } from "../support/first-lines.ts";
import { lines } from "../support/lines.ts";
import { agentIn } from "../support/livekit-truth.ts";
import { operationIdIn } from "../support/operation-id-in.ts";
import { readAudit } from "../support/read-audit.ts";

const STAGING = "/agent update-secrets staging/support-line";
const PROD = "/agent update-secrets prod/support-line";
const OPENAI = "value environment OPENAI_API_KEY";

const namesIn = (chat: Chat, agent: string): string[] | undefined =>
  agentIn(chat, agent)
    ?.secrets.map(({ name }) => name)
    .toSorted();
/** What LiveKit was told, which the simulator keeps without values. */
const callsOf = (chat: Chat): unknown[] =>
  chat.livekit.calls.list("UpdateAgentSecrets").map(({ request }) => request);

/** An operator asks for a new key, and the on-call lead says yes. */
async function askAndApprove(chat: Chat, names = "OPENAI_API_KEY"): Promise<string> {
  await openSecrets(chat, "UOPERATOR", PROD);
  await fillSecrets(chat, "UOPERATOR", { names, reason: "leaked" });
  await chat.press("UAPPROVER", "Approve");
  await chat.advance(10_000);
  const said = chat.read();
  expect(said).toContain("<@UOPERATOR> enters the values in a form now; they are kept nowhere.");
  return operationIdIn(said);
}

describe("/agent update-secrets on LiveKit Cloud, where no approval is needed", () => {
  it("asks for names and values at once, sets and removes them in one call, and watches the restart", async () => {
    const chat = openChat();
    expect(await openSecrets(chat, "UOPERATOR", STAGING)).toBe(
      "Secrets of *staging/support-line*. Values go to the platform as soon as it is called, and are kept nowhere.",
    );
    expect(fieldsOf(chat, "UOPERATOR")).toEqual(["values", "file-name", "file-text", "remove", "reason"]);
    const fields = {
      values: "# of the test account\nexport DEEPGRAM_API_KEY=dg-1\nGREETING='good morning'\n",
      "file-name": "google.json",
      "file-text": '{"key": 1}',
      remove: ["OPENAI_API_KEY"],
      reason: "rotated",
    };
    expect(await fillSecrets(chat, "UOPERATOR", fields)).toEqual({});
    expect(chat.form("UOPERATOR")).toBeNull();
    expect(firstLines(chat.read(), 4)).toBe(
      lines(
        "(blue) *Update the secrets of staging/support-line*",
        "It takes no approval (rule `staging.default`) and begins at once.",
        "Asked by <@UOPERATOR>: “rotated”",
        "Adds `DEEPGRAM_API_KEY`, `GREETING` and `google.json` · removes `OPENAI_API_KEY`",
      ),
    );
    await chat.advance(60_000);
    const said = chat.read();
    expect(firstLines(said, 3)).toBe(
      lines(
        "(edited)",
        "(green) *Updated the secrets of staging/support-line* in 12 s",
        "Healthy in `us-east` since ‹date›.",
      ),
    );
    expect(said).toContain("✓ Plan  ✓ Set the secrets, 0 s  ✓ Watch until set, 12 s");
    expect(namesIn(chat, "staging/support-line")).toEqual(["DEEPGRAM_API_KEY", "GREETING", "google.json"]);
    expect(callsOf(chat)).toMatchObject([{ overwrite: false, remove: ["OPENAI_API_KEY"] }]);
  });

  it("takes the same once more, since a value may have been mistyped", async () => {
    const chat = openChat();
    for (const value of ["sk-typo", "sk-right"]) {
      await openSecrets(chat, "UOPERATOR", STAGING);
      await fillSecrets(chat, "UOPERATOR", { values: `OPENAI_API_KEY=${value}` });
      await chat.advance(20_000);
      expect(chat.read()).toContain("(green) *Updated the secrets of staging/support-line*");
    }
    expect(callsOf(chat)).toHaveLength(2);
  });

  it("does not forget what was to go and is not there to be chosen", async () => {
    const chat = openChat();
    await openSecrets(chat, "UOPERATOR", `${STAGING} --secret NEW_KEY --remove OPENAI_KYE`);
    await fillSecrets(chat, "UOPERATOR", { "value environment NEW_KEY": "x" });
    await chat.advance(20_000);
    expect(chat.read()).toContain("Not there, so there is nothing to remove: `OPENAI_KYE`");
  });

  it("overwrites after it has shown what goes", async () => {
    const chat = openChat();
    const said = await openSecrets(chat, "UOPERATOR", `${STAGING} --overwrite`);
    expect(said).toContain("⚠️ *Overwriting*: all of these go, except what you set here: `OPENAI_API_KEY`");
    expect(fieldsOf(chat, "UOPERATOR")).not.toContain("remove");
    await fillSecrets(chat, "UOPERATOR", { values: "NEW_KEY=x" });
    expect(chat.read()).toContain("Adds `NEW_KEY` · removes `OPENAI_API_KEY`");
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Updated the secrets of staging/support-line*");
    expect(namesIn(chat, "staging/support-line")).toEqual(["NEW_KEY"]);
  });

  it("gives each secret that was named a field of its own", async () => {
    const chat = openChat();
    await openSecrets(chat, "UOPERATOR", `${STAGING} --secret OPENAI_API_KEY --file google.json`);
    expect(fieldsOf(chat, "UOPERATOR")).toEqual([OPENAI, "value file google.json", "remove", "reason"]);
    await fillSecrets(chat, "UOPERATOR", { [OPENAI]: " sk-1\n", "value file google.json": "{}\n" });
    expect(chat.read()).toContain("Adds `google.json` · replaces `OPENAI_API_KEY`");
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Updated the secrets of staging/support-line*");
  });

  it("removes by command alone, which takes no form, and finds out by a look what a lost answer was", async () => {
    const chat = openChat();
    chat.livekit.faults.inject({
      match: "UpdateAgentSecrets",
      fault: { kind: "cut", when: "response" },
      times: 1,
    });
    await chat.command("UOPERATOR", `${STAGING} --remove OPENAI_API_KEY --remove NO_SUCH_KEY`);
    expect(chat.form("UOPERATOR")).toBeNull();
    expect(chat.read()).toContain("⚠️ Not there, so there is nothing to remove: `NO_SUCH_KEY`");
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Updated the secrets of staging/support-line*");
    expect(callsOf(chat)).toHaveLength(1);
    await chat.command("UOPERATOR", `${STAGING} --remove OPENAI_API_KEY`);
    expect(chat.read()).toContain("`nothing-to-change`");
  });

  it("begins by names from a thread, and asks for the values on the card", async () => {
    const chat = openChat();
    await chat.write("UOPERATOR", "@switchboard update-secrets staging/support-line");
    expect(chat.read()).toContain("Values of secrets are typed into a form, where nobody else sees them");
    await chat.press("UOPERATOR", "Update secrets…");
    expect(fieldsOf(chat, "UOPERATOR")).toContain("values");

    await chat.write("UOPERATOR", "@switchboard update staging/support-line --secret OPENAI_API_KEY");
    await chat.advance(5_000);
    expect(chat.read()).toContain("⏳ *Update the secrets of staging/support-line*");
    await chat.press("UOPERATOR", "Enter the values…");
    await fillSecrets(chat, "UOPERATOR", { [OPENAI]: "sk-1" });
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Updated the secrets of staging/support-line*");
    expect(callsOf(chat)).toHaveLength(1);
  });

  it("shows the plan of a dry run for the names that were given, and changes nothing", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", `${STAGING} --secret NEW_KEY --remove OPENAI_API_KEY --dry-run`);
    const said = chat.read();
    expect(said).toContain("Nothing was changed. The plan: *Update the secrets of staging/support-line*");
    expect(said).toContain("Adds `NEW_KEY` · removes `OPENAI_API_KEY`");
    expect(chat.form("UOPERATOR")).toBeNull();
    await chat.press("UOPERATOR", "Update secrets…");
    expect(fieldsOf(chat, "UOPERATOR")).toContain("value environment NEW_KEY");
    expect(callsOf(chat)).toEqual([]);
  });
});

describe("/agent update-secrets on LiveKit Cloud, with an approval", () => {
  it("asks for names, then for the approval, then who asked for the values", async () => {
    const chat = openChat();
    expect(await openSecrets(chat, "UOPERATOR", PROD)).toContain(
      "Names only for now: this takes an approval",
    );
    expect(fieldsOf(chat, "UOPERATOR")).toEqual(["names", "file-names", "remove", "reason"]);
    const fields = { names: "OPENAI_API_KEY\nNEW_KEY", remove: ["DEEPGRAM_API_KEY"], reason: "leaked" };
    await fillSecrets(chat, "UOPERATOR", fields);
    const asked = chat.read();
    expect(asked).toContain("Adds `NEW_KEY` · replaces `OPENAI_API_KEY` · removes `DEEPGRAM_API_KEY`");
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(10_000);
    const waiting = chat.read();
    expect(firstLines(waiting, 3)).toBe(
      lines(
        "(edited)",
        "⏳ *Update the secrets of prod/support-line*",
        "<@UOPERATOR> enters the values in a form now; they are kept nowhere. Expires ‹date›.",
      ),
    );
    expect(waiting).toContain("(thread)\n<@UOPERATOR> ⏳ *Update the secrets of prod/support-line*.");
    expect(callsOf(chat)).toEqual([]);

    await chat.press("UADMIN", "Enter the values…");
    expect(formText(chat, "UADMIN")).toContain("Only <@UOPERATOR> enters these values");
    expect(chat.read()).toContain("`not-the-asker`");
    await chat.press("UOPERATOR", "Enter the values…");
    expect(fieldsOf(chat, "UOPERATOR")).toEqual([OPENAI, "value environment NEW_KEY"]);
    await fillSecrets(chat, "UOPERATOR", { [OPENAI]: "sk-1", "value environment NEW_KEY": "x" });
    await chat.advance(60_000);
    const said = chat.read();
    expect(said).toContain("(green) *Updated the secrets of prod/support-line*");
    expect(said).toContain("✓ Approval, 0 s  ✓ Values, 10 s  ✓ Set the secrets, 0 s");
    expect(callsOf(chat)).toMatchObject([
      { secrets: [{ name: "OPENAI_API_KEY" }, { name: "NEW_KEY" }], remove: ["DEEPGRAM_API_KEY"] },
    ]);
    expect(await readAudit()).toMatchObject([
      {
        event: "asked",
        command:
          "/agent update-secrets prod/support-line --secret OPENAI_API_KEY --secret NEW_KEY --remove DEEPGRAM_API_KEY",
        comment: "leaked",
      },
      { event: "approved", actor: "UAPPROVER" },
      { event: "supplied", actor: "UOPERATOR", door: "form", comment: null },
      { event: "called" },
      { event: "ended", outcome: "succeeded" },
    ]);
  });

  it("goes to its approval at once when the names came with the command", async () => {
    const chat = openChat();
    await openSecrets(chat, "UOPERATOR", `${PROD} --secret OPENAI_API_KEY`);
    expect(formText(chat, "UOPERATOR")).toContain("There is nothing to fill in any more.");
    expect(chat.read()).toContain("Replaces `OPENAI_API_KEY`");
    await chat.press("UAPPROVER", "Reject…", { answers: 0 });
    await chat.fill("UAPPROVER", "not at night");
    await chat.advance(60_000);
    expect(chat.read()).toContain("⚪ *Rejected: prod/support-line was not updated*");
    expect(callsOf(chat)).toEqual([]);
  });

  it("expires when nobody enters the values within an hour", async () => {
    const chat = openChat();
    await askAndApprove(chat);
    await chat.press("UOPERATOR", "Enter the values…");
    await chat.advance(61 * 60_000);
    expect(chat.read()).toContain(
      "The values of its secrets were not entered in time, so nothing was changed.",
    );
    const errors = await fillSecrets(chat, "UOPERATOR", { [OPENAI]: "sk-1" });
    expect(errors[OPENAI]).toContain("Refused (operation-moved)");
    expect(chat.read()).toContain("the operation expired");
    expect(callsOf(chat)).toEqual([]);
  });

  it("is cancelled while it waits for the values, and a form that is still open changes nothing", async () => {
    const chat = openChat();
    await askAndApprove(chat);
    await chat.press("UOPERATOR", "Enter the values…");
    await chat.press("UADMIN", "Cancel");
    await chat.advance(10_000);
    expect(chat.read()).toContain("⚪ *Cancelled: prod/support-line was not updated*");
    const errors = await fillSecrets(chat, "UOPERATOR", { [OPENAI]: "sk-1" });
    expect(errors[OPENAI]).toContain("What you typed is still here, and nowhere else.");
    expect(chat.read()).toContain("`operation-moved`");
    expect(callsOf(chat)).toEqual([]);
  });

  it("voids the approval when a secret that was to be added is there meanwhile", async () => {
    const chat = openChat();
    await openSecrets(chat, "UOPERATOR", PROD);
    await fillSecrets(chat, "UOPERATOR", { names: "NEW_KEY" });
    expect(chat.read()).toContain("Adds `NEW_KEY`");
    chat.livekit.world.setSecret({ project: "prod", agent: "support-line" }, "NEW_KEY");
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(10_000);
    const said = chat.read();
    expect(said).toContain("↻ *The plan changed, approvals were reset*");
    expect(said).toContain("Replaces `NEW_KEY`");
    await chat.press("UOPERATOR", "Cancel");
    await chat.advance(10_000);
    chat.read();
  });
});

describe("values that were lost", () => {
  it("are asked for again when the process that had them is gone before the call", async () => {
    const chat = openChat();
    const id = await askAndApprove(chat);
    await chat.press("UOPERATOR", "Enter the values…");
    await fillSecrets(chat, "UOPERATOR", { [OPENAI]: "sk-1" });
    await evictDurableObject(env.OPERATIONS.getByName(`operation ${id}`));
    await chat.advance(20_000);
    expect(chat.read()).toContain("enters the values in a form now; they are kept nowhere");
    expect(callsOf(chat)).toEqual([]);
    await chat.press("UOPERATOR", "Enter the values…");
    await fillSecrets(chat, "UOPERATOR", { [OPENAI]: "sk-1" });
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Updated the secrets of prod/support-line*");
    expect(callsOf(chat)).toHaveLength(1);
  });

  it.each(["request", "response"] as const)(
    "are asked for again when the call was cut at its %s, and setting them again is no other plan",
    async (when) => {
      const chat = openChat();
      await askAndApprove(chat, "OPENAI_API_KEY\nNEW_KEY");
      chat.livekit.faults.inject({ match: "UpdateAgentSecrets", fault: { kind: "cut", when }, times: 1 });
      const values = { [OPENAI]: "sk-1", "value environment NEW_KEY": "x" };
      await chat.press("UOPERATOR", "Enter the values…");
      await fillSecrets(chat, "UOPERATOR", values);
      await chat.advance(30_000);
      expect(chat.read()).toContain(
        "It is not known whether the values reached LiveKit Cloud, and I have kept none of them. <@UOPERATOR> enters them once more: setting the same ones again is harmless.",
      );
      await chat.press("UOPERATOR", "Enter the values…");
      await fillSecrets(chat, "UOPERATOR", values);
      await chat.advance(60_000);
      expect(chat.read()).toContain("(green) *Updated the secrets of prod/support-line*");
      expect(namesIn(chat, "prod/support-line")).toContain("NEW_KEY");
      expect((await readAudit()).filter(({ event }) => event === "called")).toHaveLength(2);
    },
  );

  it("leave a doubt when nobody enters them again", async () => {
    const chat = openChat();
    await askAndApprove(chat);
    chat.livekit.faults.inject({ match: "UpdateAgentSecrets", fault: { kind: "status", status: 503 } });
    await chat.press("UOPERATOR", "Enter the values…");
    await fillSecrets(chat, "UOPERATOR", { [OPENAI]: "sk-1" });
    await chat.advance(62 * 60_000);
    expect(chat.read()).toContain("⚪ *I do not know whether prod/support-line was updated*");
    expect(callsOf(chat)).toHaveLength(1);
  });
});
