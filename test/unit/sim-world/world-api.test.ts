import { describe, expect, it } from "vitest";
import { CallRecord } from "../../../sim/world/panel/call-record.ts";
import { panelSchema } from "../../../sim/world/panel/panel-protocol.ts";
import { createWorldApi } from "../../../sim/world/panel/world-api.ts";
import { createSimulatedWorld } from "../../../sim/world/simulated-world.ts";

const ORIGIN = "http://localhost:8790";

/** The world's routes with a clock that tests move, and a Worker that counts how often it is killed. */
function open() {
  let now = 1_750_000_000_000;
  const world = createSimulatedWorld({
    now: () => now,
    delay: () => new Promise(() => {}),
    deliver: async () => new Response(),
    requestUrl: "http://bot.test/slack/events",
    slackUrl: "http://slack.test",
  });
  const worker = {
    kills: 0,
    isThere: () => true,
    kill() {
      this.kills += 1;
    },
  };
  const calls = new CallRecord(() => now);
  const api = createWorldApi({ world, calls, pipecatProject: "voice", worker });
  const act = (name: string, body: object, headers: Record<string, string> = {}) =>
    api.request(`${ORIGIN}/api/world/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const look = async () => panelSchema.parse(await (await api.request(`${ORIGIN}/api/world`)).json());
  const toneOf = async (project: string, name: string) =>
    (await look()).agents.find((agent) => agent.project === project && agent.name === name)?.tone;
  return { world, worker, calls, api, act, look, toneOf, pass: (ms: number) => (now += ms) };
}

const supportLine = { platform: "livekit", project: "prod", name: "support-line" };
const starter = { platform: "pipecat", project: "voice", name: "voice-starter" };

describe("the world's agents", () => {
  it("are shown as they are now, under the names that the bot has for them", async () => {
    const { agents } = await open().look();
    expect(agents.map(({ project, name, tone }) => `${project}/${name} ${tone}`)).toEqual([
      "prod/support-line healthy",
      "prod/night-desk asleep",
      "prod/crashy failed",
      "staging/support-line healthy",
      "voice/voice-starter healthy",
      "voice/quiet-desk asleep",
      "voice/broken-image failed",
    ]);
  });

  it.each([supportLine, starter])("crash and heal: %j", async (agent) => {
    const { act, toneOf, pass } = open();
    await act("agent", { ...agent, act: "crash" });
    pass(60_000);
    expect(await toneOf(agent.project, agent.name)).toBe("failed");
    await act("agent", { ...agent, act: "heal" });
    pass(60_000);
    expect(await toneOf(agent.project, agent.name)).toBe("healthy");
  });

  it("sleep and wake", async () => {
    const { act, toneOf, pass } = open();
    await act("agent", { ...supportLine, act: "sleep" });
    expect(await toneOf("prod", "support-line")).toBe("asleep");
    await act("agent", { ...supportLine, act: "wake" });
    expect(await toneOf("prod", "support-line")).toBe("working");
    pass(30_000);
    expect(await toneOf("prod", "support-line")).toBe("healthy");
  });

  it("wake on Pipecat Cloud by a caller", async () => {
    const { act, toneOf, pass } = open();
    await act("agent", { ...starter, name: "quiet-desk", act: "wake" });
    pass(15_000);
    expect(await toneOf("voice", "quiet-desk")).toBe("healthy");
  });

  it("that are not there are refused with a text", async () => {
    const response = await open().act("agent", { ...supportLine, name: "nobody", act: "crash" });
    expect(response.status).toBe(409);
    expect(await response.json()).toEqual({ error: expect.stringContaining("nobody") });
  });
});

describe("the world's services", () => {
  it("are broken as a whole, one way at a time, until they are healed", async () => {
    const { act, look, world } = open();
    const ask = () => world.slack.fetch(new Request("http://slack.test/api/api.test", { method: "POST" }));
    await act("trouble", { service: "slack", trouble: "errors" });
    await act("trouble", { service: "slack", trouble: "throttled" });
    expect((await look()).troubles).toEqual({ slack: "throttled" });
    const refused = await ask();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "5"]);
    await act("trouble", { service: "slack", trouble: null });
    expect((await look()).troubles).toEqual({});
    expect((await ask()).status).toBe(200);
  });

  it("are healed together, and their failing agents with them", async () => {
    const { act, look, pass } = open();
    await act("trouble", { service: "livekit", trouble: "cut" });
    await act("trouble", { service: "pipecat", trouble: "slow" });
    await act("heal", {});
    pass(60_000);
    const { troubles, agents } = await look();
    expect(troubles).toEqual({});
    expect(agents.filter(({ tone }) => tone === "failed")).toEqual([]);
  });
});

describe("the world's time", () => {
  it("flies for the clouds, and not for Slack", async () => {
    const { act, look, toneOf, pass, world } = open();
    await act("speed", { speed: 60 });
    await act("agent", { ...supportLine, act: "wake" });
    pass(1_000);
    expect(await toneOf("prod", "support-line")).toBe("healthy");
    expect(await look()).toMatchObject({ speed: 60, aheadMs: 59_000 });
    const { ts } = await world.slack.client.sendMessage({ user: "UADMIN", channel: "COPS", text: "hi" });
    expect(Number(ts)).toBe(1_750_000_001);
  });

  it("has three speeds", async () => {
    expect((await open().act("speed", { speed: 1_000 })).status).toBe(400);
  });
});

describe("the Worker", () => {
  it("is killed", async () => {
    const { act, worker, look } = open();
    await act("kill", {});
    expect(worker.kills).toBe(1);
    expect((await look()).worker).toEqual({ isThere: true, kills: 1 });
  });

  it.each([
    { origin: "https://evil.test" },
    { "sec-fetch-site": "cross-site" },
    { "content-type": "text/plain" },
  ])("is not killed by another website: %j", async (headers) => {
    const { act, worker } = open();
    expect((await act("kill", {}, headers)).status).toBe(403);
    expect(worker.kills).toBe(0);
  });
});

describe("what the tour starts from", () => {
  it("is made from any world: everything reachable, its agents well, something to roll back to", async () => {
    const { act, look, world, toneOf, pass } = open();
    await act("trouble", { service: "slack", trouble: "cut" });
    await act("agent", { platform: "livekit", project: "staging", name: "support-line", act: "crash" });
    await act("prepare", {});
    pass(60_000);
    expect((await look()).troubles).toEqual({});
    expect(await toneOf("staging", "support-line")).toBe("healthy");
    expect(world.clock.speed).toBe(10);
  });

  it("has a newer version where everything was rolled back to the oldest", async () => {
    const { act, world, pass } = open();
    const versions = () =>
      world.livekit.state().projects[1]?.agents.find(({ name }) => name === "support-line")?.versions ?? [];
    const [oldest] = versions().toSorted((one, other) => one.createdAt - other.createdAt);
    const snapshot = world.livekit.snapshot();
    for (const version of snapshot.projects[1]?.agents[0]?.versions ?? [])
      version.current = version.version === oldest?.version;
    world.livekit.restore(snapshot);
    const before = versions().length;
    await act("prepare", {});
    expect(versions()).toHaveLength(before + 1);
    pass(60_000);
    await act("prepare", {});
    expect(versions()).toHaveLength(before + 1);
  });

  it("does without an agent that somebody deleted", async () => {
    const { act, world, pass } = open();
    world.livekit.world.removeAgent({ project: "prod", agent: "support-line" });
    pass(120_000);
    expect((await act("prepare", {})).status).toBe(200);
  });
});
