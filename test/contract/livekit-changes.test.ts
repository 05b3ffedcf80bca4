/** What changes LiveKit agents, from the platform's port to the state of the simulated cloud and back. */
import { describe, expect, it } from "vitest";
import { createLiveKitCloud } from "../../sim/livekit/livekit-cloud.ts";
import { startingProjects } from "../../sim/livekit/starting-projects.ts";
import type { Fault } from "../../sim/support/faults.ts";
import type { Result } from "../../src/failure.ts";
import type { Fetch } from "../../src/platforms/call-json.ts";
import type { ChangeCall } from "../../src/platforms/change.ts";
import { createLiveKitPlatform } from "../../src/platforms/livekit/livekit-platform.ts";
import { withDeadline } from "../../src/platforms/with-deadline.ts";

const START = Date.UTC(2026, 10, 22, 12);
const agent = { project: "prod", platform: "livekit", id: "CA_p7KxQ2mVw9Ld", name: "support-line" } as const;
const supportLine = { project: "prod", agent: "support-line" };
const CURRENT = "20261121100000";
const BEFORE = "20261117120000";

const read = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`failed: ${result.failure.kind}`);
  return result.value;
};

function start() {
  let time = START;
  const now = () => time;
  const cloud = createLiveKitCloud({ now, delay: async () => {}, projects: startingProjects(START) });
  const open = (fetch: Fetch = cloud.fetch, apiSecret = "secret") => {
    const keys = { apiKey: "devkey", apiSecret };
    const url = "wss://prod.livekit.cloud";
    return createLiveKitPlatform(
      { platform: "livekit", name: "prod", url, agentsUrl: null, ...keys },
      { fetch, now },
    );
  };
  const platform = open();
  const look = async () => {
    const status = read(await platform.describeAgent(agent));
    if (status.platform !== "livekit") throw new Error(status.platform);
    return status;
  };
  return {
    cloud,
    open,
    platform,
    look,
    words: async () => (await look()).regions.map(({ status }) => status),
    changesMade: () =>
      cloud.calls.list().filter(({ path }) => /(Rollback|Restart|Promote|Delete)Agent$/.test(path)),
    advance: (seconds: number) => {
      time += seconds * 1000;
    },
  };
}

const accepted = { ok: true, value: { deploymentId: null, warning: null } };

describe("a change of a LiveKit agent", () => {
  it("goes back to an earlier version", async () => {
    const { platform, look, words, advance } = start();
    expect(await platform.change(agent, { kind: "rollback", version: BEFORE })).toEqual(accepted);
    expect(await words()).toEqual(["Updating", "Updating"]);
    expect(await look()).toMatchObject({ health: "working", version: CURRENT });
    advance(6);
    expect(await look()).toMatchObject({
      health: "healthy",
      version: BEFORE,
      regions: [
        { status: "Running", version: BEFORE },
        { status: "Running", version: BEFORE },
      ],
    });
    const [newest, before] = read(await platform.listVersions(agent));
    expect(newest).toMatchObject({ version: CURRENT, current: false, draining: true });
    expect(before).toMatchObject({ version: BEFORE, current: true });
  });

  it("goes back to a version that crashes", async () => {
    const { cloud, platform, look, advance } = start();
    cloud.world.breakVersion(supportLine, BEFORE);
    expect(await platform.change(agent, { kind: "rollback", version: BEFORE })).toEqual(accepted);
    advance(6);
    expect(await look()).toMatchObject({
      health: "failed",
      version: BEFORE,
      regions: [{ status: "CrashLoop", events: [{ type: "application crashed", count: 1 }] }, {}],
    });
  });

  it("restarts what is awake", async () => {
    const { platform, look, words, advance } = start();
    expect(await platform.change(agent, { kind: "restart" })).toEqual(accepted);
    expect(await words()).toEqual(["Scheduling", "Sleeping"]);
    advance(10);
    expect(await words()).toEqual(["Running", "Sleeping"]);
    expect(await look()).toMatchObject({ health: "healthy", version: CURRENT });
  });

  it("brings a named deployment's version to production", async () => {
    const { cloud, platform, look, advance } = start();
    const version = cloud.world.deploy(supportLine, { deployment: "preview" });
    advance(60);
    expect(await look()).toMatchObject({ version: CURRENT });
    expect(await platform.change(agent, { kind: "promote", from: "preview" })).toEqual(accepted);
    advance(12);
    expect(await look()).toMatchObject({ health: "healthy", version });
  });

  it("deletes the agent", async () => {
    const { platform, words, advance } = start();
    expect(await platform.change(agent, { kind: "delete" })).toEqual(accepted);
    expect(await words()).toEqual(["Deleting", "Deleting"]);
    advance(5);
    expect(await platform.describeAgent(agent)).toMatchObject({ failure: { kind: "platform-not-found" } });
    expect(await platform.change(agent, { kind: "delete" })).toMatchObject({
      failure: { kind: "platform-not-found" },
    });
  });

  it.each<[ChangeCall, string]>([
    [{ kind: "rollback", version: CURRENT }, `version ${CURRENT} is the current version`],
    [{ kind: "rollback", version: "latest" }, 'version "latest" not found'],
    [{ kind: "promote", from: "preview" }, 'deployment "preview" not found'],
    [{ kind: "promote", from: "production" }, `version ${CURRENT} is there already`],
  ])("is refused with the platform's reason: %j", async (call, message) => {
    const { platform, words } = start();
    expect(await platform.change(agent, call)).toMatchObject({
      failure: { kind: "platform-refused", status: 200, message, call: { changes: true } },
    });
    expect(await words()).toEqual(["Running", "Sleeping"]);
  });
});

const CALLS: readonly [ChangeCall][] = [
  [{ kind: "rollback", version: BEFORE }],
  [{ kind: "restart" }],
  [{ kind: "promote", from: "preview" }],
  [{ kind: "delete" }],
];

describe.each(CALLS)("%j", (call) => {
  it("finds no agent that is not there", async () => {
    const { platform } = start();
    expect(await platform.change({ ...agent, id: "CA_nobody" }, call)).toMatchObject({
      failure: { kind: "platform-not-found", call: { changes: true } },
    });
  });

  it("changes nothing with a wrong key", async () => {
    const { open, words } = start();
    expect(await open(undefined, "not-the-secret").change(agent, call)).toMatchObject({
      failure: { kind: "platform-unauthorized", call: { changes: true } },
    });
    expect(await words()).toEqual(["Running", "Sleeping"]);
  });

  it.each<[string, Fault, object]>([
    ["a rate limit", { kind: "status", status: 429, retryAfterS: 7 }, { kind: "platform-rate-limited" }],
    ["a fault of the service", { kind: "status", status: 503 }, { cause: "server-error" }],
    ["a connection cut before the work", { kind: "cut", when: "request" }, { cause: "network" }],
    ["a connection cut after the work", { kind: "cut", when: "response" }, { cause: "network" }],
    ["a page", { kind: "garbage" }, { kind: "platform-unreadable" }],
    ["JSON of another shape", { kind: "wrong-json" }, { kind: "platform-unreadable" }],
  ])("is sent once, and reports %s", async (_, fault, failure) => {
    const { cloud, platform, changesMade } = start();
    cloud.faults.inject({ match: "CloudAgent", fault });
    expect(await platform.change(agent, call)).toMatchObject({
      ok: false,
      failure: { ...failure, call: { project: "prod", changes: true } },
    });
    expect(changesMade()).toHaveLength(1);
  });

  it("is given up at the deadline when no answer comes, although it was carried out", async () => {
    const { cloud, open, changesMade } = start();
    const deadline = new AbortController();
    cloud.faults.inject({ match: "CloudAgent", fault: { kind: "hang" } });
    const change = open(withDeadline(cloud.fetch, deadline.signal)).change(agent, call);
    for (let turn = 0; turn < 10_000 && changesMade().length === 0; turn += 1)
      await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    deadline.abort(new DOMException("late", "TimeoutError"));
    expect(await change).toMatchObject({
      failure: { kind: "platform-unavailable", cause: "timeout", call: { changes: true } },
    });
    expect(changesMade()).toMatchObject([{ status: 200 }]);
  });
});

describe("a cut connection", () => {
  it("leaves a rollback done whose answer was lost", async () => {
    const { cloud, platform, look, advance } = start();
    cloud.faults.inject({ match: "RollbackAgent", fault: { kind: "cut", when: "response" } });
    await platform.change(agent, { kind: "rollback", version: BEFORE });
    advance(6);
    expect(await look()).toMatchObject({ version: BEFORE });
  });
});

describe("an update", () => {
  it("is not offered, and nobody is asked", async () => {
    const { cloud, platform } = start();
    expect(await platform.change(agent, { kind: "update", update: { image: "x" } })).toMatchObject({
      failure: { kind: "not-offered", verb: "deploy" },
    });
    expect(cloud.calls.list()).toEqual([]);
  });
});
