import { describe, expect, it } from "vitest";
import { openChat } from "../support/chat.ts";
import { firstLines } from "../support/first-lines.ts";
import { lines } from "../support/lines.ts";
import { changesOf } from "../support/livekit-truth.ts";
import { openAsked } from "../support/open-asked.ts";
import { readAudit } from "../support/read-audit.ts";

const ROLLBACK = "/agent rollback prod/support-line";
const SUPPORT_LINE = { project: "prod", agent: "support-line" };

describe("Approve with comment…", () => {
  it("asks for the comment, shows it to everybody, and writes it down", async () => {
    const { chat } = await openAsked();
    await chat.press("UAPPROVER", "Approve with comment…", { answers: 0 });
    expect(chat.read()).toBe("");
    expect(chat.form("UAPPROVER")).toMatchObject({ title: { text: "Approve" }, submit: { text: "Approve" } });
    expect(chat.form("UAPPROVER")).toMatchObject({
      blocks: [
        {
          type: "context",
          elements: [
            { text: expect.stringMatching(/^<@UOPERATOR> asks to roll back \*prod\/support-line\*/) },
          ],
        },
        { type: "input" },
      ],
    });
    expect(await chat.fill("UAPPROVER", 'looks right, "really" --plan 0000')).toEqual({});
    expect(chat.form("UAPPROVER")).toBeNull();
    await chat.advance(60_000);
    const said = chat.read();
    expect(said).toContain('approved by <@UAPPROVER> (“looks right, "really" --plan 0000”)');
    expect(said).toContain('(thread)\n<@UAPPROVER> approved: “looks right, "really" --plan 0000” (1 of 1).');
    expect(changesOf(chat)).toHaveLength(1);
    expect((await readAudit())[1]).toMatchObject({
      event: "approved",
      door: "form",
      comment: 'looks right, "really" --plan 0000',
    });
  });

  it("is bound to the plan that was on the card when it was opened", async () => {
    const { chat } = await openAsked();
    await chat.press("UAPPROVER", "Approve with comment…", { answers: 0 });
    chat.livekit.world.deploy(SUPPORT_LINE);
    await chat.advance(61_000);
    await chat.press("UADMIN", "Approve");
    await chat.advance(10_000);
    expect(chat.read()).toContain("↻ *The plan changed, approvals were reset*");
    await chat.fill("UAPPROVER", "looks right");
    expect(chat.read()).toMatch(/^\(only UAPPROVER\)\n.*`plan-changed`$/);
    await chat.press("UOPERATOR", "Cancel");
    await chat.advance(60_000);
    chat.read();
    expect(changesOf(chat)).toEqual([]);
  });

  it("escapes what was typed, so that it calls nobody", async () => {
    const { chat } = await openAsked();
    await chat.press("UAPPROVER", "Approve with comment…", { answers: 0 });
    await chat.fill("UAPPROVER", "<!channel> *done*");
    await chat.advance(60_000);
    chat.read();
    const blocks = JSON.stringify(chat.slack.messagesFor("UOPERATOR", "COPS"));
    expect(blocks).toContain("&lt;!channel&gt;");
    expect(blocks).not.toContain("<!channel>");
  });

  it("changes nothing when it is closed", async () => {
    const { chat } = await openAsked();
    await chat.press("UAPPROVER", "Approve with comment…", { answers: 0 });
    const viewId = String(chat.form("UAPPROVER")?.id);
    await chat.slack.client.closeView({ user: "UAPPROVER", viewId });
    await chat.advance(60_000);
    expect(chat.read()).toBe("");
    await chat.press("UOPERATOR", "Cancel");
    await chat.advance(60_000);
    chat.read();
    expect(changesOf(chat)).toEqual([]);
  });

  it("can be asked for again when Slack does not open it", async () => {
    const { chat } = await openAsked();
    chat.slack.faults.inject({ match: "views.open", fault: { kind: "status", status: 503 } });
    await chat.press("UAPPROVER", "Approve with comment…");
    const said = chat.read();
    expect(said).toMatch(/^\(only UAPPROVER\)\n/);
    expect(said).toContain("`missing-flag-value`");
    chat.slack.faults.clear();
    await chat.press("UAPPROVER", "Approve with comment…", { answers: 0 });
    await chat.fill("UAPPROVER", "looks right");
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Rolled back prod/support-line*");
    expect(changesOf(chat)).toHaveLength(1);
  });
});

describe("Reject…", () => {
  it("asks why, ends the operation, and tells who asked", async () => {
    const { chat } = await openAsked();
    await chat.press("UAPPROVER", "Reject…", { answers: 0 });
    expect(chat.form("UAPPROVER")).toMatchObject({ title: { text: "Reject" } });
    await chat.fill("UAPPROVER", "wait for the morning");
    await chat.advance(60_000);
    const said = chat.read();
    expect(firstLines(said, 3)).toBe(
      lines(
        "(edited)",
        "⚪ *Rejected: prod/support-line was not rolled back*",
        "<@UAPPROVER> said no: “wait for the morning”. Nothing was changed.",
      ),
    );
    expect(said).toContain("(thread)\n<@UOPERATOR> ⚪ *Rejected: prod/support-line was not rolled back*");
    expect(await readAudit()).toMatchObject([
      { event: "asked" },
      { event: "rejected", actor: "UAPPROVER", door: "form", comment: "wait for the morning" },
      { event: "ended", outcome: "rejected" },
    ]);
    expect(changesOf(chat)).toEqual([]);
  });

  it("is there for who asked too", async () => {
    const { chat } = await openAsked();
    await chat.press("UOPERATOR", "Reject…", { answers: 0 });
    await chat.fill("UOPERATOR", "a mistake");
    await chat.advance(60_000);
    expect(chat.read()).toContain("⚪ *Rejected: prod/support-line was not rolled back*");
  });

  it("frees the agent at once", async () => {
    const { chat } = await openAsked();
    await chat.press("UAPPROVER", "Reject…", { answers: 0 });
    await chat.fill("UAPPROVER", "restart it first");
    await chat.advance(10_000);
    chat.read();
    await chat.command("UADMIN", "/agent restart prod/support-line");
    expect(firstLines(chat.read(), 1)).toBe("⏳ *Restart prod/support-line*");
    await chat.press("UADMIN", "Cancel");
    await chat.advance(60_000);
    chat.read();
  });
});

describe("a command that lacks a text", () => {
  it("asks for the name of an agent to delete, then for the reason, and goes on with both", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent delete prod/night-desk");
    await chat.fill("UOPERATOR", "night-desk");
    expect(chat.read()).toContain("`delete` needs a reason here (rule `prod.delete`)");
    await chat.press("UOPERATOR", "Give a reason…", { answers: 0 });
    await chat.fill("UOPERATOR", "no calls for a month");
    expect(chat.read()).toContain(
      lines("⏳ *Delete prod/night-desk*", "<@UOPERATOR> asks: “no calls for a month”"),
    );
    await chat.press("UOPERATOR", "Cancel");
    await chat.advance(60_000);
    chat.read();
    expect(changesOf(chat)).toEqual([]);
  });

  it("asks for the reason of a lock", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent lock prod/support-line");
    expect(chat.read()).toBe("");
    await chat.fill("UOPERATOR", "demo until noon");
    expect(chat.read()).toContain("demo until noon");
    await chat.command("UADMIN", ROLLBACK);
    expect(chat.read()).toMatch(
      /^\(only UADMIN\)\n.*is locked by <@UOPERATOR>.*“demo until noon”.*`agent-locked`$/,
    );
    await chat.command("UOPERATOR", "/agent unlock prod/support-line");
    expect(chat.read()).toMatch(/^\(unlocked\)/);
  });
});
