/** The log and the live sessions of LiveKit agents, as the simulated cloud has them. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLiveKitCloud } from "../../sim/livekit/livekit-cloud.ts";
import { startingProjects } from "../../sim/livekit/starting-projects.ts";
import type { Fault } from "../../sim/support/faults.ts";
import type { Result } from "../../src/failure.ts";
import { createLiveKitPlatform } from "../../src/platforms/livekit/livekit-platform.ts";

const START = Date.UTC(2026, 10, 22, 12);
const identity = (id: string, name: string) => ({ project: "prod", platform: "livekit", id, name }) as const;
const supportLine = identity("CA_p7KxQ2mVw9Ld", "support-line");
const nightDesk = identity("CA_n4TzH8bRc3Ys", "night-desk");
const crashy = identity("CA_c9WfJ5gXe2Qa", "crashy");
const nobody = identity("CA_nobody", "nobody");
const TAIL = { lines: 50, deploymentId: null };

const read = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`failed: ${result.failure.kind}`);
  return result.value;
};

function start(url = "wss://prod.livekit.cloud") {
  let time = START;
  const now = () => time;
  const cloud = createLiveKitCloud({ now, delay: async () => {}, projects: startingProjects(START) });
  const open = (apiSecret = "secret") =>
    createLiveKitPlatform(
      { platform: "livekit", name: "prod", url, agentsUrl: null, apiKey: "devkey", apiSecret },
      { fetch: cloud.fetch, now },
    );
  const advance = (seconds: number) => {
    time += seconds * 1000;
  };
  return { cloud, open, platform: open(), advance };
}

describe("the log of a LiveKit agent", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  /** The log does not end by itself: time has to pass until the reader leaves. */
  const wait = async <T>(reading: Promise<T>): Promise<T> => {
    let isDone = false;
    const done = reading.finally(() => {
      isDone = true;
    });
    while (!isDone) {
      // Signing is done in other threads, which a busy machine lets wait.
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await vi.advanceTimersByTimeAsync(20);
    }
    return await done;
  };

  it("is the newest lines of what its worker wrote", async () => {
    const { platform } = start();
    expect(read(await wait(platform.readLogTail(supportLine, TAIL))).lines).toEqual([
      expect.stringContaining('"message":"starting worker"'),
      expect.stringContaining('"message":"registered worker"'),
    ]);
    expect(read(await wait(platform.readLogTail(supportLine, { ...TAIL, lines: 1 }))).lines).toEqual([
      expect.stringContaining('"message":"registered worker"'),
    ]);
  });

  it("ends with the traceback and the exit code of a crash", async () => {
    const { platform } = start();
    expect(read(await wait(platform.readLogTail(crashy, TAIL))).lines.slice(-2)).toEqual([
      "ModuleNotFoundError: No module named 'livekit.plugins.rime'",
      "process exited with exit code 1",
    ]);
  });

  it("says that the agent sleeps", async () => {
    const { platform } = start();
    expect(read(await wait(platform.readLogTail(nightDesk, TAIL)))).toMatchObject({
      lines: [],
      isAsleep: true,
      region: "us-east",
    });
  });

  it("is that of the region that failed", async () => {
    const { cloud, platform } = start();
    cloud.world.crash({ project: "prod", agent: "support-line", region: "eu-central" });
    expect(read(await wait(platform.readLogTail(supportLine, TAIL))).lines.at(-1)).toContain("exit code 1");
  });

  it("is that of one deployment, by its name", async () => {
    const { cloud, platform, advance } = start();
    cloud.world.deploy({ project: "prod", agent: "support-line" }, { deployment: "preview" });
    advance(60);
    const { lines } = read(
      await wait(platform.readLogTail(supportLine, { ...TAIL, deploymentId: "preview" })),
    );
    expect(lines[0]).toContain("2026-11-22T12:01:00");
    expect(await platform.readLogTail(supportLine, { ...TAIL, deploymentId: "nowhere" })).toMatchObject({
      failure: { kind: "deployment-not-found", deployment: "nowhere", known: ["production", "preview"] },
    });
  });

  it("is empty where nothing has run yet", async () => {
    const { cloud, platform } = start();
    cloud.world.setAgentStatus({ project: "prod", agent: "crashy" }, "Setting Up");
    expect(read(await wait(platform.readLogTail(crashy, TAIL))).lines).toEqual([]);
  });

  it("is read on the one host of this machine, too", async () => {
    const { platform } = start("http://localhost:8792");
    expect(read(await wait(platform.readLogTail(crashy, TAIL))).lines.at(-1)).toContain("exit code 1");
  });

  it("is not there for an agent that is not there, nor for a wrong key", async () => {
    const { platform, open } = start();
    expect(await platform.readLogTail(nobody, TAIL)).toMatchObject({
      failure: { kind: "platform-not-found" },
    });
    expect(await open("not-the-secret").readLogTail(crashy, TAIL)).toMatchObject({
      failure: { kind: "platform-unauthorized" },
    });
  });

  it.each<[string, Fault, object]>([
    ["a rate limit", { kind: "status", status: 429 }, { kind: "platform-rate-limited" }],
    ["a fault of the service", { kind: "status", status: 503 }, { cause: "server-error" }],
    ["a cut connection", { kind: "cut", when: "request" }, { cause: "network" }],
    ["no answer", { kind: "hang" }, { kind: "platform-unavailable", cause: "timeout" }],
    ["a page", { kind: "garbage" }, { kind: "platform-unreadable", path: "content-type" }],
    ["JSON", { kind: "wrong-json" }, { kind: "platform-unreadable", path: "content-type" }],
  ])("reports %s, and can be read after it", async (_, fault, failure) => {
    const { cloud, platform } = start();
    cloud.faults.inject({ match: "/logs", fault, times: 1 });
    expect(await wait(platform.readLogTail(crashy, TAIL))).toMatchObject({
      ok: false,
      failure: { ...failure, call: { endpoint: "GET /logs", changes: false } },
    });
    expect(read(await wait(platform.readLogTail(crashy, TAIL))).lines).not.toEqual([]);
  });
});

describe("the live sessions of a LiveKit agent", () => {
  const dispatch = (platform: ReturnType<typeof start>["platform"], agentName: string, room: string) =>
    platform.dispatches?.create({
      agentName,
      room,
      metadata: "",
      restartPolicy: "never",
      deployment: "",
      attributes: {},
    });

  it("are the rooms that it is in, and no others", async () => {
    const { cloud, platform, advance } = start();
    const count = async () => read(await platform.countLiveSessions(supportLine));
    expect(await count()).toBe(0);
    await dispatch(platform, "support-line", "room-1");
    await dispatch(platform, "support-line", "room-2");
    await dispatch(platform, "night-desk", "room-3");
    cloud.world.addParticipant({ project: "prod", room: "room-4" }, { identity: "caller" });
    expect(await count()).toBe(0);
    advance(30);
    expect(await count()).toBe(2);
    expect(read(await platform.countLiveSessions(nightDesk))).toBe(1);
    const [first] = read((await platform.dispatches?.list("room-1")) ?? { ok: true, value: [] });
    cloud.world.endJob("prod", first?.id ?? "");
    expect(await count()).toBe(1);
    cloud.world.crash({ project: "prod", agent: "support-line" });
    expect(await count()).toBe(0);
  });

  it("are not counted in a project with more than twenty rooms", async () => {
    const { cloud, platform } = start();
    for (let room = 0; room < 21; room += 1)
      cloud.world.addParticipant({ project: "prod", room: `room-${room}` }, { identity: "caller" });
    expect(read(await platform.countLiveSessions(supportLine))).toBeNull();
  });

  it("cannot be counted with a wrong key", async () => {
    const { open } = start();
    expect(await open("not-the-secret").countLiveSessions(supportLine)).toMatchObject({
      failure: { kind: "platform-unauthorized", call: { endpoint: "ListRooms", changes: false } },
    });
  });

  it.each<[string, Fault, object]>([
    ["a fault of the service", { kind: "status", status: 503 }, { cause: "server-error" }],
    ["a page", { kind: "garbage" }, { kind: "platform-unreadable" }],
    ["JSON of another shape", { kind: "wrong-json" }, { kind: "platform-unreadable" }],
  ])("report %s", async (_, fault, failure) => {
    const { cloud, platform } = start();
    cloud.faults.inject({ match: "ListRooms", fault, times: 1 });
    expect(await platform.countLiveSessions(supportLine)).toMatchObject({ failure });
    expect(read(await platform.countLiveSessions(supportLine))).toBe(0);
  });
});
