/** Changes of a Pipecat agent, from the call to what can be seen of it afterwards, on the simulator. */
import { describe, expect, it } from "vitest";
import { missingModule, outOfMemory } from "../../sim/pipecat/troubles.ts";
import type { AgentUpdate } from "../../src/platforms/change.ts";
import { agent, read, start } from "./pipecat-fixture.ts";

const readyBuild = "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a001";

describe("an update of a Pipecat agent", () => {
  it("carries every field to the platform and back", async () => {
    const { update, look, posted } = start();
    const everything: AgentUpdate = {
      image: "your-org/voice-starter:1.6",
      secretSet: "quiet-secrets",
      imagePullSecretSet: "pull-secret",
      scaling: { min: 2, max: 7 },
      krispAudioFilter: "pro",
      profile: "agent-2x",
      maxSessionSeconds: 300,
      nodeType: "arm",
      forceRedeploy: true,
    };
    const { deploymentId, warning } = read(await update(everything));
    expect(warning).toBeNull();
    expect(posted()).toEqual([
      {
        image: "your-org/voice-starter:1.6",
        secretSet: "quiet-secrets",
        imagePullSecretSet: "pull-secret",
        autoScaling: { minAgents: 2, maxAgents: 7 },
        krispViva: { audioFilter: "pro" },
        agentProfile: "agent-2x",
        maxSessionDuration: 300,
        architecture: "arm64",
        forceRedeploy: true,
      },
    ]);
    expect(await look()).toMatchObject({
      desiredDeploymentId: deploymentId,
      image: "your-org/voice-starter:1.6",
      buildId: null,
      secretSet: "quiet-secrets",
      imagePullSecretSet: "pull-secret",
      scaling: { min: 2, max: 7 },
      krispAudioFilter: "pro",
      profile: "agent-2x",
      maxSessionSeconds: 300,
      architecture: "arm",
    });
  });

  it("brings back an earlier deployment from what was known of it", async () => {
    const { update, look, advance } = start();
    const before = await look();
    read(await update({ buildId: readyBuild, krispAudioFilter: null, profile: "agent-3x" }));
    advance(60);
    expect(await look()).toMatchObject({ image: null, buildId: readyBuild, krispAudioFilter: null });
    const again = read(
      await update({ image: before.image ?? "", krispAudioFilter: "tel", profile: "agent-1x" }),
    );
    const { image, buildId, secretSet, imagePullSecretSet, profile, krispAudioFilter } = await look();
    expect(again.deploymentId).not.toBe(before.desiredDeploymentId);
    expect(before).toMatchObject({
      image,
      buildId,
      secretSet,
      imagePullSecretSet,
      profile,
      krispAudioFilter,
    });
  });

  it("keeps the deployment when nothing differs, and makes one when forced", async () => {
    const { update, look } = start();
    const { desiredDeploymentId, image } = await look();
    expect(read(await update({ image: image ?? "" })).deploymentId).toBe(desiredDeploymentId);
    expect(read(await update({ forceRedeploy: true })).deploymentId).not.toBe(desiredDeploymentId);
  });

  it("scales in place, and the instances come one by one", async () => {
    const { update, look, advance } = start();
    const { desiredDeploymentId } = await look();
    expect(read(await update({ scaling: { min: 4, max: 5 } })).deploymentId).toBe(desiredDeploymentId);
    const ready: (number | undefined)[] = [];
    for (let poll = 0; poll < 4; poll += 1) {
      ready.push((await look()).current?.readyReplicas);
      advance(10);
    }
    expect(ready).toEqual([2, 2, 3, 4]);
  });

  it("can be followed from the request to its end", async () => {
    const { update, look, advance } = start();
    const { deploymentId } = read(await update({ image: "your-org/voice-starter:1.6" }));
    const seen: unknown[] = [];
    for (const seconds of [0, 4, 3, 8]) {
      advance(seconds);
      const { reconciledDeploymentId, ready, current } = await look();
      seen.push([reconciledDeploymentId === deploymentId, ready, current?.phase]);
    }
    expect(seen).toEqual([
      [false, true, "Active"],
      [true, false, "Creating"],
      [true, false, "Validating"],
      [true, true, "Active"],
    ]);
  });
});

describe("a deployment that goes wrong", () => {
  const tag = "your-org/voice-starter:1.6";
  const deploy = async () => {
    const started = start();
    return {
      ...started,
      go: async () => read(await started.update({ image: tag })).deploymentId ?? "",
    };
  };

  it("names the error of an image that is in no registry", async () => {
    const { cloud, go, look, advance } = await deploy();
    cloud.world.breakImage(tag);
    await go();
    advance(7);
    expect(await look()).toMatchObject({
      available: true,
      ready: false,
      errors: [{ code: "PCC_IMAGE_NOT_FOUND", message: `failed to resolve image tag "${tag}"` }],
      current: { phase: "Validating", health: { reason: "ImagePullBackOff" } },
    });
  });

  it.each([
    [missingModule, { lastExitCode: 1, lastTerminationReason: "Error" }],
    [outOfMemory, { lastExitCode: 137, lastTerminationReason: "OOMKilled" }],
  ])("crashes again and again, and its log shows why: %j", async (crash, health) => {
    const { cloud, go, look, platform, advance } = await deploy();
    cloud.world.breakImage(tag, crash);
    const deploymentId = await go();
    advance(14);
    const first = (await look()).current?.health;
    expect(first).toMatchObject({ ...health, reason: "CrashLoopBackOff", message: crash.message });
    advance(60);
    expect((await look()).current?.health?.restarts).toBeGreaterThan(first?.restarts ?? 99);
    const { lines } = read(await platform.readLogTail(agent, { lines: 4, deploymentId }));
    expect(lines.at(-1)).toBe(crash.message.split("\n").at(-1));
    cloud.world.giveUp("voice-starter");
    expect((await look()).current).toMatchObject({ deploymentId, phase: "Failed" });
  });

  it("waits for an operator that is held, and is superseded by a deploy from elsewhere", async () => {
    const { cloud, go, look, advance } = await deploy();
    const before = (await look()).desiredDeploymentId;
    cloud.world.holdOperator("voice-starter");
    const ours = await go();
    advance(3_600);
    expect(await look()).toMatchObject({ desiredDeploymentId: ours, reconciledDeploymentId: before });
    const theirs = cloud.world.deploy("voice-starter", { image: "your-org/voice-starter:1.7" });
    expect(theirs).not.toBe(ours);
    expect((await look()).desiredDeploymentId).toBe(theirs);
  });
});

describe("the deletion of a Pipecat agent", () => {
  it("takes it away, and its sessions go on", async () => {
    const { cloud, change, platform } = start();
    expect(read(await platform.countLiveSessions(agent))).toBe(2);
    expect(read(await change({ kind: "delete" }))).toEqual({ deploymentId: null, warning: null });
    expect(read(await platform.listAgents()).map(({ agent: { name } }) => name)).not.toContain(agent.name);
    expect(cloud.state().deletedAgents).toMatchObject([{ name: "voice-starter", activeSessionCount: 2 }]);
  });
});

describe("the log of a Pipecat agent", () => {
  it("is read oldest first, and of one deployment only when asked", async () => {
    const { cloud, platform } = start();
    const third = "c92f7d04-6f0d-4a57-8d3c-51f7a0c0b103";
    cloud.world.writeLog("voice-starter", "\u001b[33mWARNING\u001b[0m one\ntwo");
    expect(read(await platform.readLogTail(agent, { lines: 3, deploymentId: null })).lines).toEqual([
      "INFO:     Client connected",
      "WARNING one",
      "two",
    ]);
    expect(read(await platform.readLogTail(agent, { lines: 1, deploymentId: third })).lines).toEqual([
      "INFO:     Finished server process [1]",
    ]);
    expect(read(await platform.readLogTail(agent, { lines: 5, deploymentId: "none" })).lines).toEqual([]);
  });
});
