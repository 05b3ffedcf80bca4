import { describe, expect, it } from "vitest";
import { createFixture } from "./pipecat-fixture.ts";

describe("a deploy by somebody else", () => {
  it("takes the place of the one that is under way", async () => {
    const { cloud, update, look, advance } = createFixture();
    const ours = await update("voice-starter", { image: "your-org/voice-starter:1.6" });
    advance(6);
    const theirs = cloud.world.deploy("voice-starter", { image: "your-org/voice-starter:1.7" });
    expect(theirs).not.toBe(ours.desiredDeploymentId);
    expect(await look("voice-starter")).toMatchObject({
      desiredDeploymentId: theirs,
      reconciledDeploymentId: ours.desiredDeploymentId,
    });
    advance(15);
    expect(await look("voice-starter")).toMatchObject({
      ready: true,
      desiredDeploymentId: theirs,
      reconciledDeploymentId: theirs,
      deployment: { manifest: { spec: { image: "your-org/voice-starter:1.7" } } },
    });
  });

  it("is a deployment of its own, even of the same settings", async () => {
    const { cloud, look } = createFixture();
    const before = await look("voice-starter");
    const again = cloud.world.deploy("voice-starter");
    expect(again).not.toBe(before.desiredDeploymentId);
    expect(cloud.world.deploy("voice-starter", { image: "your-org/voice-starter:1.4" })).toBe(again);
  });
});

describe("a deletion", () => {
  it("by somebody else takes the agent off the API", async () => {
    const { cloud, call } = createFixture();
    cloud.world.removeAgent("voice-starter");
    expect((await call("GET", "/v1/agents/voice-starter")).status).toBe(404);
    expect((await call("POST", "/v1/agents/voice-starter", {})).status).toBe(404);
    expect((await call("DELETE", "/v1/agents/voice-starter")).status).toBe(404);
  });

  it("leaves the sessions that run to their end", async () => {
    const { cloud, call, advance } = createFixture();
    await call("DELETE", "/v1/agents/voice-starter");
    const running = () => cloud.state().deletedAgents.map((agent) => agent.activeSessionCount);
    expect(running()).toEqual([2]);
    advance(7_200);
    expect(running()).toEqual([0]);
  });
});

describe("an operator that is held", () => {
  it("takes up nothing, so the ids differ for as long as it is", async () => {
    const { cloud, update, look, advance } = createFixture();
    const before = await look("voice-starter");
    cloud.world.holdOperator("voice-starter");
    const { desiredDeploymentId } = await update("voice-starter", { image: "your-org/voice-starter:1.6" });
    advance(86_400);
    expect(await look("voice-starter")).toMatchObject({
      desiredDeploymentId,
      reconciledDeploymentId: before.desiredDeploymentId,
      ready: true,
      available: true,
      currentRevision: { deploymentID: before.desiredDeploymentId, phase: "Active" },
    });
    cloud.world.releaseOperator("voice-starter");
    advance(15);
    expect(await look("voice-starter")).toMatchObject({
      reconciledDeploymentId: desiredDeploymentId,
      ready: true,
    });
    const next = await update("voice-starter", { forceRedeploy: true });
    advance(4);
    expect((await look("voice-starter")).reconciledDeploymentId).toBe(next.desiredDeploymentId);
  });

  it("also leaves what was just asked for, but not what it has taken up", async () => {
    const { cloud, update, look, advance } = createFixture();
    const first = await update("voice-starter", { image: "your-org/voice-starter:1.6" });
    advance(4);
    cloud.world.holdOperator("voice-starter");
    advance(11);
    expect(await look("voice-starter")).toMatchObject({
      reconciledDeploymentId: first.desiredDeploymentId,
      ready: true,
    });
    cloud.world.releaseOperator("voice-starter");
    await update("voice-starter", { image: "your-org/voice-starter:1.7" });
    advance(3);
    cloud.world.holdOperator("voice-starter");
    advance(60);
    expect((await look("voice-starter")).reconciledDeploymentId).toBe(first.desiredDeploymentId);
  });

  it("goes on with the newest and never serves what came between", async () => {
    const { cloud, update, look, advance } = createFixture();
    const { desiredDeploymentId: old } = await look("voice-starter");
    cloud.world.holdOperator("voice-starter");
    await update("voice-starter", { image: "your-org/voice-starter:1.6" });
    advance(60);
    const newest = await update("voice-starter", { image: "your-org/voice-starter:1.7" });
    cloud.world.releaseOperator("voice-starter");
    advance(4);
    expect(await look("voice-starter")).toMatchObject({
      reconciledDeploymentId: newest.desiredDeploymentId,
      previousRevision: { deploymentID: old },
    });
    advance(60);
    expect(await look("voice-starter")).toMatchObject({
      ready: true,
      currentRevision: { deploymentID: newest.desiredDeploymentId },
      previousRevision: { deploymentID: old },
    });
  });

  it("does not tell of trouble that the deployment would have", async () => {
    const { cloud, update, call, look, advance } = createFixture();
    cloud.world.holdOperator("voice-starter");
    const { desiredDeploymentId } = await update("voice-starter", { image: "your-org/voice-starter:1.5" });
    advance(60);
    expect(await look("voice-starter")).toMatchObject({ ready: true });
    const { body } = await call("GET", `/v1/agents/voice-starter/logs?deploymentId=${desiredDeploymentId}`);
    expect(body).toMatchObject({ logs: [] });
  });
});
