import { describe, expect, it } from "vitest";
import { type Chat, openChat } from "../support/chat.ts";
import { changesOf, currentVersion } from "../support/livekit-truth.ts";

const AGENT = "staging/support-line";
const STAGING = { project: "staging", agent: "support-line" };
const STAGING_ID = "CA_s3MvB6kPn8Hu";
const DEPLOY = `/agent deploy ${AGENT} --ref main`;
const FAILED = `(red) *The deployment of ${AGENT} failed*`;
const COUNTDOWN = "It is rolled back by itself ‹date›, unless an operator presses *Keep*.";
const MINUTE_MS = 60_000;

/** A version that is built and crashes, read up to where its countdown runs; gives what ran before. */
async function deployWhatCrashes(chat: Chat): Promise<string | null | undefined> {
  const before = currentVersion(chat, AGENT);
  chat.livekit.world.breakNextBuild(STAGING);
  await chat.command("UOPERATOR", DEPLOY);
  for (let waited = 0; waited < 5 && !chat.read().includes(COUNTDOWN); waited += 1)
    await chat.advance(30_000);
  expect(changesOf(chat)).toEqual([]);
  expect(currentVersion(chat, AGENT)).not.toBe(before);
  return before;
}

describe("a version from source that crashes where the policy rolls back by itself", () => {
  it("is undone after the countdown, by an operation of its own", async () => {
    const chat = openChat();
    const before = await deployWhatCrashes(chat);
    await chat.advance(3 * MINUTE_MS);
    const said = chat.read();
    expect(said).toContain(`(green) *Rolled back ${AGENT}*`);
    expect(said).toMatch(/It undoes operation `[0-9A-Z]{20}`, which failed/);
    expect(changesOf(chat)).toEqual([`RollbackAgent ${STAGING_ID} ${before}`]);
    expect(currentVersion(chat, AGENT)).toBe(before);
  });

  it("stays when somebody keeps it", async () => {
    const chat = openChat();
    await deployWhatCrashes(chat);
    await chat.press("UOPERATOR", "Keep");
    await chat.advance(10 * MINUTE_MS);
    expect(chat.read()).toContain("<@UOPERATOR> keeps it as it is, so it is not rolled back by itself.");
    expect(changesOf(chat)).toEqual([]);
  });

  it("is not undone where it was never built: nothing was replaced", async () => {
    const chat = openChat();
    chat.livekit.world.failNextBuild(STAGING, "exit code: 1");
    await chat.command("UOPERATOR", DEPLOY);
    await chat.advance(10 * MINUTE_MS);
    const said = chat.read();
    expect(said).toContain(FAILED);
    expect(said).not.toContain(COUNTDOWN);
    expect(changesOf(chat)).toEqual([]);
  });
});
