import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { type Chat, openChat } from "../support/chat.ts";
import { hurryLogs } from "../support/hurried-log.ts";
import { lines } from "../support/lines.ts";
import { readAudit } from "../support/read-audit.ts";

const FOLLOW = "/agent logs voice/voice-starter --follow --lines 2";
const TWO_MINUTES = 121_000;
const edits = (chat: Chat): number => chat.slack.calls.list("chat.update").length;
const write = (chat: Chat, text: string): void => chat.pipecat.world.writeLog("voice-starter", text);

/** Without the times, which are those of this run. */
const readStamped = (chat: Chat): string =>
  chat
    .read()
    .replace(/\d{4}-\d\d-\d\d UTC —/g, "‹day› UTC —")
    .replace(/^\d\d:\d\d:\d\d /gm, "‹time› ");

/** The runtime offers this beside `fetch`; its generated types do not know it. */
const runCron = () => (exports.default as unknown as { scheduled(): Promise<unknown> }).scheduled();

describe("a followed log", () => {
  it("shows what is new in one message for two minutes, and is edited only when something is", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", FOLLOW);
    expect(chat.read()).toBe(
      lines(
        "(blue) Following the log of *voice/voice-starter*",
        "asked by <@UVIEWER>",
        "[Stop] [Logs] [Status]",
      ),
    );
    await chat.advance(4_000);
    expect(readStamped(chat)).toBe(
      lines(
        "(edited)",
        "(blue) Following the log of *voice/voice-starter* until ‹date›",
        "— deployment 1a6e0c1e, ‹day› UTC —",
        "‹time› INFO:     Bot started for session c0ffe105-0000-4000-8000-000000000105",
        "‹time› INFO:     Client connected",
        "last new line ‹date› · asked by <@UVIEWER>",
        "[Stop] [Logs] [Status]",
      ),
    );
    const before = edits(chat);
    await chat.advance(30_000);
    expect([edits(chat), chat.read()]).toEqual([before, ""]);
    write(chat, "one\u001b[31m more");
    write(chat, "password=hunter2");
    await chat.advance(6_000);
    expect(chat.read()).toContain(
      "one more\npassword=[masked]\nlast new line ‹date› · 1 likely secret masked",
    );
    await chat.advance(TWO_MINUTES);
    expect(readStamped(chat)).toBe(
      lines(
        "(edited)",
        "Followed the log of *voice/voice-starter* for 2 min; these are its last lines",
        "— deployment 1a6e0c1e, ‹day› UTC —",
        "‹time› one more",
        "password=[masked]",
        "last new line ‹date› · 1 likely secret masked · asked by <@UVIEWER>",
        "[Follow 2 min] [Logs] [Status]",
      ),
    );
    write(chat, "too late");
    await chat.advance(TWO_MINUTES);
    expect(chat.read()).toBe("");
    // Every five seconds, and once at the beginning.
    expect(chat.pipecat.calls.list("/logs").length).toBeLessThanOrEqual(25);
    await chat.press("UOPERATOR", "Follow 2 min");
    await chat.advance(6_000);
    expect(chat.read()).toContain("too late");
    await chat.press("UOPERATOR", "Stop");
    await chat.advance(6_000);
    expect(chat.read()).toContain("until <@UOPERATOR> stopped it after");
  });

  it("is followed on LiveKit Cloud in the same way, from a button, and into sleep", async () => {
    hurryLogs();
    const chat = openChat();
    const agent = { project: "prod", agent: "support-line" };
    await chat.command("UVIEWER", "/agent logs prod/support-line --grep slow");
    chat.read();
    await chat.press("UVIEWER", "Follow 2 min");
    await chat.advance(6_000);
    expect(chat.read()).toContain(
      "(blue) Following the log of *prod/support-line* in `us-east` with `slow` until",
    );
    chat.livekit.world.writeLog(agent, "the model is slow");
    await chat.advance(6_000);
    expect(chat.read()).toContain("the model is slow\nlast new line");
    chat.livekit.world.sleep(agent);
    await chat.advance(6_000);
    expect(chat.read()).toContain("(moon) *prod/support-line* is asleep: it shut down because nobody called");
    await chat.press("UADMIN", "Stop");
    await chat.advance(6_000);
    expect(chat.read()).toContain("until <@UADMIN> stopped it after");
  });

  it("goes on where it was when everything is restarted, again and again", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", FOLLOW);
    for (let round = 0; round < 6; round += 1) {
      for (const { stub } of await chat.alarms()) await evictDurableObject(stub);
      await evictDurableObject(env.AGENTS.getByName("voice/voice-starter"));
      write(chat, `round ${round}`);
      await chat.advance(6_000);
    }
    expect(readStamped(chat)).toContain("‹time› round 4\n‹time› round 5\nlast new line");
    for (const { stub } of await chat.alarms()) await evictDurableObject(stub);
    await chat.advance(TWO_MINUTES);
    expect(chat.read()).toContain("(edited)\nFollowed the log of *voice/voice-starter* for 2 min");
    expect(chat.slack.calls.list("chat.postMessage")).toHaveLength(1);
  });

  it("is ended by the cron where the platform has lost its alarm", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", FOLLOW);
    await chat.advance(6_000);
    const [followed] = (await chat.alarms()).filter(({ at }) => at - Date.now() < 10_000);
    if (!followed) throw new Error("nothing is followed");
    await runInDurableObject(followed.stub, (_, state) => state.storage.deleteAlarm());
    await chat.advance(TWO_MINUTES);
    await evictDurableObject(followed.stub);
    await runCron();
    await chat.advance(10_000);
    expect(chat.read()).toContain("Followed the log of *voice/voice-starter* for");
    expect(await env.WORKSPACES.getByName("workspace").listOpenOperations()).toEqual([]);
    expect(await runDurableObjectAlarm(followed.stub)).toBe(true);
  });

  it("goes on through faults, says so while they last, and ends when the agent is gone", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", FOLLOW);
    await chat.advance(4_000);
    chat.read();
    chat.pipecat.faults.inject({ match: "/logs", fault: { kind: "status", status: 503 }, times: 3 });
    await chat.advance(6_000);
    expect(chat.read()).toContain("had an internal error for *voice*");
    await chat.advance(5_000);
    expect(chat.read()).toBe("");
    await chat.advance(10_000);
    expect(chat.read()).not.toContain("internal error");
    chat.pipecat.faults.inject({ match: "/logs", fault: { kind: "status", status: 429, retryAfterS: 40 } });
    await chat.advance(5_000);
    const calls = chat.pipecat.calls.list("/logs").length;
    await chat.advance(30_000);
    expect(chat.pipecat.calls.list("/logs").length).toBeLessThanOrEqual(calls + 1);
    chat.read();
    chat.pipecat.faults.clear();
    chat.pipecat.world.removeAgent("voice-starter");
    await chat.advance(60_000);
    expect(chat.read()).toMatch(
      /Stopped following the log of \*voice\/voice-starter\* after .* does not find this in \*voice\*/,
    );
  });

  it("is one message in a place, and one look for all places", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", FOLLOW);
    await chat.advance(1_000);
    chat.read();
    await chat.command("UOPERATOR", "/agent logs voice-starter --follow");
    expect(chat.read()).toMatch(
      /^\(only UOPERATOR\)\n<@UVIEWER> follows this log of \*voice\/voice-starter\* here since ‹date›, so nothing more was started\. <https:.*\|Open that message>\. `already-followed`$/,
    );
    await chat.command("UOPERATOR", FOLLOW, "CDEV");
    await chat.write("UADMIN", `@switchboard ${FOLLOW.replace("/agent ", "")}`);
    const before = chat.pipecat.calls.list("/logs").length;
    await chat.advance(20_000);
    expect(chat.read().match(/Following the log/g)).toHaveLength(3);
    expect(chat.pipecat.calls.list("/logs").length - before).toBeLessThanOrEqual(6);
    chat.pipecat.world.removeAgent("voice-starter");
    await chat.advance(6_000);
    expect(chat.read().match(/Stopped following the log/g)).toHaveLength(3);
  });

  it("holds nobody up, is counted nowhere, and is in no audit log", async () => {
    const chat = openChat();
    await chat.command("UVIEWER", FOLLOW);
    await chat.advance(1_000);
    chat.read();
    await chat.command("UOPERATOR", "/agent operations");
    expect(chat.read()).toContain("No operation is under way");
    await chat.command("UVIEWER", "/agent status voice-starter");
    expect(chat.read()).not.toContain("under way");
    await chat.command("UADMIN", '/agent restart voice/voice-starter --break-glass "try"');
    await chat.advance(60_000);
    expect(chat.read()).toContain("Restarted voice/voice-starter");
    await chat.advance(TWO_MINUTES);
    chat.read();
    expect((await readAudit()).filter(({ verb }) => verb !== "restart")).toEqual([]);
  });

  it("takes the role of a viewer, and a follow that is there to be stopped", async () => {
    const chat = openChat();
    await chat.command("UGUEST", FOLLOW);
    expect(chat.read()).toContain("Guests cannot use Switchboard");
    await chat.command("UVIEWER", "/agent unfollow 7K2M9QW4ZT1C8RX5VB3D");
    expect(chat.read()).toContain("I know no operation `7K2M9QW4ZT1C8RX5VB3D`");
    await chat.command("UVIEWER", "/agent logs nobody --follow");
    expect(chat.read()).toContain("`agent-not-found`");
  });

  it("is not begun where nothing can be written, and says so", async () => {
    const chat = openChat();
    chat.slack.world.removeBot("COPS");
    await chat.command("UVIEWER", FOLLOW);
    expect(chat.read()).toContain("I am not a member of <#COPS>");
    await chat.advance(TWO_MINUTES);
    expect(chat.read()).not.toContain("Following");
    expect(chat.pipecat.calls.list("/logs")).toEqual([]);
  });
});
