import { describe, expect, it } from "vitest";
import { createFixture } from "./pipecat-fixture.ts";

const old = "1a6e0c1e-6f0d-4a57-8d3c-51f7a0c0b104";

describe("a deploy", () => {
  it("waits for the operator, creates, validates and becomes active while the old version serves", async () => {
    const { update, look, advance } = createFixture();
    const { desiredDeploymentId } = await update("voice-starter", { image: "your-org/voice-starter:1.6" });
    expect(desiredDeploymentId).not.toBe(old);

    expect(await look("voice-starter")).toMatchObject({
      desiredDeploymentId,
      activeDeploymentId: desiredDeploymentId,
      reconciledDeploymentId: old,
      ready: true,
      currentRevision: { deploymentID: old, phase: "Active" },
      previousRevision: null,
    });
    advance(4);
    expect(await look("voice-starter")).toMatchObject({
      reconciledDeploymentId: desiredDeploymentId,
      ready: false,
      activeDeploymentReady: false,
      available: true,
      currentRevision: { deploymentID: desiredDeploymentId, phase: "Creating", readyReplicas: 0 },
      previousRevision: { deploymentID: old, phase: "Draining", readyReplicas: 2 },
    });
    advance(3);
    expect(await look("voice-starter")).toMatchObject({
      ready: false,
      available: true,
      currentRevision: { phase: "Validating", health: { ready: false, state: "running", restartCount: 0 } },
    });
    advance(8);
    expect(await look("voice-starter")).toMatchObject({
      ready: true,
      activeDeploymentReady: true,
      available: true,
      currentRevision: {
        deploymentID: desiredDeploymentId,
        phase: "Active",
        phaseStartedAt: "2026-11-22T12:00:15.000Z",
        readyReplicas: 1,
      },
    });
  });

  it("drains the old version until its sessions have ended", async () => {
    const { cloud, update, look, advance } = createFixture();
    await update("voice-starter", { image: "your-org/voice-starter:1.6" });
    advance(60);
    const draining = { deploymentID: old, phase: "Draining", readyReplicas: 2 };
    expect((await look("voice-starter")).previousRevision).toMatchObject(draining);
    for (const { id } of startedSessions(cloud.snapshot().organization.agents[0]?.sessions)) {
      cloud.world.endSession("voice-starter", id);
    }
    expect(await look("voice-starter")).toMatchObject({ previousRevision: null, activeSessionCount: 0 });
  });

  it("shows the old version for a while although nobody talks to it", async () => {
    const { update, look, advance } = createFixture();
    await update("quiet-desk", { image: "your-org/quiet-desk:2.1" });
    advance(15);
    expect(await look("quiet-desk")).toMatchObject({ ready: true, previousRevision: { phase: "Draining" } });
    advance(20);
    expect((await look("quiet-desk")).previousRevision).toBeNull();
  });

  it("is replaced by a newer deploy before it was ready, and never serves", async () => {
    const { cloud, update, look, advance } = createFixture();
    const first = await update("voice-starter", { image: "your-org/voice-starter:1.6" });
    advance(8);
    const second = await update("voice-starter", { image: "your-org/voice-starter:1.7" });
    advance(4);
    expect(await look("voice-starter")).toMatchObject({
      currentRevision: { deploymentID: second.desiredDeploymentId, phase: "Creating" },
      previousRevision: { deploymentID: old },
    });
    expect(first.desiredDeploymentId).not.toBe(second.desiredDeploymentId);
    advance(4);
    expect((await look("voice-starter")).previousRevision).toMatchObject({ deploymentID: old });
    expect(cloud.world.startSession("voice-starter")).toMatchObject({ session: { deploymentId: old } });
  });

  it("of a new agent has no revision until the operator has seen it", async () => {
    const { call, look, advance } = createFixture();
    const { status, body } = await call("POST", "/v1/agents", {
      serviceName: "new-desk",
      image: "your-org/new:1",
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: "new-desk",
      region: "us-west",
      ready: false,
      available: false,
      reconciledDeploymentId: null,
      currentRevision: null,
      autoScaling: { minReplicas: 0, maxReplicas: 50 },
      agentProfile: "agent-1x",
    });
    advance(15);
    expect(await look("new-desk")).toMatchObject({ ready: true, available: true });
  });

  it("stays in Creating without a word when nothing takes its replicas", async () => {
    const { cloud, update, look, advance } = createFixture();
    cloud.world.breakImage("your-org/voice-starter:2.0", { kind: "stalled" });
    await update("voice-starter", { image: "your-org/voice-starter:2.0" });
    advance(3_600);
    const stuck = await look("voice-starter");
    expect(stuck).toMatchObject({ ready: false, available: true, currentRevision: { phase: "Creating" } });
    expect(stuck.currentRevision).not.toHaveProperty("health");
    cloud.world.heal("voice-starter");
    advance(8);
    expect(await look("voice-starter")).toMatchObject({ ready: true, currentRevision: { phase: "Active" } });
  });
});

function startedSessions(sessions: readonly { id: string; endedAt: number | null }[] = []) {
  return sessions.filter(({ endedAt }) => endedAt === null);
}
