import { describe, expect, it } from "vitest";
import { askAndApprove } from "../support/changes.ts";
import { openChat } from "../support/chat.ts";
import { firstLines } from "../support/first-lines.ts";
import { lines } from "../support/lines.ts";
import { agentIn, changesOf, currentVersion, versionsOf } from "../support/livekit-truth.ts";

const ROLLBACK = "/agent rollback prod/support-line";
const NAME = "prod/support-line";
const AGENT = { project: "prod", agent: "support-line" };
const ID = "CA_p7KxQ2mVw9Ld";
const ASKED = "⏳ *Roll back prod/support-line* `‹version›` → `‹version›`";
const WATCHED = "(blue) *Rolling back prod/support-line* `‹version›` → `‹version›`";

/** Asked, and approved at once; nothing is read yet. */
async function openApproved(command = ROLLBACK) {
  const chat = openChat();
  await askAndApprove(chat, command);
  return chat;
}

describe("/agent rollback on LiveKit Cloud", () => {
  it("asks with the plan, rolls back once it is approved, follows it to its end, and pings who asked", async () => {
    const chat = openChat();
    const [newest, before] = versionsOf(chat, NAME);
    await chat.command("UOPERATOR", `${ROLLBACK} --reason "callers hear silence"`);
    const asked = chat.read();
    expect(firstLines(asked, 2)).toBe(lines(ASKED, "<@UOPERATOR> asks: “callers hear silence”"));
    expect(asked).toContain("*0 of 1 approvals* · <!subteam^SONCALL> can approve; not <@UOPERATOR>");
    expect(asked).toContain("Commit `9c1f04e` → `51d8a2b`");
    expect(asked).toContain("`us-east` and `eu-central` · 2 replicas");
    expect(asked).toContain("`OPENAI_API_KEY`, `DEEPGRAM_API_KEY` and `google-credentials.json`");
    expect(asked).toMatch(/\n\[Approve\] \[Approve with comment…\] \[Reject…\] \[Cancel\]$/);
    await chat.advance(60_000);
    expect(chat.read()).toMatch(/\(thread\)\nPlan 1 `[0-9a-f]{12}`: \*Roll back prod\/support-line\*/);
    expect(changesOf(chat)).toEqual([]);

    await chat.press("UAPPROVER", "Approve");
    await chat.advance(4_000);
    const watched = chat.read();
    expect(firstLines(watched, 2)).toBe(lines("(edited)", WATCHED));
    expect(watched).toContain("Asked by <@UOPERATOR>: “callers hear silence” · approved by <@UAPPROVER>");
    expect(changesOf(chat)).toEqual([`RollbackAgent ${ID} ${before}`]);
    expect(currentVersion(chat, NAME)).toBe(newest);

    await chat.advance(60_000);
    const ended = chat.read();
    expect(firstLines(ended, 6)).toBe(
      lines(
        "(edited)",
        "(green) *Rolled back prod/support-line* to `‹version›` in 6 s",
        "Healthy in `us-east` and `eu-central` since ‹date›.",
        "Asked by <@UOPERATOR>: “callers hear silence” · approved by <@UAPPROVER>",
        "Commit `9c1f04e` → `51d8a2b`",
        "✓ Plan  ✓ Approval, 1 min  ✓ Roll back, 0 s  ✓ Watch until healthy, 6 s",
      ),
    );
    expect(ended).toMatch(/\(thread\)\n<@UOPERATOR> \(green\) \*Rolled back prod\/support-line\* to [^\n]*$/);
    expect(currentVersion(chat, NAME)).toBe(before);
    expect(changesOf(chat)).toHaveLength(1);
  });

  it("goes back to the version that is named", async () => {
    const chat = openChat();
    const [, , earlier] = versionsOf(chat, NAME);
    await askAndApprove(chat, `${ROLLBACK} --version ${earlier}`);
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Rolled back prod/support-line*");
    expect(currentVersion(chat, NAME)).toBe(earlier);
  });

  it("goes back to the one before the current, not to a newer one that was rolled back from", async () => {
    const chat = await openApproved();
    await chat.advance(60_000);
    await askAndApprove(chat, ROLLBACK);
    await chat.advance(60_000);
    chat.read();
    const [, once, twice] = versionsOf(chat, NAME);
    expect(changesOf(chat)).toEqual([`RollbackAgent ${ID} ${once}`, `RollbackAgent ${ID} ${twice}`]);
  });

  it("goes back to the one picked from the list of versions", async () => {
    const chat = openChat();
    const [, before] = versionsOf(chat, NAME);
    await chat.command("UOPERATOR", "/agent versions prod/support-line");
    expect(chat.read().match(/\[Roll back to this\]/g)).toHaveLength(3);
    await chat.press("UOPERATOR", "Roll back to this");
    const asked = chat.read();
    expect(asked).toContain(ASKED);
    // The list is taken away, so that nobody picks twice.
    expect(asked).not.toContain("[Roll back to this]");
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Rolled back prod/support-line*");
    expect(currentVersion(chat, NAME)).toBe(before);
  });

  it("shows the plan and changes nothing on --dry-run, and its button asks for it", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", `${ROLLBACK} --reason "callers hear silence" --dry-run`);
    const shown = chat.read();
    expect(firstLines(shown, 2)).toBe(
      lines(
        "(only UOPERATOR)",
        "⚪ Nothing was changed. The plan: *Roll back prod/support-line* `‹version›` → `‹version›`",
      ),
    );
    expect(shown).toContain("It takes 1 approval (rule `prod.default`)");
    await chat.advance(60_000);
    expect(chat.read()).toBe("");
    expect(changesOf(chat)).toEqual([]);

    await chat.press("UOPERATOR", "Roll back");
    expect(chat.read()).toContain(lines(ASKED, "<@UOPERATOR> asks: “callers hear silence”"));
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Rolled back prod/support-line*");
    expect(changesOf(chat)).toHaveLength(1);
  });

  it("shows the plan also where the change itself could not be asked for, but not to everybody", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", `${ROLLBACK} --dry-run`, "CSHARED");
    expect(chat.read()).toMatch(/^\(only UOPERATOR, CSHARED\)\n⚪ Nothing was changed\./);
    await chat.command("UVIEWER", `${ROLLBACK} --dry-run`);
    expect(chat.read()).toMatch(/^\(only UVIEWER\)\nYou cannot use `rollback` here/);
  });

  it("refuses a version that does not exist, and names those that do", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", `${ROLLBACK} --version 19990101000000`);
    expect(chat.read()).toBe(
      lines(
        "(only UOPERATOR)",
        "*prod/support-line* has no version `19990101000000`, so nothing was done. It has `‹version›`, `‹version›` and `‹version›`. `version-not-found`",
      ),
    );
  });

  it("refuses a version that never was in service", async () => {
    const chat = openChat();
    const version = chat.livekit.world.deploy(AGENT, { outcome: "build-failed" });
    await chat.advance(45_000);
    await chat.command("UOPERATOR", `${ROLLBACK} --version ${version}`);
    const said = chat.read();
    expect(said).toContain("Version `‹version›` of *prod/support-line* was never in service");
    expect(said).toContain("`never-deployed`");
  });

  it("refuses the version that runs", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", `${ROLLBACK} --version ${currentVersion(chat, NAME)}`);
    const said = chat.read();
    expect(said).toContain("*prod/support-line* runs `‹version›` already, so nothing was done.");
    expect(said).toContain("`already-current`");
  });

  it("refuses where there is nothing to go back to", async () => {
    const chat = await openApproved("/agent rollback prod/night-desk");
    await chat.advance(60_000);
    chat.read();
    await chat.command("UOPERATOR", "/agent rollback prod/night-desk");
    const said = chat.read();
    expect(said).toContain("There is nothing to roll *prod/night-desk* back to");
    expect(said).toContain("`nothing-to-roll-back-to`");
  });

  it("starts nothing a second time, and shows the second asker the card that there is", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", ROLLBACK);
    chat.read();
    await chat.command("UADMIN", ROLLBACK);
    expect(chat.read()).toMatch(
      /^\(only UADMIN\)\n<@UOPERATOR> asked for the same rollback.*\|Open that card>\. `already-asked`$/,
    );
    await chat.command("UADMIN", "/agent restart prod/support-line");
    expect(chat.read()).toMatch(/^\(only UADMIN\)\n.*<@UOPERATOR>.*\|Open that card>\. `agent-busy`$/);

    await chat.command("UOPERATOR", "/agent restart prod/support-line");
    expect(chat.read()).toContain("which is waiting for approval, so nothing was started");

    await chat.press("UOPERATOR", "Cancel that rollback");
    await chat.advance(60_000);
    expect(chat.read()).toContain("⚪ *Cancelled: prod/support-line was not rolled back*");
    await chat.command("UADMIN", "/agent restart prod/support-line");
    expect(firstLines(chat.read(), 1)).toBe("⏳ *Restart prod/support-line*");
    await chat.press("UADMIN", "Cancel");
    await chat.advance(60_000);
    chat.read();
    expect(changesOf(chat)).toEqual([]);
  });

  it("says that the version crashes, why, and what can be done", async () => {
    const chat = openChat();
    const [newest, target = ""] = versionsOf(chat, NAME);
    chat.livekit.world.breakVersion(AGENT, target);
    await askAndApprove(chat, ROLLBACK);
    await chat.advance(90_000);
    const said = chat.read();
    expect(firstLines(said, 1)).toBe("(red) *The rollback of prod/support-line failed* after 24 s");
    expect(firstLines(said, 7)).toContain("\n⚠️ `CrashLoop` in `us-east`\n");
    expect(said).toContain("(thread)\n⚠️ The rollback of prod/support-line is in trouble: `CrashLoop`");
    expect(said).toContain("(thread)\n<@UOPERATOR> (red) *The rollback of prod/support-line failed*");
    expect(said).toMatch(/\(thread\)\nThe end of the log of prod\/support-line:\n.*ModuleNotFoundError/s);

    await chat.press("UVIEWER", "Logs");
    expect(chat.read()).toMatch(/^\(only UVIEWER\)\nThe newest \d+ lines of the log.*ModuleNotFoundError/s);
    await chat.press("UOPERATOR", "Versions");
    expect(chat.read()).toContain("`‹version›` *current, active* · CrashLoop");

    // It is newer, so it is no rollback's default; but it can be named.
    await askAndApprove(chat, `${ROLLBACK} --version ${newest}`);
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Rolled back prod/support-line*");
    expect(changesOf(chat)).toEqual([`RollbackAgent ${ID} ${target}`, `RollbackAgent ${ID} ${newest}`]);
  });

  it("says in the platform's words why it refuses", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", ROLLBACK);
    chat.read();
    chat.livekit.world.setAgentStatus(AGENT, "Deleting");
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(60_000);
    const said = chat.read();
    expect(firstLines(said, 2)).toBe(lines("(edited)", "(red) *prod/support-line was not rolled back*"));
    expect(said).toContain("It says: `the agent is being deleted` `platform-refused`");
    expect(said).toContain("[Versions] [Status]");
    expect(changesOf(chat)).toHaveLength(1);
  });

  it("steps back when somebody else deploys while it is watched", async () => {
    const chat = await openApproved();
    await chat.advance(2_000);
    const version = chat.livekit.world.deploy(AGENT);
    await chat.advance(30_000);
    expect(firstLines(chat.read(), 2)).toBe(lines(WATCHED, "▱▱ 0 of 2 ready · Building"));
    await chat.advance(90_000);
    const said = chat.read();
    const overtaken = "⚪ *Overtaken: the rollback of prod/support-line was not followed to its end*";
    expect(firstLines(said, 3)).toBe(
      lines(
        "(edited)",
        overtaken,
        "Somebody else brought in `‹version›` meanwhile, and that is what counts now.",
      ),
    );
    expect(said).toContain(`(thread)\n<@UOPERATOR> ${overtaken}`);
    expect(currentVersion(chat, NAME)).toBe(version);
    expect(changesOf(chat)).toHaveLength(1);
  });

  it("stops watching after ten minutes, and says how far it was", async () => {
    const chat = openChat();
    chat.livekit.world.stall(AGENT);
    await askAndApprove(chat, ROLLBACK);
    await chat.advance(9 * 60_000);
    expect(firstLines(chat.read(), 2)).toBe(lines(WATCHED, "▱▱ 0 of 2 ready · Updating"));
    await chat.advance(3 * 60_000);
    const said = chat.read();
    expect(firstLines(said, 2)).toMatch(
      /^\(edited\)\n\(red\) \*The rollback of prod\/support-line is not done after 10 min \d+ s\*$/,
    );
    expect(said).toContain("\n▱▱ 0 of 2 ready · Updating\n");
    expect(said).toContain("[Logs]");
    expect(said).toContain("\nThe end of the log of prod/support-line:\n");
    expect(changesOf(chat)).toHaveLength(1);
  });

  it("says that the agent was deleted while it was watched", async () => {
    const chat = await openApproved();
    await chat.advance(2_000);
    chat.livekit.world.removeAgent(AGENT);
    await chat.advance(60_000);
    const said = chat.read();
    expect(firstLines(said, 1)).toBe("(red) *The rollback of prod/support-line failed* after 6 s");
    expect(said).toContain("\n⚠️ `Deleted`\n");
    expect(agentIn(chat, NAME)).toBeUndefined();
  });

  it("calls nobody when the agent was deleted before it was approved", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", ROLLBACK);
    chat.livekit.world.removeAgent(AGENT);
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(60_000);
    const said = chat.read();
    expect(firstLines(said, 1)).toBe("(red) *prod/support-line was not rolled back*");
    expect(said).toContain("`platform-not-found`");
    expect(changesOf(chat)).toEqual([]);
  });
});
