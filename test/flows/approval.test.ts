import { describe, expect, it } from "vitest";
import { type Chat, openChat } from "../support/chat.ts";
import { copyOfCard } from "../support/copy-of-card.ts";
import { firstLines } from "../support/first-lines.ts";
import { lines } from "../support/lines.ts";
import { changesOf, versionsOf } from "../support/livekit-truth.ts";
import { openAsked } from "../support/open-asked.ts";
import { readAudit } from "../support/read-audit.ts";

const ROLLBACK = "/agent rollback prod/support-line";
const DELETE = '/agent delete prod/night-desk --confirm night-desk --reason "no calls for a month"';
const SUPPORT_LINE = { project: "prod", agent: "support-line" };
const ROLLED_BACK = "(green) *Rolled back prod/support-line*";

/** So many new people, who are all in one group. */
function addPeople({ slack }: Chat, group: string, count: number): string[] {
  const ids = Array.from({ length: count }, (_, index) => `U${group.slice(1)}${index}`);
  for (const id of ids) {
    slack.world.addPerson({ id, name: id.toLowerCase() }, ["COPS"]);
    slack.world.addToGroup(group, id);
  }
  return ids;
}

/** A hundred presses, each of these people's as many as another's, in no order of theirs. */
const hundredPresses = (people: readonly string[]) =>
  Array.from({ length: 100 }, (_, index) => people[(index * 7) % people.length] ?? "");

describe("approving", () => {
  it("takes as many people as the rule says, one from each group, and a reason", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent delete prod/night-desk --confirm night-desk");
    expect(chat.read()).toBe("");
    await chat.fill("UOPERATOR", "no calls for a month");
    const asked = chat.read();
    expect(firstLines(asked, 2)).toBe(
      lines("⏳ *Delete prod/night-desk*", "<@UOPERATOR> asks: “no calls for a month”"),
    );
    expect(asked).toContain(
      "*0 of 2 approvals* · still needed: one of <!subteam^SONCALL> and one of <!subteam^SLEADS>",
    );

    await chat.press("UAPPROVER", "Approve");
    await chat.advance(5_000);
    const once = chat.read();
    expect(once).toContain("*1 of 2 approvals*: <@UAPPROVER> ·");
    expect(once).toContain("still needed: one of <!subteam^SLEADS>");
    expect(changesOf(chat)).toEqual([]);

    await chat.press("ULEAD", "Approve");
    await chat.advance(60_000);
    const ended = chat.read();
    expect(firstLines(ended, 2)).toBe(lines("(edited)", "(green) *Deleted prod/night-desk* in 9 s"));
    expect(ended).toContain("approved by <@UAPPROVER> and <@ULEAD>");
    expect(changesOf(chat)).toEqual(["DeleteAgent CA_n4TzH8bRc3Ys"]);
  });

  it("counts a person once, however often they press", async () => {
    const { chat } = await openAsked(DELETE);
    await chat.press("UAPPROVER", "Approve");
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(5_000);
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(31 * 60_000);
    expect(chat.read()).toContain("1 of 2 approvals came within 30 min, so nothing was changed.");
    expect((await readAudit()).filter(({ event }) => event === "approved")).toHaveLength(1);
    expect(changesOf(chat)).toEqual([]);
  });

  it("needs somebody of the other group, when there are enough of one", async () => {
    const { chat } = await openAsked(DELETE);
    const [second = ""] = addPeople(chat, "SONCALL", 1);
    await chat.press("UAPPROVER", "Approve");
    await chat.press(second, "Approve");
    await chat.advance(10_000);
    const said = chat.read();
    expect(said).toContain("*2 of 2 approvals*");
    expect(said).toContain("still needed: one of <!subteam^SLEADS>");
    expect(changesOf(chat)).toEqual([]);
    await chat.press("ULEAD", "Approve");
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Deleted prod/night-desk*");
  });

  it("lets somebody who is in both groups stand for one of them only", async () => {
    const { chat } = await openAsked(DELETE);
    await chat.press("UADMIN", "Approve");
    await chat.advance(10_000);
    expect(chat.read()).toContain("*1 of 2 approvals*: <@UADMIN>");
    expect(changesOf(chat)).toEqual([]);
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Deleted prod/night-desk*");
  });

  it("is not for who asked, even as an approver", async () => {
    const { chat } = await openAsked(ROLLBACK, "UADMIN");
    await chat.press("UADMIN", "Approve");
    const said = chat.read();
    expect(said).toMatch(/^\(only UADMIN\)\nYou cannot approve this: you asked for it/);
    expect(said).toContain("`self-approval`");
    await chat.press("UADMIN", "Cancel");
    await chat.advance(60_000);
    chat.read();
    expect(changesOf(chat)).toEqual([]);
  });

  it("is over when nobody says yes in time, and one second before it is not", async () => {
    const { chat } = await openAsked();
    await chat.advance(30 * 60_000 - 5_000);
    const said = chat.read();
    const expired = "⚪ *Expired: prod/support-line was not rolled back*";
    expect(said).toContain(
      lines("(edited)", expired, "0 of 1 approvals came within 30 min, so nothing was changed."),
    );
    expect(said).toContain(`(thread)\n<@UOPERATOR> ${expired}`);
    await chat.press("UOPERATOR", "Ask again");
    await chat.advance(30 * 60_000 - 1_000);
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(60_000);
    expect(chat.read()).toContain(ROLLED_BACK);
    expect(changesOf(chat)).toHaveLength(1);
  });

  it("says who cancelled: who asked or an admin, and nobody else", async () => {
    const { chat } = await openAsked();
    for (const somebody of ["UVIEWER", "UAPPROVER", "ULEAD"]) {
      await chat.press(somebody, "Cancel");
      expect(chat.read()).toMatch(
        new RegExp(`^\\(only ${somebody}\\)\nOnly who asked for it or an admin can cancel`),
      );
    }
    await chat.press("UOPERATOR", "Cancel");
    await chat.advance(60_000);
    const said = chat.read();
    expect(firstLines(said, 3)).toBe(
      lines(
        "(edited)",
        "⚪ *Cancelled: prod/support-line was not rolled back*",
        "<@UOPERATOR> took it back. Nothing was changed.",
      ),
    );
    expect(said, "they know it themselves").not.toContain("(thread)");
    await chat.command("UOPERATOR", ROLLBACK);
    await chat.press("UADMIN", "Cancel");
    await chat.advance(60_000);
    expect(chat.read()).toContain(
      "(thread)\n<@UOPERATOR> ⚪ *Cancelled: prod/support-line was not rolled back*",
    );
    await chat.command("UADMIN", ROLLBACK);
    chat.read();
    await chat.press("UOPERATOR", "Cancel");
    expect(chat.read()).toMatch(/^\(only UOPERATOR\)\nOnly who asked for it or an admin can cancel/);
    await chat.press("UADMIN", "Cancel");
    await chat.advance(60_000);
    chat.read();
    expect(changesOf(chat)).toEqual([]);
  });

  it("can be taken back by a veto as long as nothing was called", async () => {
    const { chat } = await openAsked(DELETE);
    await chat.press("UAPPROVER", "Approve");
    await chat.press("ULEAD", "Reject…", { answers: 0 });
    await chat.fill("ULEAD", "wait for the morning");
    await chat.advance(60_000);
    expect(chat.read()).toContain(
      lines(
        "⚪ *Rejected: prod/night-desk was not deleted*",
        "<@ULEAD> said no: “wait for the morning”. Nothing was changed.",
      ),
    );
    expect(changesOf(chat)).toEqual([]);
  });

  it("is void when somebody else deploys before the call, and asked for again with the new plan", async () => {
    const { chat } = await openAsked();
    const old = copyOfCard(chat);
    const version = chat.livekit.world.deploy(SUPPORT_LINE);
    await chat.advance(61_000);
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(10_000);
    const said = chat.read();
    expect(firstLines(said, 2)).toBe(lines("(edited)", "↻ *The plan changed, approvals were reset*"));
    expect(said).toContain("the new plan: *Roll back prod/support-line* `‹version›` → `‹version›`.");
    expect(said).toContain("*0 of 1 approvals* · <!subteam^SONCALL> can approve");
    expect(said).toContain("✓ Plan 2  ▸ Approval 0 of 1");
    expect(said).toMatch(
      /\(thread\)\n↻ The agent changed before anything was called.*by <!subteam\^SONCALL>\.$/,
    );
    expect(changesOf(chat)).toEqual([]);

    await chat.post(old, "CDEV");
    chat.read();
    await chat.press("UAPPROVER", "Approve", { channel: "CDEV" });
    const refused = chat.read();
    expect(refused).toMatch(/^\(only UAPPROVER, CDEV\)\nThe agent changed meanwhile and so did the plan/);
    expect(refused).toContain("`plan-changed`");
    await chat.advance(10_000);
    expect(changesOf(chat)).toEqual([]);

    const [newest, before] = versionsOf(chat, "prod/support-line");
    expect(newest).toBe(version);
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(60_000);
    expect(chat.read()).toContain(ROLLED_BACK);
    expect(changesOf(chat)).toEqual([`RollbackAgent CA_p7KxQ2mVw9Ld ${before}`]);
    expect((await readAudit()).map(({ event }) => event)).toEqual([
      "asked",
      "approved",
      "voided",
      "approved",
      "called",
      "ended",
    ]);
  });

  it("calls once for a hundred presses by ten people in the same moment", async () => {
    const { chat } = await openAsked();
    const people = addPeople(chat, "SONCALL", 10);
    await chat.pressTogether(hundredPresses(people), "Approve");
    await chat.advance(60_000);
    const said = chat.read();
    expect(said).toContain(ROLLED_BACK);
    expect(changesOf(chat)).toHaveLength(1);
    const approvals = (await readAudit()).filter(({ event }) => event === "approved");
    expect(approvals).toHaveLength(1);
    // Nine people came too late and are told each time; who was first presses on without harm.
    expect(said.match(/`operation-moved`/g)).toHaveLength(90);
    expect(said).not.toContain(`(only ${approvals[0]?.actor})`);
    expect(chat.slack.world.rateLimited()).toEqual({});
    await chat.command("UADMIN", "/agent audit verify");
    expect(chat.read()).toContain("(green) *The audit log is intact, with 4 entries*");
  });

  it("counts people and groups right for a hundred presses by ten people in the same moment", async () => {
    const { chat } = await openAsked(DELETE);
    const onCall = addPeople(chat, "SONCALL", 5);
    const leads = addPeople(chat, "SLEADS", 5);
    await chat.pressTogether(hundredPresses([...onCall, ...leads]), "Approve");
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Deleted prod/night-desk*");
    expect(changesOf(chat)).toHaveLength(1);
    const approvers = (await readAudit())
      .filter(({ event }) => event === "approved")
      .map(({ actor }) => actor);
    expect(new Set(approvers).size).toBe(approvers.length);
    // All but the last are of one group, or it would have been enough before.
    const last = approvers.at(-1) ?? "";
    const [own, other] = onCall.includes(last) ? [onCall, leads] : [leads, onCall];
    expect(own).toContain(last);
    expect(approvers.length).toBeGreaterThanOrEqual(2);
    expect(approvers.slice(0, -1).filter((id) => !other.includes(id))).toEqual([]);
    await chat.command("UADMIN", "/agent audit verify");
    expect(chat.read()).toContain("(green) *The audit log is intact");
  });
});
