import { describe, expect, it } from "vitest";
import { openChat } from "../support/chat.ts";
import { firstLines } from "../support/first-lines.ts";
import { lines } from "../support/lines.ts";
import { changesOf } from "../support/livekit-truth.ts";
import { openAsked } from "../support/open-asked.ts";
import { readAudit } from "../support/read-audit.ts";

const ROLLBACK = "/agent rollback prod/support-line";
const BREAK_GLASS = `${ROLLBACK} --break-glass "all calls fail"`;
const ROLLED_BACK = "(green) *Rolled back prod/support-line*";

describe("breaking the glass", () => {
  it("begins at once in red, calls the on-call group, and is audited as what it is", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", BREAK_GLASS);
    expect(firstLines(chat.read(), 3)).toBe(
      lines(
        "(alarm) Break-glass: *Roll back prod/support-line* `‹version›` → `‹version›`",
        "It begins at once.",
        "<@UOPERATOR> skipped the approvals: “all calls fail”",
      ),
    );
    await chat.advance(60_000);
    const said = chat.read();
    expect(said).toContain(ROLLED_BACK);
    expect(said).toMatch(
      /\(thread\)\n\(alarm\) <!subteam\^SONCALL> \*Break-glass\*: <@UOPERATOR> skipped .*“all calls fail”/,
    );
    expect(changesOf(chat)).toHaveLength(1);
    expect(await readAudit()).toMatchObject([
      {
        event: "asked",
        class: "break-glass",
        actor: "UOPERATOR",
        rule: "prod.default",
        comment: "all calls fail",
      },
      { event: "called", class: "break-glass" },
      { event: "ended", class: "break-glass", outcome: "succeeded" },
    ]);
    await chat.command("UADMIN", "/agent audit");
    expect(chat.read()).toContain("Audit log: 3 entries from the last 7 days · (red) 1 by *break-glass*");
  });

  it("is not for those who may not ask, nor for an operator who has become a guest", async () => {
    const chat = openChat();
    for (const user of ["UAPPROVER", "UVIEWER", "ULEAD", "UGUEST"]) {
      await chat.command(user, BREAK_GLASS);
      expect(chat.read()).toMatch(new RegExp(`^\\(only ${user}\\)\n.*\`(not-allowed|outsider)\`$`));
    }
    chat.slack.world.setGuest("UOPERATOR", "multi");
    await chat.command("UOPERATOR", BREAK_GLASS);
    expect(chat.read()).toMatch(/^\(only UOPERATOR\)\n.*`outsider`$/);
    await chat.advance(60_000);
    expect(changesOf(chat)).toEqual([]);
  });

  it("is not possible without a reason, nor while Slack does not say who asks", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", `${ROLLBACK} --break-glass`);
    expect(chat.read()).toContain("`missing-flag-value`");
    chat.slack.faults.inject({ match: "users.info", fault: { kind: "status", status: 503 } });
    await chat.command("UOPERATOR", BREAK_GLASS);
    expect(chat.read()).toContain("`membership-unavailable`");
    await chat.advance(60_000);
    expect(changesOf(chat)).toEqual([]);
  });

  it("takes the agent from a question that nobody answers, whoever asked it", async () => {
    const { chat } = await openAsked();
    await chat.command("UADMIN", BREAK_GLASS);
    await chat.advance(60_000);
    const said = chat.read();
    expect(said).toContain("<@UADMIN> cancelled it: “gave way to break-glass”. Nothing was changed.");
    expect(said).toContain(ROLLED_BACK);
    expect(changesOf(chat)).toHaveLength(1);
  });

  it("does not stop what has been called", async () => {
    const { chat } = await openAsked();
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(1_000);
    chat.read();
    await chat.command("UADMIN", BREAK_GLASS);
    expect(chat.read()).toContain("`agent-busy`");
    await chat.advance(60_000);
    expect(chat.read()).toContain(ROLLED_BACK);
    expect(changesOf(chat)).toHaveLength(1);
  });

  it("goes past somebody's lock", async () => {
    const chat = openChat();
    await chat.command("UADMIN", '/agent lock prod/support-line --reason "demo until noon"');
    await chat.command("UOPERATOR", ROLLBACK);
    expect(chat.read()).toContain("`agent-locked`");
    await chat.command("UOPERATOR", BREAK_GLASS);
    await chat.advance(60_000);
    expect(chat.read()).toContain(ROLLED_BACK);
  });

  it("cannot be approved or repeated by its buttons without typing it again", async () => {
    const chat = openChat();
    chat.livekit.faults.inject({ match: "RollbackAgent", fault: { kind: "status", status: 403 } });
    await chat.command("UOPERATOR", BREAK_GLASS);
    await chat.advance(60_000);
    expect(chat.read()).toContain("(red) *prod/support-line was not rolled back*");
    await chat.press("UOPERATOR", "Ask again");
    expect(chat.read()).toContain("*0 of 1 approvals*");
    await chat.press("UOPERATOR", "Cancel");
    await chat.advance(60_000);
    chat.read();
  });
});
