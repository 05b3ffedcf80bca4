import { describe, expect, it } from "vitest";
import { createFixture } from "./pipecat-fixture.ts";

const notFound = { status: 404, body: { error: "Not found", code: "NOT_FOUND" } };

describe("the list of agents", () => {
  it("calls them services and tells neither readiness nor health", async () => {
    const { call } = createFixture();
    const { body } = await call("GET", "/v1/agents");
    expect(body).toMatchObject({
      services: [{ name: "voice-starter" }, { name: "quiet-desk" }, { name: "broken-image" }],
    });
    expect(body).toHaveProperty("services.0", {
      id: "5b0c2f5e-3c43-4a55-9b61-0f5a1c9d0001",
      name: "voice-starter",
      region: "us-west",
      desiredDeploymentId: "1a6e0c1e-6f0d-4a57-8d3c-51f7a0c0b104",
      activeDeploymentId: "1a6e0c1e-6f0d-4a57-8d3c-51f7a0c0b104",
      reconciledDeploymentId: "1a6e0c1e-6f0d-4a57-8d3c-51f7a0c0b104",
      organizationId: "9e1d4c3b-2a10-4f6e-8d7c-5b4a39281706",
      createdAt: "2026-11-01T12:00:00.000Z",
      updatedAt: "2026-11-22T06:00:00.000Z",
      deletedAt: null,
    });
  });

  it("includes the deployment when asked to", async () => {
    const { call } = createFixture();
    const { body } = await call("GET", "/v1/agents?includeActiveDeployment=true");
    expect(body).toMatchObject({
      services: [{ deployment: { manifest: { spec: { image: "your-org/voice-starter:1.4" } } } }, {}, {}],
    });
  });

  it("is limited to a region", async () => {
    const { call } = createFixture();
    expect((await call("GET", "/v1/agents?region=us-east")).body).toEqual({ services: [] });
    expect((await call("GET", "/v1/agents?region=us-west")).body).toHaveProperty("services.2");
  });
});

describe("one agent", () => {
  it("is told bare, with its revision and its settings", async () => {
    const { call } = createFixture();
    const { body } = await call("GET", "/v1/agents/voice-starter");
    expect(body).toEqual({
      name: "voice-starter",
      region: "us-west",
      ready: true,
      available: true,
      createdAt: "2026-11-01T12:00:00.000Z",
      updatedAt: "2026-11-22T06:00:00.000Z",
      desiredDeploymentId: "1a6e0c1e-6f0d-4a57-8d3c-51f7a0c0b104",
      activeDeploymentId: "1a6e0c1e-6f0d-4a57-8d3c-51f7a0c0b104",
      reconciledDeploymentId: "1a6e0c1e-6f0d-4a57-8d3c-51f7a0c0b104",
      activeDeploymentReady: true,
      autoScaling: { minReplicas: 1, maxReplicas: 5 },
      activeSessionCount: 2,
      deployment: {
        id: "1a6e0c1e-6f0d-4a57-8d3c-51f7a0c0b104",
        manifest: {
          apiVersion: "pipecatcloud.daily.co/v1",
          kind: "PCService",
          metadata: { name: "voice-starter", namespace: "local-org" },
          spec: {
            dailyNodeType: "arm",
            image: "your-org/voice-starter:1.4",
            autoScaling: { minReplicas: 1, maxReplicas: 5 },
            envFromSecretNames: ["voice-secrets"],
            resources: { cpu: "500m", memory: "1Gi" },
            krispModels: { enabled: false },
            krispViva: { audioFilters: true },
          },
        },
        serviceId: "5b0c2f5e-3c43-4a55-9b61-0f5a1c9d0001",
        createdAt: "2026-11-22T06:00:00.000Z",
        updatedAt: "2026-11-22T06:00:00.000Z",
      },
      agentProfile: "agent-1x",
      krispViva: { audioFilter: "tel" },
      currentRevision: {
        deploymentID: "1a6e0c1e-6f0d-4a57-8d3c-51f7a0c0b104",
        phase: "Active",
        readyReplicas: 2,
        phaseStartedAt: "2026-11-22T06:00:15.000Z",
        health: { ready: true, state: "running", restartCount: 0, replicasStarted: 2 },
      },
      previousRevision: null,
    });
  });

  it("answers 404 when there is none of that name", async () => {
    const { call } = createFixture();
    expect(await call("GET", "/v1/agents/nobody")).toEqual(notFound);
    expect(await call("DELETE", "/v1/agents/nobody")).toEqual(notFound);
  });

  it("is gone after its deletion, and its name is free", async () => {
    const { cloud, call } = createFixture();
    expect(await call("DELETE", "/v1/agents/quiet-desk")).toEqual({ status: 200, body: { status: "OK" } });
    expect(await call("GET", "/v1/agents/quiet-desk")).toEqual(notFound);
    expect((await call("GET", "/v1/agents")).body).not.toHaveProperty("services.2");
    expect(cloud.state().agents.map(({ name }) => name)).toEqual(["voice-starter", "broken-image"]);
    const again = await call("POST", "/v1/agents", { serviceName: "quiet-desk", image: "a:1" });
    expect(again.status).toBe(200);
  });
});

describe("a new agent", () => {
  it.each([
    [{ serviceName: "voice-starter", image: "a:1" }, "Service already exists"],
    [{ serviceName: "new-desk" }, "Either image or buildId is required for service creation"],
    [
      { serviceName: "new-desk", image: "a:1", buildId: "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a001" },
      "Cannot specify both image and buildId. Use one or the other.",
    ],
    [
      { serviceName: "new-desk", image: "a:1", region: "mars" },
      "Invalid region or organization does not have access",
    ],
    [{ serviceName: "New", image: "a:1" }, "Invalid parameters"],
    [{ serviceName: "-new", image: "a:1" }, "Invalid parameters"],
    [{ serviceName: "n", image: "a:1" }, "Invalid parameters"],
    [{ serviceName: "n".repeat(55), image: "a:1" }, "Invalid parameters"],
    [{ image: "a:1" }, "Invalid parameters"],
  ])("is refused with the platform's text: %j", async (body, error) => {
    const { call } = createFixture();
    expect(await call("POST", "/v1/agents", body)).toMatchObject({
      status: 400,
      body: { error, code: "GENERIC_BAD_REQUEST" },
    });
  });
});
