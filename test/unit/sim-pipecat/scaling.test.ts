import { describe, expect, it } from "vitest";
import { createFixture } from "./pipecat-fixture.ts";

describe("scaling", () => {
  it("keeps a sleeping agent ready and available with no replica and no health", async () => {
    const { look } = createFixture();
    const asleep = await look("quiet-desk");
    expect(asleep).toMatchObject({
      ready: true,
      available: true,
      currentRevision: { phase: "Active", readyReplicas: 0 },
    });
    expect(asleep.currentRevision).not.toHaveProperty("health");
  });

  it("wakes for a session by a cold start of ten seconds and sleeps five minutes after it", async () => {
    const { cloud, call, look, advance } = createFixture();
    const started = cloud.world.startSession("quiet-desk");
    if (!("session" in started)) throw new Error("the agent took no session");
    const { id } = started.session;
    const session = async (): Promise<unknown> =>
      (await call("GET", `/v1/agents/quiet-desk/sessions/${id}`)).body;
    expect(await session()).toMatchObject({ coldStart: true, botStartSeconds: null, endedAt: null });
    expect((await look("quiet-desk")).currentRevision?.readyReplicas).toBe(0);
    advance(10);
    expect(await session()).toMatchObject({ botStartSeconds: 10 });
    expect(await look("quiet-desk")).toMatchObject({
      activeSessionCount: 1,
      currentRevision: { readyReplicas: 1 },
    });
    cloud.world.endSession("quiet-desk", id);
    advance(299);
    expect((await look("quiet-desk")).currentRevision?.readyReplicas).toBe(1);
    advance(1);
    expect(await look("quiet-desk")).toMatchObject({ ready: true, currentRevision: { readyReplicas: 0 } });
  });

  it("starts a session warm on an instance that is still there", async () => {
    const { cloud } = createFixture();
    const first = cloud.world.startSession("quiet-desk");
    if (!("session" in first)) throw new Error("the agent took no session");
    cloud.world.endSession("quiet-desk", first.session.id);
    expect(cloud.world.startSession("quiet-desk")).toMatchObject({ session: { coldStart: false } });
    expect(cloud.world.startSession("quiet-desk")).toMatchObject({ session: { coldStart: true } });
  });

  it("refuses a session when all instances are taken", async () => {
    const { cloud } = createFixture();
    for (let taken = 0; taken < 3; taken += 1) {
      expect(cloud.world.startSession("quiet-desk")).toHaveProperty("session");
    }
    expect(cloud.world.startSession("quiet-desk")).toEqual({ refused: "429" });
  });

  it("changes the pool in place, without a new version, and fills it one by one in thirty seconds", async () => {
    const { update, look, advance } = createFixture();
    const before = await look("voice-starter");
    const after = await update("voice-starter", { autoScaling: { minAgents: 4 } });
    expect(after.desiredDeploymentId).toBe(before.desiredDeploymentId);
    expect(after).toMatchObject({
      autoScaling: { minReplicas: 4, maxReplicas: 5 },
      updatedAt: "2026-11-22T12:00:00.000Z",
      currentRevision: { readyReplicas: 2 },
      deployment: { manifest: { spec: { autoScaling: { minReplicas: 1 } } } },
    });
    const ready: number[] = [];
    for (let second = 0; second < 30; second += 5) {
      advance(5);
      ready.push((await look("voice-starter")).currentRevision?.readyReplicas ?? -1);
    }
    // Two of them hold a session from the start.
    expect(ready).toEqual([2, 2, 2, 3, 3, 4]);
  });

  it("goes on from what an earlier raise has reached", async () => {
    const { update, look, advance } = createFixture();
    const count = async (): Promise<number> =>
      (await look("quiet-desk")).currentRevision?.readyReplicas ?? -1;
    await update("quiet-desk", { autoScaling: { minAgents: 3 } });
    advance(10);
    expect(await count()).toBe(1);
    await update("quiet-desk", { autoScaling: { maxAgents: 4 } });
    advance(10);
    expect(await count()).toBe(2);
    await update("quiet-desk", { autoScaling: { minAgents: 4 } });
    expect(await count()).toBe(2);
    advance(30);
    expect(await count()).toBe(4);
    await update("quiet-desk", { autoScaling: { minAgents: 1 } });
    expect(await count()).toBe(1);
  });

  it("goes to zero at once when the world says so, but leaves instances with a session", async () => {
    const { cloud, look } = createFixture();
    cloud.world.scaleToZero("voice-starter");
    expect(await look("voice-starter")).toMatchObject({
      ready: true,
      autoScaling: { minReplicas: 0 },
      activeSessionCount: 2,
      currentRevision: { readyReplicas: 2 },
    });
    cloud.world.scaleToZero("broken-image");
    expect((await look("broken-image")).previousRevision?.readyReplicas).toBe(0);
  });
});
