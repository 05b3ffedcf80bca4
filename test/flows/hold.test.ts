import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { askAndApprove, gist } from "../support/changes.ts";
import { type Chat, openChat } from "../support/chat.ts";
import { updatesOf } from "../support/pipecat-truth.ts";

const MINUTE_MS = 60_000;
const RESTART = "/agent restart staging/support-line";
const SCALE = "/agent scale voice/voice-starter --min 2";
const ALREADY =
  "asked for the same restart of *staging/support-line* ‹date›, so nothing was started a second time.";
const LOCKED =
  "*staging/support-line* is locked by <@UOPERATOR> since ‹date› until ‹date› (“demo for the board”), so nothing was started.";

const restarts = (chat: Chat): number => chat.livekit.calls.list("RestartAgent").length;

/** The first card in #voice-ops, as its link in Slack leads to it. */
const cardLink = (chat: Chat): string => {
  const [card] = chat.slack.messagesFor("UVIEWER", "COPS");
  return `/archives/COPS/p${card?.ts.replace(".", "")}|Open that card>`;
};

describe("an agent that an operation has", () => {
  it("is not given to a second asker, who is told by whom it is had, since when and where", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", SCALE);
    await chat.advance(5_000);
    chat.read();
    await chat.command("UADMIN", "/agent restart voice/voice-starter");
    const said = chat.read();
    expect(said).toMatch(
      /^\(only UADMIN\)\n\*voice\/voice-starter\* .* by <@UOPERATOR> since ‹date›, which .*, so nothing was started\./,
    );
    expect(said).toContain(cardLink(chat));

    await chat.press("UAPPROVER", "Approve");
    await chat.advance(MINUTE_MS);
    expect(gist(chat.read())[0]).toMatch(/^\(edited\) \(green\) \*Scaled voice\/voice-starter\*/);
    await askAndApprove(chat, "/agent restart voice/voice-starter");
    await chat.advance(MINUTE_MS);
    expect(gist(chat.read())[0]).toMatch(/^\(green\) \*Restarted voice\/voice-starter\*/);
    expect(updatesOf(chat)).toEqual([{ autoScaling: { minAgents: 2 } }, { forceRedeploy: true }]);
  });

  it("goes to one of two who ask for different things at the same moment", async () => {
    const chat = openChat();
    await Promise.all([
      chat.command("UOPERATOR", SCALE),
      chat.command("UADMIN", "/agent restart voice/voice-starter"),
    ]);
    await chat.advance(5_000);
    const said = gist(chat.read());
    expect(said.filter((line) => line.startsWith("⏳"))).toHaveLength(1);
    expect(said.filter((line) => line.includes("nothing was started"))).toHaveLength(1);
    await chat.press("UAPPROVER", "Reject…", { answers: 0 });
    await chat.fill("UAPPROVER", "not both");
    await chat.advance(MINUTE_MS);
    expect(chat.read()).toContain("<@UAPPROVER> said no: “not both”. Nothing was changed.");
  });

  it("is free again when the operation that had it has vanished", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", SCALE);
    const [id = ""] = /[0-9A-Z]{20}/.exec(chat.read()) ?? [];
    const lost = env.OPERATIONS.getByName(`operation ${id}`);
    await runInDurableObject(lost, async (_, { storage }) => {
      await storage.deleteAlarm();
      await storage.deleteAll();
    });
    await evictDurableObject(lost);
    // One that has just begun may still be about to write itself down.
    await chat.advance(MINUTE_MS);
    await chat.command("UADMIN", "/agent restart voice/voice-starter");
    await chat.advance(5_000);
    expect(gist(chat.read())).toContain("⏳ *Restart voice/voice-starter*");
    await chat.press("UADMIN", "Cancel");
    await chat.advance(MINUTE_MS);
    chat.read();
  });
});

describe("the same question", () => {
  it("is one question within a minute, whoever asks it", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", RESTART);
    await chat.advance(2_000);
    await chat.command("UOPERATOR", RESTART);
    await chat.command("UADMIN", RESTART);
    await chat.advance(30_000);
    const said = chat.read();
    expect(said).toContain(`(only UOPERATOR)\n<@UOPERATOR> ${ALREADY}`);
    expect(said).toContain(`(only UADMIN)\n<@UOPERATOR> ${ALREADY}`);
    expect(said).toContain(cardLink(chat));
    // It is done by now, and that is what they ask for.
    await chat.command("UADMIN", RESTART);
    expect(chat.read()).toContain(`<@UOPERATOR> ${ALREADY}`);
    await chat.advance(MINUTE_MS);
    expect(restarts(chat)).toBe(1);
  });

  it("is one question when two people ask it at the same moment", async () => {
    const chat = openChat();
    await Promise.all([chat.command("UOPERATOR", RESTART), chat.command("UADMIN", RESTART)]);
    await chat.advance(MINUTE_MS);
    const said = gist(chat.read());
    expect(said.filter((line) => line.startsWith("(green) *Restarted"))).toHaveLength(1);
    expect(said.filter((line) => line.includes("nothing was started a second time"))).toHaveLength(1);
    expect(restarts(chat)).toBe(1);
  });

  it("is one question when a thumb presses the button twice", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", `${RESTART} --dry-run`);
    expect(chat.read()).toContain("⚪ Nothing was changed. The plan: *Restart staging/support-line*");
    await Promise.all([
      chat.press("UOPERATOR", "Restart", { answers: 2 }),
      chat.press("UOPERATOR", "Restart", { answers: 2 }),
    ]);
    await chat.advance(MINUTE_MS);
    const said = gist(chat.read());
    expect(said.filter((line) => line.startsWith("(green) *Restarted"))).toHaveLength(1);
    expect(restarts(chat)).toBe(1);
  });

  it("is another one after an hour", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", RESTART);
    await chat.advance(60 * MINUTE_MS);
    chat.read();
    await chat.command("UOPERATOR", RESTART);
    await chat.advance(MINUTE_MS);
    expect(gist(chat.read())).toContain("(green) *Restarted staging/support-line* in 12 s");
    expect(restarts(chat)).toBe(2);
  });

  it("is another one at once where the first came to nothing", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", SCALE);
    await chat.press("UOPERATOR", "Cancel");
    await chat.command("UADMIN", SCALE);
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(MINUTE_MS);
    const said = gist(chat.read());
    expect(said).toContain("⚪ *Cancelled: voice/voice-starter was not scaled*");
    expect(said.some((line) => line.startsWith("(green) *Scaled voice/voice-starter*"))).toBe(true);
    expect(updatesOf(chat)).toHaveLength(1);
  });
});

describe("an agent that somebody locked", () => {
  const LOCK = '/agent lock staging/support-line --reason "demo for the board" --for 2h';

  it("is changed by who locked it and by nobody else", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", LOCK);
    expect(chat.read()).toBe(
      "(lock) *staging/support-line* is locked by <@UOPERATOR> for 2 h, until ‹date›: “demo for the board”. Nobody else can change it meanwhile.\n[Unlock] [Status]",
    );
    await chat.command("UADMIN", RESTART);
    expect(chat.read()).toContain(`(only UADMIN)\n${LOCKED}`);
    await chat.command("UADMIN", '/agent lock staging/support-line --reason "mine"');
    expect(chat.read()).toContain(LOCKED);
    expect(restarts(chat)).toBe(0);

    await chat.command("UOPERATOR", RESTART);
    await chat.advance(MINUTE_MS);
    expect(gist(chat.read())).toContain("(green) *Restarted staging/support-line* in 12 s");
    expect(restarts(chat)).toBe(1);
  });

  it("is unlocked by who locked it as they like, and by others for a reason", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", "/agent lock staging/support-line");
    expect(await chat.fill("UOPERATOR", "demo for the board")).toEqual({});
    expect(chat.read()).toContain(
      "is locked by <@UOPERATOR> until somebody unlocks it: “demo for the board”.",
    );
    await chat.advance(MINUTE_MS);
    await chat.press("UADMIN", "Unlock");
    expect(chat.read()).toBe("");
    expect(await chat.fill("UADMIN", "the board left")).toEqual({});
    expect(chat.read()).toBe(
      "(unlocked) *staging/support-line* can be changed again: <@UADMIN> lifted the lock of <@UOPERATOR> (“demo for the board”) after 1 min.\n[Status]",
    );
    await chat.command("UADMIN", "/agent unlock staging/support-line");
    expect(chat.read()).toContain("*staging/support-line* is not locked, so there was nothing to unlock.");

    await chat.command("UOPERATOR", LOCK);
    await chat.press("UOPERATOR", "Unlock");
    expect(gist(chat.read())).toEqual([
      expect.stringMatching(/^\(lock\)/),
      "(unlocked) *staging/support-line* can be changed again: <@UOPERATOR> lifted the lock (“demo for the board”) after 0 s.",
    ]);
  });

  it("is free when the time of the lock is over", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", LOCK);
    await chat.advance(120 * MINUTE_MS - 1_000);
    chat.read();
    await chat.command("UADMIN", RESTART);
    expect(chat.read()).toContain(LOCKED);
    await chat.advance(1_000);
    await chat.command("UADMIN", RESTART);
    await chat.advance(MINUTE_MS);
    expect(gist(chat.read())).toContain("(green) *Restarted staging/support-line* in 12 s");
    expect(restarts(chat)).toBe(1);
  });

  it("is changed all the same by who breaks the glass", async () => {
    const chat = openChat();
    await chat.command("UADMIN", '/agent lock prod/support-line --reason "freeze"');
    chat.read();
    await chat.command("UOPERATOR", '/agent restart prod/support-line --break-glass "callers hear silence"');
    await chat.advance(MINUTE_MS);
    const said = chat.read();
    expect(gist(said)).toContain("(green) *Restarted prod/support-line* in 12 s");
    expect(said).toContain("(alarm) <!subteam^SONCALL> *Break-glass*: <@UOPERATOR> skipped the approvals");
    expect(restarts(chat)).toBe(1);
  });

  it("lets an operation that has begun go on", async () => {
    const chat = openChat();
    await chat.command("UOPERATOR", SCALE);
    await chat.press("UAPPROVER", "Approve");
    await chat.advance(1_000);
    expect(updatesOf(chat)).toHaveLength(1);
    await chat.command("UADMIN", '/agent lock voice/voice-starter --reason "later please"');
    await chat.advance(MINUTE_MS);
    expect(gist(chat.read())[0]).toMatch(/^\(green\) \*Scaled voice\/voice-starter\*/);
    expect(updatesOf(chat)).toHaveLength(1);
  });
});
