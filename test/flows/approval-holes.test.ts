/**
 * Ways by which approvals of chat bots have been got around: other doors, other accounts, other texts. Behind each of them
 * stands the same gate, so each ends without a call and with an answer that says why.
 */
import { describe, expect, it } from "vitest";
import { type Chat, openChat } from "../support/chat.ts";
import { expectNothingDone } from "../support/expect-nothing-done.ts";
import { forgedButton } from "../support/forged-button.ts";
import { changesOf } from "../support/livekit-truth.ts";
import { openAsked } from "../support/open-asked.ts";
import { readAudit } from "../support/read-audit.ts";
import { commandForm, signedRequest } from "../support/signed-request.ts";

const ROLLBACK = "/agent rollback prod/support-line";

/** An event as Slack signs it, about a message of the approver's that says yes. */
const eventRequest = (id: string, fields: Record<string, unknown>) =>
  signedRequest(
    JSON.stringify({
      type: "event_callback",
      team_id: "TLOCAL",
      api_app_id: "ALOCAL",
      event_id: `Ev${id}`,
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [{ team_id: "TLOCAL", user_id: "USWITCH", is_bot: true }],
      is_ext_shared_channel: false,
      event: {
        type: "app_mention",
        user: "UAPPROVER",
        team: "TLOCAL",
        channel: "COPS",
        ts: "1700000000.000100",
        text: `<@USWITCH> approve ${id}`,
        ...fields,
      },
    }),
    { contentType: "application/json" },
  );

describe("every door has the same gate", () => {
  it("refuses who is no approver: a slash command, a direct message, a mention, a thread, a forged button", async () => {
    const { chat, id } = await openAsked();
    const approve = `/agent approve ${id}`;
    const { ts } = await chat.write("UADMIN", "callers hear silence");
    await chat.command("UVIEWER", approve);
    await chat.command("UVIEWER", approve, "DVIEWER");
    await chat.write("UVIEWER", `@switchboard approve ${id}`);
    await chat.write("UVIEWER", `@switchboard approve ${id}`, { threadTs: ts });
    await chat.post(forgedButton(approve));
    await chat.press("UVIEWER", "Approve");
    const refusals = chat.read().match(/^You cannot decide this: .* `not-an-approver`$/gm);
    expect(refusals).toHaveLength(5);
    const denials = (await readAudit()).filter(({ event }) => event === "denied");
    expect(denials.map(({ actor, outcome }) => `${actor} ${outcome}`)).toEqual(
      Array(5).fill("UVIEWER not-an-approver"),
    );
    await expectNothingDone(chat);
  });

  it("refuses who is no approver in the forms too", async () => {
    const { chat } = await openAsked();
    await chat.press("UVIEWER", "Approve with comment…", { answers: 0 });
    await chat.fill("UVIEWER", "looks right");
    expect(chat.read()).toMatch(/^\(only UVIEWER\)\n.*`not-an-approver`$/);
    await chat.press("UVIEWER", "Reject…", { answers: 0 });
    await chat.fill("UVIEWER", "no");
    expect(chat.read()).toMatch(/^\(only UVIEWER\)\n.*`not-an-approver`$/);
    await expectNothingDone(chat);
  });

  it.each([
    ["command", (chat: Chat, text: string) => chat.command("UAPPROVER", `/agent ${text}`)],
    ["command", (chat: Chat, text: string) => chat.command("UAPPROVER", `/agent ${text}`, "DAPPROVER")],
    ["mention", (chat: Chat, text: string) => chat.write("UAPPROVER", `@switchboard ${text}`)],
  ] as const)("lets an approver through it, and writes down which it was: %s", async (door, say) => {
    const { chat, id } = await openAsked();
    await say(chat, `approve ${id} --comment "looks right"`);
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Rolled back prod/support-line*");
    expect(changesOf(chat)).toHaveLength(1);
    const approvals = (await readAudit()).filter(({ event }) => event === "approved");
    expect(approvals).toMatchObject([{ actor: "UAPPROVER", door, comment: "looks right" }]);
  });

  it.each([
    { type: "message", subtype: "message_changed" },
    { type: "message", subtype: "message_deleted" },
    { type: "message", subtype: "bot_message", bot_id: "BOTHERBOT" },
    { type: "message", subtype: "thread_broadcast", thread_ts: "1700000000.000001" },
    { type: "message" },
    { subtype: "message_changed" },
    { subtype: "bot_message" },
    { subtype: "thread_broadcast", thread_ts: "1700000000.000001" },
    { bot_id: "BOTHERBOT" },
    { edited: { user: "UAPPROVER", ts: "1700000001.000000" } },
  ])("hears no approval in what is not a person's own new message: %j", async (fields) => {
    const { chat, id } = await openAsked();
    expect(await chat.deliver(await eventRequest(id, fields), { answers: 0 })).toBe("");
    expect(chat.read()).toBe("");
    await expectNothingDone(chat);
  });

  it("would have heard it in a new message", async () => {
    const { chat, id } = await openAsked();
    await chat.deliver(await eventRequest(id, {}));
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Rolled back prod/support-line*");
    expect(changesOf(chat)).toHaveLength(1);
  });
});

describe("only the right account counts", () => {
  it("refuses a guest, also one in the group", async () => {
    const { chat } = await openAsked();
    chat.slack.world.setGuest("UAPPROVER", "multi");
    await chat.press("UAPPROVER", "Approve");
    expect(chat.read()).toMatch(/^\(only UAPPROVER\)\nGuests cannot use Switchboard.*`outsider`$/);
    await expectNothingDone(chat);
  });

  it("refuses a bot, also one in the group", async () => {
    const { chat } = await openAsked();
    chat.slack.world.addToGroup("SONCALL", "UOTHERBOT");
    await chat.press("UOTHERBOT", "Approve");
    expect(chat.read()).toMatch(/^\(only UOTHERBOT\)\nOther bots cannot use Switchboard.*`outsider`$/);
    await expectNothingDone(chat);
  });

  it("refuses somebody of another company, also one in the group", async () => {
    const { chat, id } = await openAsked();
    chat.slack.world.addPerson({ id: "UPARTNER", name: "partner", teamId: "TPARTNER" }, ["COPS"]);
    chat.slack.world.addToGroup("SONCALL", "UPARTNER");
    await chat.press("UPARTNER", "Approve");
    await chat.write("UPARTNER", `@switchboard approve ${id}`);
    await chat.command("UPARTNER", `/agent approve ${id}`);
    expect(chat.read().match(/^Only members of the workspace .*`outsider`$/gm)).toHaveLength(3);
    await expectNothingDone(chat);
  });

  it("refuses an account that is deactivated", async () => {
    const { chat, id } = await openAsked();
    const request = await signedRequest(commandForm({ text: `approve ${id}`, user_id: "UAPPROVER" }));
    chat.slack.world.setDeactivated("UAPPROVER", true);
    expect(await chat.deliver(request)).toContain("This account is deactivated, so nothing was done.");
    await expectNothingDone(chat);
  });

  it("refuses somebody who only looks like an approver: names are no identities", async () => {
    const { chat } = await openAsked();
    chat.slack.world.addPerson({ id: "UTWIN", name: "approver", realName: "Priya Raman" }, ["COPS"]);
    await chat.press("UTWIN", "Approve");
    expect(chat.read()).toMatch(/^\(only UTWIN\)\n.*`not-an-approver`$/);
    await expectNothingDone(chat);
  });

  it("refuses somebody who was taken out of the group a second ago", async () => {
    const { chat } = await openAsked();
    chat.slack.world.removeFromGroup("SONCALL", "UAPPROVER");
    await chat.advance(1_000);
    await chat.press("UAPPROVER", "Approve");
    expect(chat.read()).toMatch(/^\(only UAPPROVER\)\n.*`not-an-approver`$/);
    await expectNothingDone(chat);
  });

  it("does not remember for long who was an approver", async () => {
    const { chat } = await openAsked();
    await chat.command("UOPERATOR", "/agent rollback prod/night-desk");
    await chat.press("UAPPROVER", "Approve");
    chat.slack.world.removeFromGroup("SONCALL", "UAPPROVER");
    await chat.advance(6_000);
    await chat.command("UOPERATOR", "/agent restart prod/crashy");
    chat.read();
    await chat.press("UAPPROVER", "Approve");
    expect(chat.read()).toMatch(/^\(only UAPPROVER\)\n.*`not-an-approver`$/);
    await chat.advance(31 * 60_000);
    chat.read();
    expect(changesOf(chat)).toMatchObject([expect.stringContaining("RollbackAgent CA_n4TzH8bRc3Ys")]);
  });

  it("refuses an approver of another verb: the leads approve deletions and nothing else", async () => {
    const { chat } = await openAsked();
    await chat.press("ULEAD", "Approve");
    expect(chat.read()).toMatch(/^\(only ULEAD\)\n.*rule `prod.default`.*`not-an-approver`$/);
    await expectNothingDone(chat);
  });

  it("takes no role for another: an operator does not approve, an approver does not ask", async () => {
    const { chat } = await openAsked(ROLLBACK, "UADMIN");
    await chat.press("UOPERATOR", "Approve");
    expect(chat.read()).toMatch(/^\(only UOPERATOR\)\n.*`not-an-approver`$/);
    await chat.command("UAPPROVER", "/agent restart prod/night-desk");
    expect(chat.read()).toMatch(/^\(only UAPPROVER\)\n.*`not-allowed`$/);
    await expectNothingDone(chat);
  });
});

describe("what cannot be proven is refused", () => {
  it.each(["users.info", "usergroups.users.list", "conversations.info"])(
    "while Slack does not answer %s, and taken once it does",
    async (method) => {
      const { chat } = await openAsked();
      chat.slack.faults.inject({ match: method, fault: { kind: "status", status: 503 } });
      await chat.press("UAPPROVER", "Approve");
      expect(chat.read()).toMatch(/^\(only UAPPROVER\)\nSlack did not say .*`membership-unavailable`$/);
      await chat.advance(10_000);
      expect(changesOf(chat)).toEqual([]);
      chat.slack.faults.clear();
      await chat.press("UAPPROVER", "Approve");
      await chat.advance(60_000);
      expect(chat.read()).toContain("(green) *Rolled back prod/support-line*");
      expect(changesOf(chat)).toHaveLength(1);
    },
  );

  it("counts nobody of a group that was switched off", async () => {
    const { chat } = await openAsked();
    chat.slack.world.setGroupDisabled("SONCALL", true);
    await chat.press("UAPPROVER", "Approve");
    expect(chat.read()).toMatch(/^\(only UAPPROVER\)\n.*`(not-an-approver|membership-unavailable)`$/);
    await expectNothingDone(chat);
  });
});

describe("another company reads along", () => {
  it("is not asked in such a channel", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", ROLLBACK, "CSHARED");
    expect(chat.read()).toMatch(
      /^\(only UOPERATOR, CSHARED\)\n<#CSHARED> is shared with another company.*`shared-channel`$/,
    );
    await chat.write("UOPERATOR", "@switchboard rollback prod/support-line", { channel: "CSHARED" });
    expect(chat.read()).toMatch(/^\(only UOPERATOR, CSHARED\)\n.*`shared-channel`$/);
    await chat.advance(60_000);
    expect(changesOf(chat)).toEqual([]);
  });

  it("is not approved in a channel that has become one", async () => {
    const { chat, id } = await openAsked();
    chat.slack.world.setExternallyShared("COPS", true);
    await chat.press("UAPPROVER", "Approve");
    expect(chat.read()).toMatch(
      /^\(only UAPPROVER\)\n<#COPS> is shared with another company.*`shared-channel`$/,
    );
    await chat.command("UAPPROVER", `/agent approve ${id}`, "DAPPROVER");
    expect(chat.read()).toMatch(/`shared-channel`$/);
    await expectNothingDone(chat);
  });
});
