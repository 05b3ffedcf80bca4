import { describe, expect, it } from "vitest";
import { createPipecatCloud } from "../../../sim/pipecat/pipecat-cloud.ts";
import { startingOrganization } from "../../../sim/pipecat/starting-organization.ts";
import { outOfMemory } from "../../../sim/pipecat/troubles.ts";
import { ConnectionCut } from "../../../sim/support/faults.ts";
import { createFixture, START } from "./pipecat-fixture.ts";

describe("a snapshot", () => {
  it("is plain JSON from which another simulator goes on", async () => {
    const first = createFixture();
    await first.update("voice-starter", { image: "your-org/voice-starter:1.5" });
    first.advance(60);
    const saved: unknown = JSON.parse(JSON.stringify(first.cloud.snapshot()));

    const second = createFixture((organization) => ({ ...organization, agents: [] }));
    second.advance(60);
    second.cloud.restore(saved);
    expect(second.cloud.state()).toEqual(first.cloud.state());
    expect(await second.look("voice-starter")).toEqual(await first.look("voice-starter"));
  });

  it("stays as it was when the world goes on", async () => {
    const { cloud, update } = createFixture();
    const before = cloud.snapshot();
    const copy = structuredClone(before);
    await update("voice-starter", { forceRedeploy: true });
    expect(before).toEqual(copy);
    cloud.restore(before);
    expect(cloud.snapshot()).toEqual(copy);
  });

  it("belongs to whoever took it", async () => {
    const { cloud, look } = createFixture();
    for (const agent of cloud.snapshot().organization.agents) agent.name = "renamed";
    expect(await look("voice-starter")).toMatchObject({ name: "voice-starter" });
  });

  it("of another shape is refused and changes nothing", () => {
    const { cloud } = createFixture();
    const before = cloud.snapshot();
    expect(() => cloud.restore({ ...before, version: 2 })).toThrow();
    expect(() => cloud.restore({ version: 3, organization: {} })).toThrow();
    expect(cloud.snapshot()).toEqual(before);
  });
});

describe("the state", () => {
  it("shows what the API shows and holds no credential", () => {
    const { cloud } = createFixture();
    const state = cloud.state();
    expect(state.agents.map(({ name, ready, available }) => [name, ready, available])).toEqual([
      ["voice-starter", true, true],
      ["quiet-desk", true, true],
      ["broken-image", false, true],
    ]);
    expect(JSON.stringify(state)).not.toMatch(/sk_local|pk_local|pcc_pat_local/);
  });

  it("shows what the world did, over HTTP too", async () => {
    const { cloud } = createFixture();
    cloud.world.holdOperator("voice-starter");
    cloud.world.breakImage("a:1", outOfMemory);
    cloud.world.removeAgent("quiet-desk");
    cloud.world.setSpending({ limitCents: 100, currentCents: 50 });
    const shown = await cloud.fetch(new Request("http://pipecat.test/_sim/state"));
    expect(await shown.json()).toMatchObject({
      agents: [
        { name: "voice-starter", isOperatorHeld: true, scaling: { minReplicas: 1, maxReplicas: 5 } },
        { name: "broken-image", errors: [{ code: "PCC_IMAGE_NOT_FOUND" }] },
      ],
      deletedAgents: [{ name: "quiet-desk", deletedAt: START, activeSessionCount: 0 }],
      brokenImages: { "a:1": { kind: "crash", exitCode: 137 } },
      spending: { limitCents: 100, currentCents: 50, blockedAt: null },
    });
  });
});

describe("a subscriber", () => {
  it("hears of every change, by API or by the world, until it leaves", async () => {
    const { cloud, call, update } = createFixture();
    const heard: string[] = [];
    const leave = cloud.subscribe(({ type }) => heard.push(type));
    await call("POST", "/v1/agents", { serviceName: "new-desk", image: "a:1" });
    await update("new-desk", { image: "a:2" });
    await update("new-desk", { autoScaling: { minAgents: 1 } });
    cloud.world.startSession("voice-starter");
    await call("DELETE", "/v1/agents/voice-starter/sessions/c0ffe104-0000-4000-8000-000000000104");
    cloud.world.breakImage("a:3");
    cloud.world.setSecretSetStatus("new-secrets", "ready");
    cloud.world.putBuild({
      id: "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a009",
      region: "us-west",
      status: "success",
    });
    cloud.world.setSpending({ limitCents: null, currentCents: 0 });
    cloud.world.deploy("new-desk");
    cloud.world.holdOperator("new-desk");
    await call("DELETE", "/v1/agents/new-desk");
    cloud.restore(cloud.snapshot());
    leave();
    cloud.world.crash("voice-starter");
    expect(heard).toEqual([
      "deployment.created",
      "deployment.updated",
      "agent.changed",
      "session.started",
      "session.ended",
      "image.changed",
      "secret-set.changed",
      "build.changed",
      "spending.changed",
      "deployment.updated",
      "agent.changed",
      "agent.deleted",
      "restored",
    ]);
  });
});

describe("the world", () => {
  it("refuses names that do not exist", () => {
    const { world } = createFixture().cloud;
    expect(() => world.crash("nobody")).toThrow("there is no agent nobody");
    expect(() => world.removeAgent("nobody")).toThrow("there is no agent nobody");
    expect(() => world.holdOperator("nobody")).toThrow("there is no agent nobody");
    expect(() => world.deploy("nobody")).toThrow("Service not found");
    expect(() => world.deploy("voice-starter", { secretSet: "none" })).toThrow("Secret set not found");
    expect(() => world.endSession("voice-starter", "none")).toThrow("there is no session none");
    expect(() => world.writeLog("voice-starter", "text", "none")).toThrow("there is no session none");
    expect(() => world.setSecretSetStatus("none", "ready")).toThrow("there is no secret set none");
  });

  it("leaves a session that has ended as it ended", async () => {
    const { cloud, call } = createFixture();
    cloud.world.endSession("voice-starter", "c0ffe103-0000-4000-8000-000000000103");
    const { body } = await call(
      "GET",
      "/v1/agents/voice-starter/sessions/c0ffe103-0000-4000-8000-000000000103",
    );
    expect(body).toMatchObject({ completionStatus: "HTTP_ERROR", endedAt: "2026-11-22T09:00:40.000Z" });
  });
});

describe("calls", () => {
  it("are logged as understood, without credentials and without dropped keys", async () => {
    const { cloud, call, update } = createFixture();
    await call("GET", "/v1/agents?region=us-west");
    await update("voice-starter", { image: "a:1", password: "hunter2" });
    expect(cloud.calls.list()).toEqual([
      { seq: 1, at: START, method: "GET", path: "/v1/agents", status: 200, request: { region: "us-west" } },
      {
        seq: 2,
        at: START,
        method: "POST",
        path: "/v1/agents/voice-starter",
        status: 200,
        request: { image: "a:1" },
      },
    ]);
  });
});

describe("faults", () => {
  it("stand in front of an honest service", async () => {
    const { cloud, call, update, look } = createFixture();
    const body = '{"error":"Internal server error","code":"INTERNAL_SERVER_ERROR"}';
    cloud.faults.inject({ match: "GET /v1/agents", fault: { kind: "status", status: 500, body }, times: 1 });
    expect((await call("GET", "/v1/agents/voice-starter")).status).toBe(500);
    expect(cloud.calls.list()).toEqual([]);

    const before = await look("voice-starter");
    cloud.faults.inject({ match: "POST", fault: { kind: "cut", when: "response" }, times: 1 });
    await expect(update("voice-starter", { forceRedeploy: true })).rejects.toThrow(ConnectionCut);
    expect((await look("voice-starter")).desiredDeploymentId).not.toBe(before.desiredDeploymentId);
  });

  it("take the latency from the given delay", async () => {
    const waits: number[] = [];
    const cloud = createPipecatCloud({
      now: () => START,
      delay: async (ms) => {
        waits.push(ms);
      },
      seed: startingOrganization(START),
    });
    cloud.faults.inject({ match: "", fault: { kind: "latency", ms: 200 } });
    const headers = { authorization: "Bearer sk_local", "user-agent": "test" };
    expect((await cloud.fetch(new Request("http://pipecat.test/v1/regions", { headers }))).status).toBe(200);
    expect(waits).toEqual([200]);
  });
});
