import { describe, expect, it } from "vitest";
import { askAndApprove } from "../support/changes.ts";
import { openChat } from "../support/chat.ts";
import { firstLines } from "../support/first-lines.ts";
import { lines } from "../support/lines.ts";
import { agentIn, changesOf, currentVersion, versionsOf } from "../support/livekit-truth.ts";

const PROD = { project: "prod", agent: "support-line" };
const STAGING = { project: "staging", agent: "support-line" };
const STAGING_ID = "CA_s3MvB6kPn8Hu";

describe("/agent restart on LiveKit Cloud", () => {
  it("restarts once it is approved, and says so when every region is well again", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", '/agent restart prod/support-line --reason "memory is full"');
    expect(firstLines(chat.read(), 2)).toBe(
      lines("⏳ *Restart prod/support-line*", "<@UOPERATOR> asks: “memory is full”"),
    );
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(60_000);
    const said = chat.read();
    expect(firstLines(said, 3)).toBe(
      lines(
        "(edited)",
        "(green) *Restarted prod/support-line* in 12 s",
        "Healthy in `us-east` since ‹date›. Asleep in `eu-central` until the next call.",
      ),
    );
    expect(said).toContain("(thread)\n<@UOPERATOR> (green) *Restarted prod/support-line*");
    expect(changesOf(chat)).toEqual(["RestartAgent CA_p7KxQ2mVw9Ld"]);
  });

  it("begins at once where the rule asks for no approval", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent restart staging/support-line");
    expect(firstLines(chat.read(), 2)).toBe(
      lines(
        "(blue) *Restart staging/support-line*",
        "It takes no approval (rule `staging.default`) and begins at once.",
      ),
    );
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Restarted staging/support-line*");
    expect(changesOf(chat)).toEqual([`RestartAgent ${STAGING_ID}`]);
  });

  it("mends an agent that crashed, and does not take the words of before for a new failure", async () => {
    const chat = openChat();
    chat.livekit.world.crash(STAGING);
    await chat.command("UOPERATOR", "/agent restart staging/support-line");
    await chat.advance(1_000);
    chat.livekit.world.crash(STAGING);
    await chat.advance(15_000);
    expect(firstLines(chat.read(), 1)).toBe("(blue) *Restarting staging/support-line*");
    chat.livekit.world.heal(STAGING);
    await chat.advance(60_000);
    const said = chat.read();
    expect(said).toContain("(green) *Restarted staging/support-line*");
    expect(said).not.toContain("(red)");
  });

  it("says that it did not help, with the log and a way back", async () => {
    const chat = openChat();
    const [, current = "", earlier] = versionsOf(chat, "staging/support-line");
    chat.livekit.world.breakVersion(STAGING, current);
    await chat.command("UOPERATOR", "/agent restart staging/support-line");
    await chat.advance(90_000);
    const said = chat.read();
    expect(firstLines(said, 1)).toBe("(red) *The restart of staging/support-line failed* after 24 s");
    expect(said).toMatch(/The end of the log of staging\/support-line:\n.*ModuleNotFoundError/s);
    await chat.press("UOPERATOR", "Roll back");
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Rolled back staging/support-line*");
    expect(changesOf(chat)).toEqual([`RestartAgent ${STAGING_ID}`, `RollbackAgent ${STAGING_ID} ${earlier}`]);
  });

  it("stops watching after five minutes", async () => {
    const chat = openChat();
    chat.livekit.world.stall(STAGING);
    await chat.command("UOPERATOR", "/agent restart staging/support-line");
    await chat.advance(7 * 60_000);
    expect(firstLines(chat.read(), 1)).toMatch(
      /^\(red\) \*The restart of staging\/support-line is not done after 5 min \d+ s\*$/,
    );
    expect(changesOf(chat)).toHaveLength(1);
  });

  it("steps back when somebody else deploys meanwhile", async () => {
    const chat = openChat();
    chat.livekit.world.stall(PROD);
    await askAndApprove(chat, "/agent restart prod/support-line");
    await chat.advance(4_000);
    chat.livekit.world.stall(PROD, false);
    chat.livekit.world.deploy(PROD);
    await chat.advance(120_000);
    expect(firstLines(chat.read(), 1)).toBe(
      "⚪ *Overtaken: the restart of prod/support-line was not followed to its end*",
    );
  });
});

describe("/agent promote on LiveKit Cloud", () => {
  it("brings the version of a named deployment to production", async () => {
    const chat = openChat();
    const [preview] = versionsOf(chat, "staging/support-line");
    await chat.command("UOPERATOR", "/agent promote staging/support-line --from preview");
    expect(firstLines(chat.read(), 1)).toBe(
      "(blue) *Promote staging/support-line* `‹version›` → `‹version›`",
    );
    await chat.advance(60_000);
    const said = chat.read();
    expect(firstLines(said, 3)).toBe(
      lines(
        "(edited)",
        "(green) *Promoted staging/support-line* to `‹version›` in 12 s",
        "Healthy in `us-east` since ‹date›.",
      ),
    );
    expect(currentVersion(chat, "staging/support-line")).toBe(preview);
    expect(changesOf(chat)).toEqual([`PromoteAgent ${STAGING_ID} preview`]);
    await chat.command("UOPERATOR", "/agent promote staging/support-line --from preview");
    expect(chat.read()).toContain("`already-current`");
  });

  it("says that the version crashes in production, and rolls back at the press of a button", async () => {
    const chat = openChat();
    const [preview = "", before] = versionsOf(chat, "staging/support-line");
    chat.livekit.world.breakVersion(STAGING, preview);
    await chat.command("UOPERATOR", "/agent promote staging/support-line --from preview");
    await chat.advance(90_000);
    expect(firstLines(chat.read(), 1)).toBe(
      "(red) *The promotion of staging/support-line failed* after 24 s",
    );
    await chat.press("UOPERATOR", "Logs");
    expect(chat.read()).toMatch(/^\(only UOPERATOR\)\nThe newest \d+ lines of the log/);
    await chat.press("UOPERATOR", "Roll back");
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Rolled back staging/support-line*");
    expect(currentVersion(chat, "staging/support-line")).toBe(before);
  });

  it.each([
    ["staging/support-line --from canary", "`deployment-not-found`"],
    ["staging/support-line --from production", "`bad-value`"],
    ["staging/support-line", "`missing-argument`"],
    ["prod/night-desk --from canary", "`not-offered`"],
  ])("refuses %s", async (what, code) => {
    const chat = openChat();
    await chat.command("UOPERATOR", `/agent promote ${what}`);
    const said = chat.read();
    expect(firstLines(said, 1)).toBe("(only UOPERATOR)");
    expect(said).toContain(code);
    expect(changesOf(chat)).toEqual([]);
  });
});

describe("/agent delete on LiveKit Cloud", () => {
  it("asks for the agent's name, says beside the field when it is another, and deletes when it is right", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent delete staging/support-line");
    expect(chat.read()).toBe("");
    expect(chat.form("UOPERATOR")).not.toBeNull();
    expect(await chat.fill("UOPERATOR", "night-desk")).toEqual({
      text: "This is not its name. Type support-line, or close this form to keep it.",
    });
    expect(chat.form("UOPERATOR")).not.toBeNull();
    expect(await chat.fill("UOPERATOR", "support-line")).toEqual({});
    expect(chat.form("UOPERATOR")).toBeNull();

    const said = chat.read();
    expect(firstLines(said, 1)).toBe("(blue) *Delete staging/support-line*");
    expect(said).toContain("⚠️ This cannot be undone");
    await chat.advance(60_000);
    const ended = chat.read();
    expect(firstLines(ended, 3)).toBe(
      lines("(edited)", "(green) *Deleted staging/support-line* in 9 s", "Gone since ‹date›."),
    );
    expect(ended).toContain("(thread)\n<@UOPERATOR> (green) *Deleted staging/support-line*");
    expect(agentIn(chat, "staging/support-line")).toBeUndefined();
    expect(changesOf(chat)).toEqual([`DeleteAgent ${STAGING_ID}`]);
    await chat.press("UOPERATOR", "Agents");
    expect(chat.read()).toContain("There are 0 agents in *staging*");
  });

  it("takes the name typed with the command", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent delete staging/support-line --confirm support-line");
    expect(chat.form("UOPERATOR")).toBeNull();
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Deleted staging/support-line*");
  });

  it("says in a mention, which has no forms, how to confirm; the button there opens one", async () => {
    const chat = openChat();
    await chat.write("UOPERATOR", "@switchboard delete staging/support-line");
    const said = chat.read();
    expect(said).toContain("`--confirm support-line`. `confirmation-needed`");
    await chat.press("UOPERATOR", "Type its name…", { answers: 0 });
    expect(await chat.fill("UOPERATOR", "support-line")).toEqual({});
    await chat.advance(60_000);
    expect(chat.read()).toContain("(green) *Deleted staging/support-line*");
  });

  it("takes the name from a mention too", async () => {
    const chat = openChat();
    await chat.write("UOPERATOR", "@switchboard delete staging/support-line --confirm support-line");
    await chat.advance(60_000);
    expect(chat.read()).toContain("(thread)\n(green) *Deleted staging/support-line*");
  });

  it("deletes nothing for somebody who may not, whatever they type", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", "/agent delete staging/support-line --confirm support-line");
    expect(chat.read()).toContain("You cannot use `delete` here");
    expect(chat.form("UVIEWER")).toBeNull();
  });

  it("stops watching after three minutes", async () => {
    const chat = openChat();
    chat.livekit.world.stall(STAGING);
    await chat.command("UOPERATOR", "/agent delete staging/support-line --confirm support-line");
    await chat.advance(5 * 60_000);
    expect(firstLines(chat.read(), 1)).toMatch(
      /^\(red\) \*The deletion of staging\/support-line is not done after 3 min \d+ s\*$/,
    );
    expect(changesOf(chat)).toHaveLength(1);
  });
});

describe("what LiveKit Cloud cannot do", () => {
  it.each([
    ["scale prod/support-line --min 2", "*LiveKit Cloud* does not offer `scale`: its API has no call"],
  ])("says why: %s", async (what, why) => {
    const chat = openChat();
    await chat.command("UOPERATOR", `/agent ${what}`);
    const said = chat.read();
    expect(said).toContain(why);
    expect(said).toContain("Nothing was done. `not-offered`");
    expect(changesOf(chat)).toEqual([]);
  });
});
