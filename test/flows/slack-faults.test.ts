import { describe, expect, it } from "vitest";
import { askAndApprove, gist } from "../support/changes.ts";
import { type Chat, openChat } from "../support/chat.ts";
import { servingImage, updatesOf } from "../support/pipecat-truth.ts";
import { FAULTS, loseNoTime } from "../support/trouble.ts";

const MINUTE_MS = 60_000;
const NEW = "your-org/voice-starter:2.0";
const DEPLOY = `/agent deploy voice/voice-starter --image ${NEW}`;
const HEADLINE = `*Deployed voice/voice-starter* \`your-org/voice-starter:1.4\` → \`${NEW}\` in`;
const MOVED = "Told privately, because nothing more can be written to <#COPS>.";

/** The bot's messages in #voice-ops, those in threads apart. */
function postedBy(chat: Chat) {
  const messages = chat.slack.messagesFor("UVIEWER", "COPS");
  const threads = messages.flatMap(({ ts }) => chat.slack.messagesFor("UVIEWER", "COPS", ts).slice(1));
  return { cards: messages, replies: threads.map(({ text }) => text) };
}

/** One card with the last state, and each reply once. */
function expectAllSaidOnce(chat: Chat): void {
  const { cards, replies } = postedBy(chat);
  expect(cards.map(({ text }) => text)).toEqual([expect.stringContaining(HEADLINE)]);
  expect(replies).toEqual([
    expect.stringContaining("Plan 1"),
    expect.stringContaining(`<@UOPERATOR> 🟢 ${HEADLINE}`),
  ]);
  expect(updatesOf(chat)).toHaveLength(1);
  expect(servingImage(chat)).toBe(NEW);
  chat.read();
}

describe("Slack in trouble for a moment", () => {
  it.each(FAULTS)("when the card is posted: it is there once in the end (%j)", async (fault) => {
    const chat = openChat();
    loseNoTime(chat);
    chat.slack.faults.inject({ match: "chat.postMessage", fault, times: 2 });
    await chat.command("UOPERATOR", DEPLOY);
    await chat.advance(MINUTE_MS);
    const [id] = /[0-9A-Z]{20}/.exec(chat.read()) ?? [];
    await chat.command("UAPPROVER", `/agent approve ${id}`);
    await chat.advance(5 * MINUTE_MS);
    expectAllSaidOnce(chat);
  });

  it.each(FAULTS)("when the card is edited: it shows the last state in the end (%j)", async (fault) => {
    const chat = openChat();
    loseNoTime(chat);
    await chat.command("UOPERATOR", DEPLOY);
    chat.slack.faults.inject({ match: "chat.update", fault, times: 3 });
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(5 * MINUTE_MS);
    expectAllSaidOnce(chat);
  });

  it.each(FAULTS)("when somebody is called in the thread: they are called once (%j)", async (fault) => {
    const chat = openChat();
    loseNoTime(chat);
    await askAndApprove(chat, DEPLOY);
    await chat.advance(5_000);
    expect(postedBy(chat).replies).toHaveLength(1);
    chat.slack.faults.inject({ match: "chat.postMessage", fault, times: 2 });
    await chat.advance(5 * MINUTE_MS);
    expectAllSaidOnce(chat);
  });

  it.each(["usergroups.users.list", "users.info"])(
    "when it is asked who may approve (%s): nobody may, until it is back",
    async (method) => {
      const chat = openChat();
      await chat.command("UOPERATOR", DEPLOY);
      await chat.advance(5_000);
      chat.read();
      chat.slack.faults.inject({ match: method, fault: { kind: "status", status: 503 } });
      await chat.press("UAPPROVER", "Approve");
      expect(chat.read()).toContain(
        "(only UAPPROVER)\nSlack did not say whether you may use `deploy` (rule `voice.deploy`), so I refused and nothing was done.",
      );
      await chat.advance(MINUTE_MS);
      expect(updatesOf(chat)).toEqual([]);
      chat.slack.faults.clear();
      await chat.press("UAPPROVER", "Approve");
      await chat.advance(MINUTE_MS);
      expectAllSaidOnce(chat);
    },
  );
});

describe("Slack down for ten minutes", () => {
  it("from the start: the plan waits for its approval, and everything is said in the end", async () => {
    const chat = openChat();
    chat.slack.faults.inject({ match: "/api/chat.", fault: { kind: "status", status: 503 } });
    await chat.command("UOPERATOR", DEPLOY);
    await chat.advance(10 * MINUTE_MS);
    expect(chat.slack.messagesFor("UVIEWER", "COPS")).toEqual([]);
    chat.slack.faults.clear();
    await chat.advance(2 * MINUTE_MS);
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(2 * MINUTE_MS);
    expectAllSaidOnce(chat);
  });

  it("in the middle: the change goes on, and everything is said in the end", async () => {
    const chat = openChat();
    await askAndApprove(chat, DEPLOY);
    await chat.advance(2_000);
    chat.read();
    chat.slack.faults.inject({ match: "/api/", fault: { kind: "cut", when: "request" } });
    await chat.advance(10 * MINUTE_MS);
    expect(chat.read()).toBe("");
    expect(servingImage(chat)).toBe(NEW);
    chat.slack.faults.clear();
    await chat.advance(3 * MINUTE_MS);
    expectAllSaidOnce(chat);
  });

  it("with a token that is revoked and given back: everything is said in the end", async () => {
    const chat = openChat();
    await askAndApprove(chat, DEPLOY);
    await chat.advance(2_000);
    chat.slack.world.revokeToken();
    await chat.advance(10 * MINUTE_MS);
    expect(servingImage(chat)).toBe(NEW);
    chat.slack.world.restoreToken();
    await chat.advance(15 * MINUTE_MS);
    expectAllSaidOnce(chat);
  });
});

describe("a card whose place is taken away in the middle", () => {
  /** A change that is watched. */
  async function begin(): Promise<Chat> {
    const chat = openChat();
    await askAndApprove(chat, DEPLOY);
    await chat.advance(2_000);
    chat.read();
    return chat;
  }

  it.each([
    ["the bot is removed from the channel", (chat: Chat) => chat.slack.world.removeBot("COPS")],
    ["the channel is archived", (chat: Chat) => chat.slack.world.archive("COPS", true)],
  ])("tells who asked privately how it ended when %s", async (_, take) => {
    const chat = await begin();
    take(chat);
    await chat.advance(5 * MINUTE_MS);
    const said = chat.read();
    expect(gist(said)).toEqual([`(DOPERATOR) ${MOVED}`, `(DOPERATOR) ${MOVED}`]);
    expect(said).toContain(`(DOPERATOR)\n${MOVED}\n(green) ${HEADLINE}`);
    expect(said).toContain(`(DOPERATOR)\n${MOVED}\n<@UOPERATOR> (green) ${HEADLINE}`);
    expect(servingImage(chat)).toBe(NEW);
  });

  it("continues in a new message when an admin deleted the card", async () => {
    const chat = await begin();
    const [card] = chat.slack.messagesFor("UADMIN", "COPS");
    chat.slack.world.deleteMessage("COPS", card?.ts ?? "");
    await chat.advance(5 * MINUTE_MS);
    const said = chat.read();
    expect(gist(said)[0]).toBe("(edited) This message was deleted.");
    expect(said).toContain(
      `This continues an earlier message, which can no longer be edited.\n(green) ${HEADLINE}`,
    );
    expect(gist(said).filter((line) => line.startsWith("(thread) <@UOPERATOR>"))).toHaveLength(1);
    expect(updatesOf(chat)).toHaveLength(1);
  });

  it("continues in a new message when the time for edits is over", async () => {
    const chat = await begin();
    chat.slack.world.setEditWindow(60);
    chat.pipecat.world.holdOperator("voice-starter");
    await chat.advance(2 * MINUTE_MS);
    chat.pipecat.world.releaseOperator("voice-starter");
    await chat.advance(5 * MINUTE_MS);
    const said = chat.read();
    expect(said).toContain(
      `This continues an earlier message, which can no longer be edited.\n(green) ${HEADLINE}`,
    );
    expect(chat.slack.messagesFor("UVIEWER", "COPS")).toHaveLength(2);
    expect(gist(said).filter((line) => line.startsWith("(thread) <@UOPERATOR>"))).toHaveLength(1);
  });

  it("shows the classic form of the card where newer blocks are refused", async () => {
    const chat = openChat();
    chat.slack.world.refuseBlocks(["plan", "task_card"]);
    await askAndApprove(chat, DEPLOY);
    await chat.advance(5 * MINUTE_MS);
    expect(chat.read()).toMatch(/\n✓\s+Plan\s.*✓\s+Approval.*✓\s+Deploy.*✓\s+Watch until healthy/);
    expectAllSaidOnce(chat);
  });

  it("begins nothing where it may not write, and says how to mend that", async () => {
    const chat = openChat();
    chat.slack.world.removeBot("COPS");
    await chat.command("UOPERATOR", "/agent restart staging/support-line");
    expect(chat.read()).toContain(
      "(only UOPERATOR)\nI am not a member of <#COPS>, so nothing was done. Invite me with",
    );
    await chat.advance(MINUTE_MS);
    chat.read();
    expect(chat.livekit.calls.list("/RestartAgent")).toEqual([]);
  });
});
