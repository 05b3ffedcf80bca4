import { describe, expect, it } from "vitest";
import { outOfMemory } from "../../../sim/pipecat/troubles.ts";
import { createFixture } from "./pipecat-fixture.ts";

const crashing = "your-org/voice-starter:1.5";

describe("a program that crashes at its start", () => {
  it("moves from a first exit to CrashLoopBackOff, with restarts that grow and a traceback", async () => {
    const { update, look, advance } = createFixture();
    await update("voice-starter", { image: crashing });
    advance(7);
    const running = (await look("voice-starter")).currentRevision;
    expect(running).toMatchObject({ phase: "Validating", health: { state: "running", restartCount: 0 } });
    expect(running?.health).not.toHaveProperty("lastExitCode");
    advance(3);
    expect((await look("voice-starter")).currentRevision?.health).toMatchObject({
      state: "terminated",
      reason: "Error",
      restartCount: 0,
      lastExitCode: 1,
      message: expect.stringContaining("ModuleNotFoundError: No module named 'foo'"),
    });
    advance(4);
    const waiting = (await look("voice-starter")).currentRevision?.health;
    expect(waiting).toMatchObject({
      ready: false,
      state: "waiting",
      reason: "CrashLoopBackOff",
      restartCount: 1,
      lastTerminationReason: "Error",
    });
    advance(600);
    const later = await look("voice-starter");
    expect(later.currentRevision?.health?.restartCount).toBeGreaterThan(4);
    expect(later).toMatchObject({ ready: false, available: true, currentRevision: { phase: "Validating" } });
    expect(later).not.toHaveProperty("errors");
  });

  it("counts the restarts of all replicas", async () => {
    const { update, look, advance } = createFixture();
    await update("voice-starter", { image: crashing, autoScaling: { minAgents: 2 } });
    advance(14);
    expect((await look("voice-starter")).currentRevision?.health).toMatchObject({
      restartCount: 2,
      replicasStarted: 2,
    });
  });

  it("becomes active when it is healed and keeps the memory of its restarts", async () => {
    const { cloud, update, look, advance } = createFixture();
    await update("voice-starter", { image: crashing });
    advance(20);
    cloud.world.heal("voice-starter");
    advance(8);
    expect(await look("voice-starter")).toMatchObject({
      ready: true,
      currentRevision: { phase: "Active", health: { ready: true, restartCount: 1, lastExitCode: 1 } },
    });
  });

  it("is given up in the phase Failed", async () => {
    const { cloud, update, look, advance } = createFixture();
    await update("voice-starter", { image: crashing });
    advance(60);
    cloud.world.giveUp("voice-starter");
    expect(await look("voice-starter")).toMatchObject({
      available: true,
      ready: false,
      currentRevision: { phase: "Failed", health: { state: "terminated", reason: "Error", lastExitCode: 1 } },
    });
  });
});

describe("a program that needs more memory than it has", () => {
  it("is killed again and again", async () => {
    const { cloud, update, look, advance } = createFixture();
    cloud.world.breakImage("your-org/voice-starter:1.6", outOfMemory);
    await update("voice-starter", { image: "your-org/voice-starter:1.6" });
    advance(30);
    expect((await look("voice-starter")).currentRevision).toMatchObject({
      phase: "Validating",
      health: { reason: "CrashLoopBackOff", lastTerminationReason: "OOMKilled", lastExitCode: 137 },
    });
  });
});

describe("a program that breaks while it serves", () => {
  it("takes its sessions with it, and the agent is not available until it is healed", async () => {
    const { cloud, call, look, advance } = createFixture();
    cloud.world.crash("voice-starter", { reason: "OOMKilled", exitCode: 137, message: "Killed" });
    advance(30);
    expect(await look("voice-starter")).toMatchObject({
      ready: false,
      available: false,
      activeSessionCount: 0,
      currentRevision: {
        phase: "Active",
        readyReplicas: 0,
        health: { reason: "CrashLoopBackOff", lastTerminationReason: "OOMKilled", lastExitCode: 137 },
      },
    });
    const { body } = await call("GET", "/v1/agents/voice-starter/sessions?limit=2");
    expect(body).toMatchObject({
      sessions: [{ completionStatus: "HTTP_ERROR" }, { completionStatus: "HTTP_ERROR" }],
    });
    expect(cloud.world.startSession("voice-starter")).toEqual({ refused: "PCC-1001" });
    cloud.world.heal("voice-starter");
    advance(8);
    expect(await look("voice-starter")).toMatchObject({ ready: true, available: true });
  });

  it("reports trouble of the platform itself only while there is some", async () => {
    const { cloud, look } = createFixture();
    cloud.world.setInfrastructureIssue("voice-starter", true);
    expect((await look("voice-starter")).currentRevision).toMatchObject({ hasInfrastructureIssue: true });
    cloud.world.setInfrastructureIssue("voice-starter", false);
    expect((await look("voice-starter")).currentRevision).not.toHaveProperty("hasInfrastructureIssue");
  });
});

describe("an image that cannot be pulled", () => {
  const message = 'failed to resolve image tag "your-org/voice:0.9"';

  it("keeps the deployment in Validating with an error while the version before serves", async () => {
    const { look, advance } = createFixture();
    advance(86_400);
    expect(await look("broken-image")).toMatchObject({
      ready: false,
      available: true,
      errors: [{ code: "PCC_IMAGE_NOT_FOUND", message }],
      currentRevision: {
        phase: "Validating",
        readyReplicas: 0,
        health: { state: "waiting", reason: "ImagePullBackOff", restartCount: 0, message },
      },
      previousRevision: { phase: "Draining", readyReplicas: 1 },
    });
  });

  it("is told to the CLI as an error and a degraded condition", async () => {
    const { ask } = createFixture();
    expect((await ask("/v1/organizations/local-org/services/broken-image")).body).toMatchObject({
      body: {
        errors: [{ code: "PCC_IMAGE_NOT_FOUND", message }],
        conditions: [
          { type: "Available", status: "True" },
          { type: "Progressing", status: "False" },
          { type: "Degraded", status: "True", reason: "ImageResolutionFailed", message },
        ],
      },
    });
  });

  it("fails the same way when it is deployed again, but not at once, until the image is there", async () => {
    const { cloud, update, look, advance } = createFixture();
    expect(await update("broken-image", { forceRedeploy: true })).not.toHaveProperty("errors");
    advance(60);
    expect(await look("broken-image")).toMatchObject({ errors: [{ code: "PCC_IMAGE_NOT_FOUND" }] });
    cloud.world.mendImage("your-org/voice:0.9");
    await update("broken-image", { forceRedeploy: true });
    advance(15);
    const mended = await look("broken-image");
    expect(mended).toMatchObject({ ready: true });
    expect(mended).not.toHaveProperty("errors");
  });
});
