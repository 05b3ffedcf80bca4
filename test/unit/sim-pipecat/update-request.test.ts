import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createFixture } from "./pipecat-fixture.ts";

const path = "/v1/agents/voice-starter";
const invalid = { status: 400, body: { error: "Invalid parameters", code: "GENERIC_BAD_REQUEST" } };

describe("an update that changes a setting", () => {
  it.each([
    ["image", { image: "your-org/voice-starter:1.6" }, { image: "your-org/voice-starter:1.6" }],
    ["secretSet", { secretSet: "quiet-secrets" }, { envFromSecretNames: ["quiet-secrets"] }],
    ["imagePullSecretSet", { imagePullSecretSet: "pull-secret" }, { imagePullSecretName: "pull-secret" }],
    ["agentProfile", { agentProfile: "agent-3x" }, { resources: { cpu: "1500m", memory: "3Gi" } }],
    ["maxSessionDuration", { maxSessionDuration: 300 }, { maxSessionDurationSeconds: 300 }],
    ["krispViva off", { krispViva: { audioFilter: null } }, { krispViva: { audioFilters: false } }],
    ["forceRedeploy", { forceRedeploy: true }, { image: "your-org/voice-starter:1.4" }],
  ])("makes a new version of it and keeps the rest: %s", async (_, body, spec) => {
    const { update, look } = createFixture();
    const before = await look("voice-starter");
    const after = await update("voice-starter", body);
    expect(after.desiredDeploymentId).not.toBe(before.desiredDeploymentId);
    expect(after).toMatchObject({
      updatedAt: "2026-11-22T12:00:00.000Z",
      deployment: {
        id: after.desiredDeploymentId,
        manifest: {
          spec: { image: "your-org/voice-starter:1.4", envFromSecretNames: ["voice-secrets"], ...spec },
        },
      },
    });
  });

  it("replaces an image by a build, whose image is not told, and back", async () => {
    const { update } = createFixture();
    const buildId = "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a001";
    const built = await update("voice-starter", { buildId });
    expect(built).toMatchObject({ deployment: { buildId } });
    expect(built).not.toHaveProperty("deployment.manifest.spec.image");
    const again = await update("voice-starter", { image: "your-org/voice-starter:1.4" });
    expect(again).not.toHaveProperty("deployment.buildId");
  });
});

describe("an update that changes nothing", () => {
  it.each([
    ["an empty one", {}],
    ["the image it has", { image: "your-org/voice-starter:1.4" }],
    [
      "every setting it has",
      { secretSet: "voice-secrets", krispViva: { audioFilter: "tel" }, nodeType: "arm" },
    ],
    ["an empty krispViva, as the CLI sends it", { krispViva: {} }],
    ["forceRedeploy false", { forceRedeploy: false }],
    ["architecture over a contradicting nodeType", { architecture: "arm64", nodeType: "amd" }],
    ["unknown keys", { serviceName: "other", region: "us-east", minAgents: 3 }],
    ["the scaling it has", { autoScaling: { minAgents: 1, maxAgents: 5 } }],
  ])("makes no version and leaves the agent as it was: %s", async (_, body) => {
    const { cloud, update, look } = createFixture();
    const before = await look("voice-starter");
    const events: unknown[] = [];
    cloud.subscribe((event) => events.push(event));
    expect(await update("voice-starter", body)).toEqual(before);
    expect(events).toEqual([]);
  });
});

describe("an update out of bounds", () => {
  it.each([
    ["maxSessionDuration below 60", { maxSessionDuration: 59 }],
    ["maxSessionDuration above 14400", { maxSessionDuration: 14_401 }],
    ["maxSessionDuration with a fraction", { maxSessionDuration: 60.5 }],
    ["an unknown profile", { agentProfile: "agent-4x" }],
    ["an unknown audio filter", { krispViva: { audioFilter: "off" } }],
    ["a negative minimum", { autoScaling: { minAgents: -1 } }],
    ["a maximum of zero", { autoScaling: { maxAgents: 0 } }],
    ["a minimum above the stored maximum", { autoScaling: { minAgents: 6 } }],
    ["a maximum above the cap", { autoScaling: { maxAgents: 51 } }],
    ["an unknown node type", { nodeType: "gpu" }],
    ["an empty image", { image: "" }],
    ["a build id that is no uuid", { buildId: "latest" }],
    ["a force that is no boolean", { forceRedeploy: "yes" }],
    ["a secret set of null", { secretSet: null }],
    ["a list", []],
    ["no JSON", "{"],
  ])("is refused: %s", async (_, body) => {
    const { cloud, call } = createFixture();
    const before = cloud.snapshot();
    expect(await call("POST", path, body)).toMatchObject(invalid);
    expect(cloud.snapshot()).toEqual(before);
  });

  it.each([{ architecture: "amd64" }, { nodeType: "amd" }])(
    "is told which architectures the region supports: %j",
    async (body) => {
      const { call } = createFixture();
      expect(await call("POST", path, body)).toEqual({
        status: 400,
        body: {
          error: "Architecture 'amd64' is not supported in region 'us-west' (supported: arm64)",
          code: "GENERIC_BAD_REQUEST",
        },
      });
    },
  );

  it.each([
    [{ maxSessionDuration: 60 }],
    [{ maxSessionDuration: 14_400 }],
    [{ autoScaling: { minAgents: 5 } }],
    [{ autoScaling: { minAgents: 0, maxAgents: 50 } }],
  ])("is accepted on the bound: %j", async (body) => {
    const { call } = createFixture();
    expect((await call("POST", path, body)).status).toBe(200);
  });
});

describe("an update with wrong fields", () => {
  const refusalSchema = z.object({ body: z.object({ err: z.object({ issues: z.array(z.unknown()) }) }) });

  it("is told which, in the form of zod 3", async () => {
    const { call } = createFixture();
    const body = { autoScaling: { minAgents: "two" }, agentProfile: "agent-9x" };
    const { issues } = refusalSchema.parse(await call("POST", path, body)).body.err;
    expect(issues).toEqual([
      expect.objectContaining({
        received: "two",
        code: "invalid_type",
        path: ["autoScaling", "minAgents"],
      }),
      {
        received: "agent-9x",
        code: "invalid_enum_value",
        options: ["agent-1x", "agent-2x", "agent-3x"],
        path: ["agentProfile"],
        message: "Invalid enum value. Expected 'agent-1x' | 'agent-2x' | 'agent-3x', received 'agent-9x'",
      },
    ]);
  });

  it("is told no field where two fields or the organization are against it", async () => {
    const { call } = createFixture();
    expect(await call("POST", path, { autoScaling: { maxAgents: 51 } })).toEqual(invalid);
  });
});

describe("an update at the spend limit", () => {
  const spent = { limitCents: 5_000, currentCents: 5_234 };
  const refusal = {
    status: 402,
    body: {
      error: "Spend limit reached",
      code: "SPEND_LIMIT_REACHED",
      limitCents: 5_000,
      currentSpendCents: 5_234,
    },
  };

  it("makes no new version and no new agent", async () => {
    const { cloud, call } = createFixture();
    cloud.world.setSpending(spent);
    expect(await call("POST", path, { image: "your-org/voice-starter:1.6" })).toEqual(refusal);
    expect(await call("POST", "/v1/agents", { serviceName: "new-desk", image: "a:1" })).toEqual(refusal);
    cloud.world.setSpending({ ...spent, currentCents: 5_000 });
    expect((await call("POST", path, { forceRedeploy: true })).status).toBe(402);
    cloud.world.setSpending({ ...spent, currentCents: 4_999 });
    expect((await call("POST", path, { image: "your-org/voice-starter:1.6" })).status).toBe(200);
  });

  it("still scales and deletes", async () => {
    const { cloud, call } = createFixture();
    cloud.world.setSpending({ limitCents: 0, currentCents: 0 });
    expect((await call("POST", path, { autoScaling: { minAgents: 0 } })).status).toBe(200);
    expect((await call("DELETE", path)).status).toBe(200);
  });
});

describe("an update that refers to something", () => {
  const build = (last: number): string => `7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a00${last}`;

  it.each([
    [{ image: "a:1", buildId: build(1) }, "Cannot specify both image and buildId. Use one or the other."],
    [{ buildId: build(9) }, "Build not found"],
    [
      { buildId: build(3) },
      "Build is in region 'eu-central' but service is in region 'us-west'. Builds must be in the same region as the service.",
    ],
    [{ buildId: build(2) }, "Build is not ready (status: building). Only successful builds can be deployed."],
  ])("is refused with the platform's text: %j", async (body, error) => {
    const { call } = createFixture();
    expect(await call("POST", path, body)).toEqual({
      status: 400,
      body: { error, code: "GENERIC_BAD_REQUEST" },
    });
  });

  it("answers 404 for a secret set that is not there or is of the other kind", async () => {
    const { call } = createFixture();
    for (const body of [{ secretSet: "no-such-set" }, { secretSet: "pull-secret" }]) {
      expect(await call("POST", path, body)).toEqual({
        status: 404,
        body: { error: "Secret set not found", code: "NOT_FOUND" },
      });
    }
  });

  it("answers 409 for a secret set that is not provisioned, named or bound before", async () => {
    const { cloud, call } = createFixture();
    expect(await call("POST", path, { secretSet: "new-secrets" })).toEqual({
      status: 409,
      body: {
        error: "Secret set 'new-secrets' is not yet ready. Retry once it has been provisioned.",
        code: "CONFLICT",
      },
    });
    cloud.world.setSecretSetStatus("voice-secrets", "pending");
    expect((await call("POST", path, { forceRedeploy: true })).status).toBe(409);
    expect((await call("POST", path, { autoScaling: { minAgents: 0 } })).status).toBe(200);
    cloud.world.setSecretSetStatus("voice-secrets", "ready");
    expect((await call("POST", path, { forceRedeploy: true })).status).toBe(200);
  });

  it("takes a build as soon as it has succeeded in the agent's region", async () => {
    const { cloud, call } = createFixture();
    cloud.world.putBuild({ id: build(9), region: "us-west", status: "pending" });
    expect((await call("POST", path, { buildId: build(9) })).body).toMatchObject({
      error: "Build is not ready (status: pending). Only successful builds can be deployed.",
    });
    cloud.world.putBuild({ id: build(9), region: "us-west", status: "success" });
    expect(await call("POST", path, { buildId: build(9) })).toMatchObject({
      status: 200,
      body: { deployment: { buildId: build(9) } },
    });
  });

  it("is refused when a set is in another region", async () => {
    const { call } = createFixture((organization) => ({
      ...organization,
      secretSets: organization.secretSets.map((set) => ({ ...set, region: "us-east" })),
    }));
    const texts = [
      "Secret set 'quiet-secrets' is in region 'us-east' but service is in region 'us-west'. Secrets must be in the same region as the service.",
      "Secret set 'quiet-secrets' is in region 'us-east' but service will be created in region 'us-west'. Secrets must be in the same region as the service.",
    ];
    const bound = { secretSet: "quiet-secrets" };
    const create = { serviceName: "new-desk", image: "a:1", ...bound };
    expect((await call("POST", path, bound)).body).toEqual({ error: texts[0], code: "GENERIC_BAD_REQUEST" });
    expect((await call("POST", "/v1/agents", create)).body).toEqual({
      error: texts[1],
      code: "GENERIC_BAD_REQUEST",
    });
  });

  it("answers 404 for an agent that is not there", async () => {
    const { call } = createFixture();
    expect(await call("POST", "/v1/agents/nobody", {})).toEqual({
      status: 404,
      body: { error: "Service not found", code: "NOT_FOUND" },
    });
  });
});
