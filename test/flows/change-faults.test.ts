import { describe, expect, it } from "vitest";
import { gist } from "../support/changes.ts";
import { type Chat, openChat } from "../support/chat.ts";
import { agentOf } from "../support/pipecat-truth.ts";
import { FAULTS, loseNoTime } from "../support/trouble.ts";

const MINUTE_MS = 60_000;

/** One change on each platform: what is asked, by which calls it is done, and how often it really was. */
const CHANGES = [
  {
    service: "Pipecat Cloud",
    faults: FAULTS,
    command: "/agent deploy voice/voice-starter --image your-org/voice-starter:2.0",
    cloud: (chat: Chat) => chat.pipecat,
    look: "GET /v1/agents/voice-starter",
    call: "POST /v1/agents/voice-starter",
    effects: (chat: Chat) => agentOf(chat).deployments.length - 4,
    done: /\(green\) \*Deployed voice\/voice-starter\* .* in /,
    notDone: /\(red\) \*voice\/voice-starter was not deployed\*$/,
    unknown: /⚪ \*I do not know whether voice\/voice-starter was deployed\*$/,
  },
  {
    service: "LiveKit Cloud",
    // Both clouds are called by the same client; here one of each kind has to do.
    faults: FAULTS.filter(({ kind }, index) => FAULTS.findIndex((fault) => fault.kind === kind) === index),
    command: "/agent rollback prod/support-line",
    cloud: (chat: Chat) => chat.livekit,
    look: "/ListAgents",
    call: "/RollbackAgent",
    effects: (chat: Chat) =>
      chat.livekit.calls.list("/RollbackAgent").filter(({ request }) => request !== null).length,
    done: /\(green\) \*Rolled back prod\/support-line\* to .* in /,
    notDone: /\(red\) \*prod\/support-line was not rolled back\*$/,
    unknown: /⚪ \*I do not know whether prod\/support-line was rolled back\*$/,
  },
] as const;

/** Who asked is called once, at the end. */
const pings = (said: string): number =>
  gist(said).filter((line) => line.startsWith("(thread) <@UOPERATOR>")).length;

describe.each(CHANGES)(
  "$service in trouble for a moment",
  ({ faults, cloud, command, look, call, effects, ...words }) => {
    it.each(faults)("while the change is planned: begins nothing and says why (%j)", async (fault) => {
      const chat = openChat();
      loseNoTime(chat);
      cloud(chat).faults.inject({ match: look, fault, times: 2 });
      await chat.command("UOPERATOR", command);
      expect(chat.read()).toMatch(
        /^\(only UOPERATOR\)\n[\s\S]*`platform-(unavailable|rate-limited|unreadable)`/,
      );
      await chat.advance(MINUTE_MS);
      expect(chat.slack.calls.list("chat.postMessage")).toEqual([]);
      expect(effects(chat)).toBe(0);
    });

    it.each(faults)(
      "before the call: waits until the plan can be compared, and calls once (%j)",
      async (fault) => {
        const chat = openChat();
        loseNoTime(chat);
        await chat.command("UOPERATOR", command);
        cloud(chat).faults.inject({ match: look, fault, times: 2 });
        await chat.press("UAPPROVER", "Approve");
        await chat.advance(3 * MINUTE_MS);
        const said = chat.read();
        expect(gist(said)[0]).toMatch(words.done);
        expect(effects(chat)).toBe(1);
        expect(pings(said)).toBe(1);
      },
    );

    it.each(faults)("at the call: has one effect (%j)", async (fault) => {
      const chat = openChat();
      loseNoTime(chat);
      await chat.command("UOPERATOR", command);
      cloud(chat).faults.inject({ match: call, fault, times: 1 });
      await chat.press("UAPPROVER", "Approve");
      await chat.advance(3 * MINUTE_MS);
      const said = chat.read();
      expect(gist(said)[0]).toMatch(words.done);
      expect(effects(chat)).toBe(1);
      expect(pings(said)).toBe(1);
    });

    it.each(faults)(
      "when it is asked whether a lost call happened: does not call again (%j)",
      async (fault) => {
        const chat = openChat();
        loseNoTime(chat);
        await chat.command("UOPERATOR", command);
        cloud(chat).faults.inject({ match: call, fault: { kind: "cut", when: "response" }, times: 1 });
        await chat.press("UAPPROVER", "Approve");
        await chat.advance(1_000);
        cloud(chat).faults.inject({ match: look, fault, times: 2 });
        await chat.advance(3 * MINUTE_MS);
        const said = chat.read();
        expect(gist(said)[0]).toMatch(words.done);
        expect(cloud(chat).calls.list(call)).toHaveLength(1);
        expect(pings(said)).toBe(1);
      },
    );

    it.each(faults)(
      "while it is watched: says that it keeps asking, and sees the end (%j)",
      async (fault) => {
        const chat = openChat();
        loseNoTime(chat);
        await chat.command("UOPERATOR", command);
        await chat.press("UAPPROVER", "Approve");
        await chat.advance(1_000);
        chat.read();
        cloud(chat).faults.inject({ match: look, fault, times: 2 });
        await chat.advance(6_000);
        expect(chat.read()).toContain("that says nothing about the ");
        await chat.advance(3 * MINUTE_MS);
        const said = chat.read();
        expect(gist(said)[0]).toMatch(words.done);
        expect(effects(chat)).toBe(1);
        expect(pings(said)).toBe(1);
      },
    );
  },
);

describe.each(CHANGES)(
  "$service in trouble for good",
  ({ cloud, command, look, call, effects, ...words }) => {
    const down = { kind: "status", status: 503 } as const;

    it.each([
      ["before the call: gives up after five minutes", look, down],
      ["at the call: tries three times at most", call, { kind: "cut", when: "request" }],
    ] as const)("%s, and is certain that nothing was changed", async (_, match, fault) => {
      const chat = openChat();
      await chat.command("UOPERATOR", command);
      cloud(chat).faults.inject({ match, fault });
      await chat.press("UAPPROVER", "Approve");
      await chat.advance(10 * MINUTE_MS);
      const said = chat.read();
      expect(gist(said)[0]).toMatch(words.notDone);
      expect(said).toContain("it is certain that nothing was changed");
      cloud(chat).faults.clear();
      await chat.advance(10 * MINUTE_MS);
      expect(effects(chat)).toBe(0);
    });

    it("after a lost call: admits that it does not know, and never calls again", async () => {
      const chat = openChat();
      await chat.command("UOPERATOR", command);
      cloud(chat).faults.inject({ match: call, fault: { kind: "cut", when: "response" }, times: 1 });
      await chat.press("UAPPROVER", "Approve");
      await chat.advance(1_000);
      cloud(chat).faults.inject({ match: look, fault: down });
      await chat.advance(15 * MINUTE_MS);
      expect(gist(chat.read())[0]).toMatch(words.unknown);
      cloud(chat).faults.clear();
      await chat.advance(10 * MINUTE_MS);
      expect(cloud(chat).calls.list(call)).toHaveLength(1);
    });

    it("while it is watched: admits in the end that it does not know what became of it", async () => {
      const chat = openChat();
      await chat.command("UOPERATOR", command);
      await chat.press("UAPPROVER", "Approve");
      await chat.advance(1_000);
      chat.read();
      cloud(chat).faults.inject({ match: look, fault: down });
      await chat.advance(15 * MINUTE_MS);
      const said = chat.read();
      expect(gist(said)[0]).toMatch(words.unknown);
      expect(pings(said)).toBe(1);
      expect(effects(chat)).toBe(1);
    });

    it.each([401, 403])("at the call with %i: ends at once, with nothing changed", async (status) => {
      const chat = openChat();
      await chat.command("UOPERATOR", command);
      cloud(chat).faults.inject({ match: call, fault: { kind: "status", status } });
      await chat.press("UAPPROVER", "Approve");
      await chat.advance(MINUTE_MS);
      const said = chat.read();
      expect(gist(said)[0]).toMatch(words.notDone);
      expect(said).toMatch(/nothing was changed.*`platform-(unauthorized|forbidden)`/);
      expect(effects(chat)).toBe(0);
    });
  },
);

describe("a restart of which no trace is left", () => {
  /** The answer is lost, and when LiveKit can be asked again all is as it was. */
  async function loseRestart(chat: Chat): Promise<void> {
    chat.livekit.faults.inject({
      match: "/RestartAgent",
      fault: { kind: "cut", when: "response" },
      times: 1,
    });
    await chat.command("UOPERATOR", "/agent restart staging/support-line");
    await chat.advance(2_000);
    chat.livekit.faults.inject({ match: "/ListAgents", fault: { kind: "status", status: 503 } });
    await chat.advance(2 * MINUTE_MS);
    chat.livekit.faults.clear();
    await chat.advance(MINUTE_MS);
    const said = chat.read();
    expect(gist(said)).toContain("⚪ *I cannot tell whether staging/support-line was restarted*");
    expect(said).toContain("[Do it again] [Leave it]");
  }

  it("is not repeated until a person says so, and then once", async () => {
    const chat = openChat();
    await loseRestart(chat);
    await Promise.all([
      chat.press("UOPERATOR", "Do it again", { answers: 2 }),
      chat.press("UADMIN", "Do it again", { answers: 2 }),
    ]);
    await chat.advance(MINUTE_MS);
    expect(gist(chat.read()).some((line) => line.includes("(green) *Restarted staging/support-line*"))).toBe(
      true,
    );
    expect(chat.livekit.calls.list("/RestartAgent")).toHaveLength(2);
  });

  it("is left alone when a person says so, and by itself after a day", async () => {
    const chat = openChat();
    await loseRestart(chat);
    await chat.press("UOPERATOR", "Leave it");
    await chat.advance(MINUTE_MS);
    expect(chat.read()).toContain("<@UOPERATOR> left it as it is, without proof either way.");
    await loseRestart(chat);
    await chat.advance(24 * 60 * MINUTE_MS);
    const said = chat.read();
    expect(gist(said)[0]).toBe("(edited) ⚪ *I do not know whether staging/support-line was restarted*");
    expect(said).toContain("Nobody decided in time, so it was not done again.");
    expect(chat.livekit.calls.list("/RestartAgent")).toHaveLength(2);
  });
});
