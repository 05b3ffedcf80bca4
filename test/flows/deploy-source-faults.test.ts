import { describe, expect, it, vi } from "vitest";
import { askAndApprove, gist } from "../support/changes.ts";
import { type Chat, openChat } from "../support/chat.ts";
import { versionsOf } from "../support/livekit-truth.ts";
import { buildsOf } from "../support/source-truth.ts";
import { loseNoTime } from "../support/trouble.ts";

const DEPLOY = "/agent deploy prod/support-line";
const MINUTE_MS = 60_000;
/** Each lets many minutes pass, look by look. */
vi.setConfig({ testTimeout: 120_000 });
const CODELOAD = "/legacy.tar.gz/";
const done = /\(green\) \*Deployed prod\/support-line\* .* in /;
const unknown = /⚪ \*I do not know whether prod\/support-line was deployed\*/;
const notDone = /\(red\) \*prod\/support-line was not deployed\*/;

/** Who asked is called once, at the end. */
const pings = (said: string): number =>
  gist(said).filter((line) => line.startsWith("(thread) <@UOPERATOR>")).length;

const EARLY = [
  ["while it fetches the source", (chat: Chat) => chat.github, CODELOAD],
  ["while it asks where to upload", (chat: Chat) => chat.livekit, "/DeployAgentV2"],
  ["while it uploads", (chat: Chat) => chat.livekit, "/upload"],
] as const;
const FAULTS = [
  { kind: "status", status: 503 },
  { kind: "status", status: 429, retryAfterS: 20 },
  { kind: "cut", when: "request" },
  { kind: "cut", when: "response" },
  { kind: "hang" },
] as const;

describe.each(EARLY)("a deployment from source in trouble %s", (_, neighbour, match) => {
  // Storage says 503 where it is asked too much, never 429.
  it.each(FAULTS.filter((fault) => match !== "/upload" || !("retryAfterS" in fault)))(
    "begins that again, and builds once (%j)",
    async (fault) => {
      const chat = openChat();
      loseNoTime(chat);
      neighbour(chat).faults.inject({ match, fault, times: 1 });
      await askAndApprove(chat, DEPLOY);
      await chat.advance(4 * MINUTE_MS);
      const said = chat.read();
      expect(said).toMatch(done);
      expect(buildsOf(chat)).toBe(1);
      expect(pings(said)).toBe(1);
    },
  );

  it("gives up after three times, and nothing was built", async () => {
    const chat = openChat();
    neighbour(chat).faults.inject({ match, fault: { kind: "status", status: 503 } });
    await askAndApprove(chat, DEPLOY);
    await chat.advance(10 * MINUTE_MS);
    const said = chat.read();
    expect(said).toMatch(notDone);
    expect(neighbour(chat).calls.list(match).length).toBeLessThanOrEqual(3);
    expect(buildsOf(chat)).toBe(0);
  });
});

describe("a deployment from source in trouble at the build", () => {
  it("asks again where the platform provably built nothing", async () => {
    const chat = openChat();
    chat.livekit.faults.inject({
      match: "/build",
      fault: { kind: "status", status: 429, retryAfterS: 20 },
      times: 1,
    });
    await askAndApprove(chat, DEPLOY);
    await chat.advance(4 * MINUTE_MS);
    expect(chat.read()).toMatch(done);
    expect(buildsOf(chat)).toBe(1);
  });

  it.each([{ kind: "cut", when: "response" }, { kind: "cut", when: "body" }, { kind: "hang" }] as const)(
    "follows what was built without it (%j)",
    async (fault) => {
      const chat = openChat();
      loseNoTime(chat);
      chat.livekit.faults.inject({ match: "/build", fault, times: 1 });
      await askAndApprove(chat, DEPLOY);
      await chat.advance(4 * MINUTE_MS);
      const said = chat.read();
      expect(said).toMatch(done);
      expect(chat.livekit.calls.list("/build")).toHaveLength(1);
      expect(pings(said)).toBe(1);
    },
  );

  it.each([
    { kind: "cut", when: "request" },
    { kind: "status", status: 503 },
    { kind: "garbage" },
    { kind: "wrong-json" },
  ] as const)("says that it does not know, and never builds again (%j)", async (fault) => {
    const chat = openChat();
    chat.livekit.faults.inject({ match: "/build", fault, times: 1 });
    await askAndApprove(chat, DEPLOY);
    await chat.advance(20 * MINUTE_MS);
    const said = chat.read();
    expect(said).toMatch(unknown);
    expect(said).toContain("no version of it came in time");
    expect(said).toContain("`build-not-seen`");
    expect(chat.livekit.calls.list("/build")).toHaveLength(1);
  });

  it("sees that a build failed which nobody has followed", async () => {
    const chat = openChat();
    chat.livekit.world.failNextBuild({ project: "prod", agent: "support-line" }, "exit code: 1");
    chat.livekit.faults.inject({ match: "/build", fault: { kind: "cut", when: "body" }, times: 1 });
    await askAndApprove(chat, DEPLOY);
    await chat.advance(3 * MINUTE_MS);
    const said = chat.read();
    expect(said).toContain("(red) *The deployment of prod/support-line failed*");
    expect(said).toContain("It was not built, so nothing was replaced");
  });

  it("is told of a build that was refused", async () => {
    const chat = openChat();
    chat.livekit.faults.inject({
      match: "/build",
      fault: { kind: "status", status: 412, body: '{"msg":"Tenant storage limit exceeded"}' },
      times: 1,
    });
    await askAndApprove(chat, DEPLOY);
    await chat.advance(MINUTE_MS);
    expect(chat.read()).toMatch(notDone);
  });
});

describe("a deployment from source whose object dies", () => {
  it.each([
    ["while it fetches the source", (chat: Chat) => chat.github, CODELOAD],
    ["while it asks where to upload", (chat: Chat) => chat.livekit, "/DeployAgentV2"],
  ] as const)("%s begins again, and builds once", async (_, neighbour, match) => {
    const chat = openChat();
    neighbour(chat).faults.inject({ match, fault: { kind: "stall" }, times: 1 });
    await askAndApprove(chat, DEPLOY);
    await chat.advance(4_000);
    expect(neighbour(chat).calls.list(match)).toHaveLength(1);
    await chat.kill();
    await chat.advance(4 * MINUTE_MS);
    const said = chat.read();
    expect(said).toMatch(done);
    expect(buildsOf(chat)).toBe(1);
    expect(pings(said)).toBe(1);
  });

  it("in the middle of the build looks for its version, and builds nothing again", async () => {
    const chat = openChat();
    await askAndApprove(chat, DEPLOY);
    await chat.advance(12_000);
    await chat.kill();
    await chat.advance(4_000);
    expect(chat.read()).toContain("I lost the connection to the build");
    await chat.advance(4 * MINUTE_MS);
    const said = chat.read();
    expect(said).toMatch(done);
    expect(chat.livekit.calls.list("/build")).toHaveLength(1);
    expect(pings(said)).toBe(1);
  });

  it("goes on at any moment", async () => {
    const chat = openChat();
    const before = versionsOf(chat, "prod/support-line").length;
    await askAndApprove(chat, DEPLOY);
    for (let moment = 0; moment < 12; moment += 1) {
      await chat.advance(9_000);
      await chat.kill();
    }
    await chat.advance(3 * MINUTE_MS);
    expect(chat.read()).toMatch(done);
    expect(versionsOf(chat, "prod/support-line")).toHaveLength(before + 1);
  });
});
