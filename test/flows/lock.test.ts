import { describe, expect, it } from "vitest";
import { gist } from "../support/changes.ts";
import { openChat } from "../support/chat.ts";
import { changesOf } from "../support/livekit-truth.ts";

const ROLLBACK = "/agent rollback prod/support-line";
const LOCK = '/agent lock prod/support-line --reason "hands off"';

describe("a lock", () => {
  it("stops a change that waits already, even when it is approved, and says so on both sides", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", ROLLBACK);
    await chat.advance(5_000);
    chat.read();
    await chat.command("UADMIN", LOCK);
    expect(chat.read()).toContain(
      "Nobody else can change it meanwhile. The rollback that <@UOPERATOR> asked for is open: if it was not called yet, it will be refused; if it was, it goes on.",
    );
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(30_000);
    const said = chat.read();
    expect(gist(said)[0]).toBe("(edited) (red) *prod/support-line was not rolled back*");
    expect(said).toContain("is locked by <@UADMIN>");
    expect(said).toContain("“hands off”");
    expect(changesOf(chat)).toEqual([]);
  });

  it("does not stop who put it there", async () => {
    const chat = openChat();
    await chat.command("UADMIN", ROLLBACK);
    await chat.command("UADMIN", LOCK);
    expect(chat.read()).toContain("Nobody else can change it meanwhile.\n");
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(60_000);
    expect(gist(chat.read())).toContainEqual(expect.stringMatching(/^\(edited\) \(green\) \*Rolled back/));
    expect(changesOf(chat)).toHaveLength(1);
  });

  it("is told to its owner, on the card and in the thread, when the glass is broken over it", async () => {
    const chat = openChat();
    await chat.command("UADMIN", LOCK);
    await chat.command("UOPERATOR", `${ROLLBACK} --break-glass "all calls fail"`);
    await chat.advance(60_000);
    const said = chat.read();
    expect(said).toContain(
      "<@UOPERATOR> skipped the approvals and the lock of <@UADMIN> (“hands off”): “all calls fail”",
    );
    expect(said).toMatch(/\(thread\)\n\(alarm\) .*skipped the approvals .* and the lock of <@UADMIN>/);
    expect(changesOf(chat)).toHaveLength(1);
  });

  it("is shown by the agent's status, beside the change that is open", async () => {
    const chat = openChat();
    await chat.command("UADMIN", ROLLBACK);
    await chat.command("UADMIN", LOCK);
    await chat.advance(5_000);
    chat.read();
    await chat.command("UVIEWER", "/agent status prod/support-line");
    const said = chat.read();
    expect(said).toContain("(lock) Locked by <@UADMIN>: “hands off”");
    expect(said).toMatch(/⏳ Has an open rollback by <@UADMIN> since ‹date› \(`[0-9A-Z]{20}`\)/);
    await chat.press("UADMIN", "Cancel");
    await chat.advance(30_000);
    chat.read();
  });
});

describe("a change that needs approval", () => {
  it("is not begun where nobody else can see it", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", ROLLBACK, "DOPERATOR");
    expect(chat.read()).toContain("takes an approval, and nobody who can give it sees this conversation");
    await chat.command("UOPERATOR", "/agent restart prod/support-line");
    await chat.advance(5_000);
    expect(gist(chat.read())).toContain("⏳ *Restart prod/support-line*");
    await chat.press("UOPERATOR", "Cancel");
    await chat.advance(30_000);
    chat.read();
  });

  it("has no dry run over a broken glass, which would promise what does not come", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", `${ROLLBACK} --break-glass "all calls fail" --dry-run`);
    expect(chat.read()).toMatch(/^\(only UOPERATOR\)\n.*`--break-glass` must be left out of a dry run/);
    expect(changesOf(chat)).toEqual([]);
  });
});
