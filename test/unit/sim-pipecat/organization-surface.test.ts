import { describe, expect, it } from "vitest";
import { createFixture } from "./pipecat-fixture.ts";

const base = "/v1/organizations/local-org";
const regions = ["us-west", "us-east", "eu-central", "ap-south"];

describe("secret sets", () => {
  it("are listed with their state on both surfaces", async () => {
    const { cloud, call, ask } = createFixture();
    cloud.world.setSecretSetStatus("new-secrets", "failed", "the region refused it");
    const sets = [
      { name: "voice-secrets", type: "secret", region: "us-west", status: "ready" },
      { name: "quiet-secrets", type: "secret", region: "us-west", status: "ready" },
      { name: "pull-secret", type: "imagePullSecret", region: "us-west", status: "ready" },
      {
        name: "new-secrets",
        type: "secret",
        region: "us-west",
        status: "failed",
        errorMessage: "the region refused it",
      },
    ];
    expect((await call("GET", "/v1/secrets")).body).toEqual({ sets });
    expect((await ask(`${base}/secrets`)).body).toEqual({ sets });
    expect((await ask(`${base}/secrets?region=us-east`)).body).toEqual({ sets: [] });
  });

  it("tell their keys, never a value", async () => {
    const { call } = createFixture();
    expect((await call("GET", "/v1/secrets/voice-secrets")).body).toEqual({
      region: "us-west",
      status: "ready",
      secrets: [
        { fieldName: "OPENAI_API_KEY" },
        { fieldName: "DEEPGRAM_API_KEY" },
        { fieldName: "CARTESIA_API_KEY" },
      ],
    });
  });

  it.each([
    [
      "pull-secret",
      400,
      { error: "Cannot retrieve image pull secrets by name", code: "GENERIC_BAD_REQUEST" },
    ],
    ["nothing", 404, { error: "Set not found", code: "NOT_FOUND" }],
  ])("refuse to tell %s", async (name, status, body) => {
    const { call } = createFixture();
    expect(await call("GET", `/v1/secrets/${name}`)).toEqual({ status, body });
  });
});

describe("the organization's API", () => {
  it("lists the organizations of the token", async () => {
    const { ask } = createFixture();
    expect((await ask("/v1/organizations")).body).toEqual({
      organizations: [{ name: "local-org", verboseName: "Local organization" }],
    });
  });

  it("lists services and tells one, wrapped in a body", async () => {
    const { ask } = createFixture();
    expect((await ask(`${base}/services?region=us-west`)).body).toMatchObject({
      services: [{ name: "voice-starter" }, { name: "quiet-desk" }, { name: "broken-image" }],
    });
    expect((await ask(`${base}/services/voice-starter`)).body).toMatchObject({
      body: {
        name: "voice-starter",
        ready: true,
        errors: [],
        conditions: [
          { type: "Available", status: "True" },
          { type: "Progressing", status: "False" },
          { type: "Degraded", status: "False" },
        ],
        resources: { cpu: "500m", memory: "1Gi" },
        deployment: { manifest: { spec: { arch: "arm64" } } },
      },
    });
    expect((await ask(`${base}/services/nobody`)).status).toBe(404);
  });

  it("names the cause of a crash for people", async () => {
    const { cloud, ask, advance } = createFixture();
    cloud.world.crash("voice-starter", { reason: "OOMKilled", exitCode: 137, message: "Killed" });
    advance(10);
    expect((await ask(`${base}/services/voice-starter`)).body).toMatchObject({
      body: {
        currentRevision: { health: { headline: "Out of memory" } },
        conditions: [
          { type: "Available", status: "False" },
          {},
          { type: "Degraded", status: "True", reason: "OOMKilled", message: "Killed" },
        ],
      },
    });
  });

  it("keeps the history of deployments, newest first, the image of a build left out", async () => {
    const { update, ask } = createFixture();
    await update("quiet-desk", { image: "your-org/quiet-desk:2.1" });
    const { body } = await ask(`${base}/services/quiet-desk/deployments`);
    expect(body).toMatchObject({
      deployments: [
        { manifest: { spec: { image: "your-org/quiet-desk:2.1" } } },
        { manifest: { spec: { image: "your-org/quiet-desk:2.0" } } },
        { buildId: "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a001" },
      ],
    });
    expect(body).not.toHaveProperty("deployments.2.manifest.spec.image");
    expect((await ask(`${base}/services/voice-starter/deployments`)).body).toHaveProperty("deployments.3");
    expect((await ask(`${base}/services/nobody/deployments`)).status).toBe(404);
  });

  it("tells regions and properties", async () => {
    const { ask, call } = createFixture();
    const expected = { regions: regions.map((code) => ({ code, supported_architectures: ["arm64"] })) };
    expect((await ask(`${base}/regions`)).body).toMatchObject(expected);
    expect((await call("GET", "/v1/regions")).body).toMatchObject(expected);
    expect((await ask(`${base}/properties`)).body).toEqual({ properties: { defaultRegion: "us-west" } });
  });

  it("does not know another organization", async () => {
    const { ask } = createFixture();
    expect(await ask("/v1/organizations/acme/services")).toEqual({
      status: 404,
      body: { error: "Organization not found", code: "404" },
    });
  });
});
