import { describe, expect, it, vi } from "vitest";
import { askAndApprove, gist } from "../support/changes.ts";
import { openChat } from "../support/chat.ts";
import { firstLines } from "../support/first-lines.ts";
import { lines } from "../support/lines.ts";
import { agentIn, changesOf, currentVersion, versionsOf } from "../support/livekit-truth.ts";
import { openAsked } from "../support/open-asked.ts";
import { operationIdIn } from "../support/operation-id-in.ts";
import { attributesOf, buildsOf } from "../support/source-truth.ts";

const PROD = { project: "prod", agent: "support-line" };
const DEPLOY = "/agent deploy prod/support-line";
const MINUTE_MS = 60_000;
/** Each lets many minutes pass, look by look. */
vi.setConfig({ testTimeout: 120_000 });
const CODELOAD = "/legacy.tar.gz/";
const tip = "b3e90c7";

describe("/agent deploy from a commit on LiveKit Cloud", () => {
  it("shows the commit, builds it step by step, and says when it serves everywhere", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", DEPLOY);
    expect(firstLines(chat.read(), 3)).toBe(
      lines(
        "⏳ *Deploy prod/support-line* `9c1f04e` → `b3e90c7`",
        "`acme/support-line` at `main`: “Read opening hours from the CRM”",
        "• No live session when this was planned",
      ),
    );
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(1_000);
    chat.read();
    await chat.advance(20_000);
    expect(firstLines(chat.read(), 3)).toBe(
      lines(
        "(edited)",
        "(blue) *Deploying prod/support-line* `9c1f04e` → `b3e90c7`",
        "▰▰▱ 2 of 3 steps · [3/3] RUN pip install -r requirements.txt",
      ),
    );
    await chat.advance(2 * MINUTE_MS);
    const said = chat.read();
    expect(said).toContain("(green) *Deployed prod/support-line* `9c1f04e` → `b3e90c7` in 1 min");
    expect(said).toMatch(
      /✓ Fetch the source, .*✓ Upload .* bytes, .*✓ Build it, 30 s {2}✓ Watch until healthy/,
    );
    expect(said).toContain("Healthy in `us-east` and `eu-central` since ‹date›.");
    expect(attributesOf(chat, "prod/support-line")[0]).toEqual({
      git_commit: expect.stringMatching(new RegExp(`^${tip}`)),
      git_branch: "main",
      switchboard_operation: operationIdIn(said),
    });
    expect(buildsOf(chat)).toBe(1);
  });

  it("deploys a tag to a named deployment, and leaves production alone", async () => {
    const chat = openChat();
    const before = currentVersion(chat, "prod/support-line");
    await askAndApprove(chat, `${DEPLOY} --ref v1.4.0 --deployment preview`);
    expect(chat.read()).toContain("`acme/support-line` at `v1.4.0`");
    await chat.advance(3 * MINUTE_MS);
    const said = chat.read();
    expect(said).toContain("into deployment `preview`");
    expect(said).toContain("Callers still get production, which stays as it is until this is promoted.");
    expect(said).toContain("[Promote…]");
    expect(said).toMatch(/\(green\) \*Deployed prod\/support-line\* .* → `9c1f04e` in/);
    expect(currentVersion(chat, "prod/support-line")).toBe(before);
    const preview = agentIn(chat, "prod/support-line")?.deployments.find(
      ({ deployment }) => deployment === "preview",
    );
    expect(preview).toMatchObject({ status: "Running", version: versionsOf(chat, "prod/support-line")[0] });
    await chat.command("UVIEWER", "/agent versions prod/support-line");
    const versions = chat.read();
    expect(versions).toContain("*active* in `preview` · Running");
    expect(versions).toContain("*current, active* · Running");
    expect(versions).toContain("git_commit `9c1f04e`, by operation `");
  });

  it("plans without changing anything where that is asked for", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", `${DEPLOY} --ref release/transfer-to-human --dry-run`);
    expect(firstLines(chat.read(), 3)).toBe(
      lines(
        "(only UOPERATOR)",
        "⚪ Nothing was changed. The plan: *Deploy prod/support-line* `9c1f04e` → `e07b93c`",
        "`acme/support-line` at `release/transfer-to-human`: “Transfer to a human”",
      ),
    );
    expect(chat.livekit.calls.list("/DeployAgentV2")).toEqual([]);
  });

  it.each([
    [`${DEPLOY} --ref nowhere`, "`source-not-found`"],
    [`${DEPLOY} --image your-org/voice:1.4`, "`bad-value`"],
    [`${DEPLOY} --min-agents 1`, "`bad-value`"],
    ["/agent deploy prod/crashy", "`source-not-configured`"],
    ["/agent deploy voice/voice-starter --ref main --image your-org/voice:1.4", "`bad-value`"],
    ["/agent deploy voice/voice-starter --deployment preview", "`bad-value`"],
    ["/agent deploy voice/broken-image --ref main", "`source-not-configured`"],
  ])("refuses %s", async (command, code) => {
    const chat = openChat();
    await chat.command("UOPERATOR", command);
    expect(chat.read()).toContain(code);
    expect(chat.slack.calls.list("chat.postMessage")).toEqual([]);
  });

  it("deploys what was approved, and tells that the branch has moved since", async () => {
    const { chat } = await openAsked(DEPLOY);
    const moved = chat.github.world.push({ repository: "acme/support-line", message: "Later" });
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(3 * MINUTE_MS);
    const said = chat.read();
    expect(said).toContain("(green) *Deployed prod/support-line* `9c1f04e` → `b3e90c7`");
    expect(said).toContain(`moved to \`${moved.slice(0, 7)}\` since`);
    expect(attributesOf(chat, "prod/support-line")[0]?.git_commit).toMatch(new RegExp(`^${tip}`));
  });

  it("says why a build failed, with the end of its log, and that nothing was replaced", async () => {
    const chat = openChat();
    const before = currentVersion(chat, "prod/support-line");
    chat.livekit.world.failNextBuild(PROD, "exit code: 1: no matching distribution for `livekit`");
    await askAndApprove(chat, DEPLOY);
    await chat.advance(2 * MINUTE_MS);
    const said = chat.read();
    expect(said).toContain("(red) *The deployment of prod/support-line failed*");
    expect(said).toContain("It was not built, so nothing was replaced");
    expect(said).toContain("⚠️ `Build Failed`");
    expect(said).toMatch(
      /\(thread\)\nThe end of the build log of prod\/support-line:\n.*no matching distribution/s,
    );
    expect(said).toMatch(/✗ Build it, .*\n.*\n\[Build log\] \[Ask again\] \[Status\]/);
    expect(currentVersion(chat, "prod/support-line")).toBe(before);
    expect(changesOf(chat)).toEqual([]);
  });

  it("rolls back at the press of a button where the new version crashes", async () => {
    const chat = openChat();
    const [before] = versionsOf(chat, "prod/support-line");
    chat.livekit.world.breakNextBuild(PROD);
    await askAndApprove(chat, DEPLOY);
    await chat.advance(3 * MINUTE_MS);
    const said = chat.read();
    expect(said).toContain("(red) *The deployment of prod/support-line failed*");
    expect(said).toContain("⚠️ `CrashLoop`");
    await chat.press("UOPERATOR", "Roll back");
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(MINUTE_MS);
    expect(chat.read()).toContain("(green) *Rolled back prod/support-line*");
    expect(changesOf(chat)).toEqual([`RollbackAgent CA_p7KxQ2mVw9Ld ${before}`]);
  });

  it("can be cancelled until the build", async () => {
    const chat = openChat();
    chat.github.faults.inject({ match: CODELOAD, fault: { kind: "stall" }, times: 1 });
    await askAndApprove(chat, DEPLOY);
    await chat.advance(5_000);
    expect(chat.read()).toContain("I fetch the source");
    await chat.press("UOPERATOR", "Cancel");
    await chat.advance(MINUTE_MS);
    expect(gist(chat.read())[0]).toBe("(edited) ⚪ *Cancelled: prod/support-line was not deployed*");
    expect(chat.livekit.calls.list("/DeployAgentV2")).toEqual([]);
  });

  it("cannot be cancelled from the build on", async () => {
    const { chat, id } = await openAsked(DEPLOY);
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(10_000);
    expect(chat.read()).not.toContain("[Cancel]");
    await chat.command("UOPERATOR", `/agent cancel ${id}`);
    expect(chat.read()).toContain("`operation-moved`");
    await chat.advance(2 * MINUTE_MS);
    expect(chat.read()).toContain("(green) *Deployed prod/support-line*");
  });
});
