import { describe, expect, it } from "vitest";
import { askAndApprove, gist } from "../support/changes.ts";
import { type Chat, openChat } from "../support/chat.ts";
import { agentOf, keepQuietAbout, programsOf, servingImage, updatesOf } from "../support/pipecat-truth.ts";

const GOOD = "your-org/voice-starter:1.4";
const BAD = "your-org/voice-starter:no-such-tag";
const BUILD = "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a001";
const FAILED = "(red) *The deployment of voice/voice-starter failed*";

/** A deployment that fails, read up to where its countdown runs. */
async function failToDeploy(chat: Chat): Promise<string> {
  await askAndApprove(chat, `/agent deploy voice/voice-starter --image ${BAD} --reason "new voice"`);
  await chat.advance(20_000);
  const said = chat.read();
  expect(gist(said)[0]).toBe(FAILED);
  expect(said).toContain("It is rolled back by itself ‹date›, unless an operator presses *Keep*.");
  expect(said).toContain("[Roll back now] [Keep] [Logs]");
  // There is little time to say no, and an edited card calls nobody.
  expect(said).toContain(`(thread)\n<@UOPERATOR> ${FAILED}. It reports`);
  return said;
}

describe("a deployment that fails where the policy rolls back by itself", () => {
  it("is undone after the countdown, by an operation of its own", async () => {
    const chat = openChat();
    const card = await failToDeploy(chat);
    const [failedId] = /[0-9A-Z]{20}/.exec(card) ?? [];
    await chat.advance(90_000);
    expect(chat.read()).toBe("");
    expect(updatesOf(chat)).toHaveLength(1);

    await chat.advance(30_000);
    const begun = chat.read();
    expect(gist(begun)).toContain(`(blue) *Rolling back voice/voice-starter* \`${BAD}\` → \`${GOOD}\``);
    expect(begun).toContain(`It undoes operation \`${failedId}\`, which failed`);
    expect(begun).toMatch(/It is undone by operation `[0-9A-Z]{20}`, which has a card of its own\./);
    await chat.advance(60_000);
    expect(gist(chat.read())).toEqual([
      `(edited) (green) *Rolled back voice/voice-starter* to \`${GOOD}\` in 15 s`,
      `(thread) <@UOPERATOR> (green) *Rolled back voice/voice-starter* to \`${GOOD}\` in 15 s. Healthy in \`us-west\` since ‹date›.`,
    ]);
    expect(updatesOf(chat)).toEqual([{ image: BAD }, expect.objectContaining({ image: GOOD })]);
    expect(programsOf(chat).slice(3)).toEqual([GOOD, BAD, GOOD]);
    expect(servingImage(chat)).toBe(GOOD);
    expect(agentOf(chat).deployments.at(-1)?.conditions.at(-1)?.trouble).toBeNull();
  });

  it("stays as it is when somebody keeps it", async () => {
    const chat = openChat();
    await failToDeploy(chat);
    await chat.press("UOPERATOR", "Keep");
    await chat.advance(600_000);
    const said = chat.read();
    expect(gist(said)[0]).toMatch(/^\(edited\) \(red\) \*The deployment of voice\/voice-starter failed\*/);
    expect(said).toContain("<@UOPERATOR> keeps it as it is, so it is not rolled back by itself.");
    expect(said).toContain("[Roll back] [Logs] [Status]");
    expect(updatesOf(chat)).toEqual([{ image: BAD }]);
  });

  it("is undone at once when somebody does not want to wait", async () => {
    const chat = openChat();
    await failToDeploy(chat);
    await chat.press("UADMIN", "Roll back now");
    await chat.advance(60_000);
    expect(gist(chat.read())).toContain(`(green) *Rolled back voice/voice-starter* to \`${GOOD}\` in 15 s`);
    expect(updatesOf(chat)).toHaveLength(2);
    await chat.advance(600_000);
    expect(updatesOf(chat)).toHaveLength(2);
  });

  it("is undone before it counts as failed when somebody sees that its trouble does not pass", async () => {
    const chat = openChat();
    await askAndApprove(chat, "/agent deploy voice/voice-starter --image your-org/voice-starter:1.5");
    await chat.advance(20_000);
    const watched = chat.read();
    expect(watched).toContain("this counts as failed, and is rolled back by itself 2 min later.");
    expect(watched).toContain("[Roll back now] [Status] [Logs]");
    await chat.press("UVIEWER", "Roll back now");
    expect(chat.read()).toContain("`not-allowed`");
    await chat.press("UOPERATOR", "Roll back now");
    await chat.advance(60_000);
    const undone = gist(chat.read());
    expect(undone.filter((line) => line.startsWith("(green) *Rolled back"))).toHaveLength(1);
    await chat.advance(600_000);
    expect(updatesOf(chat)).toEqual([
      { image: "your-org/voice-starter:1.5" },
      expect.objectContaining({ image: GOOD }),
    ]);
  });

  it("offers no such way while all is well", async () => {
    const chat = openChat();
    await askAndApprove(chat, `/agent deploy voice/voice-starter --build-id ${BUILD}`);
    await chat.advance(4_000);
    const watched = chat.read();
    expect(watched).toContain("[Status] [Logs]");
    expect(watched).not.toContain("[Roll back now]");
    await chat.advance(120_000);
    expect(chat.read()).toContain("(green) *Deployed");
  });

  it("is undone once, however many thumbs hurry it", async () => {
    const chat = openChat();
    await failToDeploy(chat);
    await Promise.all([
      chat.press("UADMIN", "Roll back now", { answers: 3 }),
      chat.press("UOPERATOR", "Roll back now", { answers: 3 }),
      chat.press("UOPERATOR", "Roll back now", { answers: 3 }),
    ]);
    await chat.advance(60_000);
    expect(gist(chat.read()).filter((line) => line.startsWith("(green) *Rolled back"))).toHaveLength(1);
    expect(updatesOf(chat)).toHaveLength(2);
  });

  it("lets nobody decide who is no operator", async () => {
    const chat = openChat();
    await failToDeploy(chat);
    for (const label of ["Keep", "Roll back now"]) {
      await chat.press("UVIEWER", label);
      expect(chat.read()).toMatch(/^\(only UVIEWER(, thread)?\)\n[\s\S]*`not-allowed`$/);
    }
    await chat.press("UOPERATOR", "Keep");
    await chat.advance(60_000);
    expect(chat.read()).toContain("<@UOPERATOR> keeps it as it is");
    expect(updatesOf(chat)).toHaveLength(1);
  });

  it("says that nothing more happens where there is nothing to go back to", async () => {
    const chat = openChat();
    keepQuietAbout(chat, "buildId");
    chat.pipecat.world.deploy("voice-starter", { buildId: BUILD });
    await chat.advance(60_000);
    await askAndApprove(chat, `/agent deploy voice/voice-starter --image ${BAD}`);
    await chat.advance(20_000);
    expect(gist(chat.read())[0]).toBe(FAILED);
    await chat.advance(180_000);
    const said = chat.read();
    expect(gist(said)[0]).toMatch(/^\(edited\) \(red\) \*The deployment of voice\/voice-starter failed\*/);
    expect(said).toContain("[Roll back] [Logs] [Status]");
    expect(updatesOf(chat)).toEqual([{ image: BAD }]);
  });

  it("is not undone a second time when the rollback fails as well", async () => {
    const chat = openChat();
    await failToDeploy(chat);
    chat.pipecat.world.breakImage(GOOD);
    await chat.advance(240_000);
    const said = chat.read();
    expect(
      gist(said).some((line) => /^\(red\) \*The rollback of voice\/voice-starter failed\* after/.test(line)),
    ).toBe(true);
    await chat.advance(600_000);
    expect(chat.read()).toBe("");
    expect(updatesOf(chat)).toHaveLength(2);
  });

  it("is left alone when somebody else put it right meanwhile", async () => {
    const chat = openChat();
    await failToDeploy(chat);
    const other = chat.pipecat.world.deploy("voice-starter", { image: "your-org/voice-starter:1.6" });
    await chat.advance(600_000);
    const said = chat.read();
    expect(gist(said)[0]).toMatch(/^\(edited\) /);
    expect(said).toContain(other.slice(0, 8));
    expect(servingImage(chat)).toBe("your-org/voice-starter:1.6");
    expect(updatesOf(chat)).toHaveLength(1);
  });

  it.each([
    { kind: "status", status: 503 },
    { kind: "status", status: 429, retryAfterS: 10 },
    { kind: "cut", when: "request" },
  ] as const)("is undone once Pipecat Cloud can be asked again (%j)", async (fault) => {
    const chat = openChat();
    await failToDeploy(chat);
    chat.pipecat.faults.inject({ match: "GET /v1/agents/voice-starter", fault, times: 4 });
    await chat.advance(600_000);
    expect(gist(chat.read())).toContain(`(green) *Rolled back voice/voice-starter* to \`${GOOD}\` in 15 s`);
    expect(updatesOf(chat)).toHaveLength(2);
    expect(servingImage(chat)).toBe(GOOD);
  });

  it("is left alone while somebody else has locked the agent", async () => {
    const chat = openChat();
    await failToDeploy(chat);
    await chat.command("UADMIN", '/agent lock voice/voice-starter --reason "I look into it"');
    expect(gist(chat.read())[0]).toContain("(lock) *voice/voice-starter* is locked by <@UADMIN>");
    await chat.advance(180_000);
    expect(chat.read()).toContain("[Roll back] [Logs] [Status]");
    expect(updatesOf(chat)).toHaveLength(1);
  });
});
