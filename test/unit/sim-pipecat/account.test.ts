import { describe, expect, it } from "vitest";
import { createFixture } from "./pipecat-fixture.ts";

describe("the account", () => {
  it("tells who asks and which profiles there are", async () => {
    const { ask, manage } = createFixture();
    expect((await ask("/v1/users")).body).toEqual({
      user: { userId: "user_local", emails: [{ emailAddress: "operator@example.com" }] },
    });
    expect((await manage("GET", "/agent-profiles")).body).toMatchObject({
      agentProfiles: [
        { api_name: "agent-1x", resources: { cpu: "500m", memory: "1Gi" }, custom: false, enabled: true },
        { api_name: "agent-2x" },
        { api_name: "agent-3x" },
      ],
    });
  });
});

describe("the properties", () => {
  const regions = ["us-west", "us-east", "eu-central", "ap-south"];

  it("are changed, and answered as a schema; what is made next follows them", async () => {
    const { manage, call, look } = createFixture();
    const changed = await call("PATCH", "/v1/properties", { defaultRegion: "us-east" });
    expect(changed).toMatchObject({
      status: 200,
      body: {
        properties: {
          defaultRegion: {
            type: "string",
            default: "us-west",
            currentValue: "us-east",
            readOnly: false,
            availableValues: regions,
          },
        },
      },
    });
    expect((await manage("GET", "/properties/schema")).body).toEqual(changed.body);
    expect((await call("GET", "/v1/properties")).body).toEqual({ properties: { defaultRegion: "us-east" } });
    await call("POST", "/v1/agents", { serviceName: "new-desk", image: "a:1" });
    expect(await look("new-desk")).toMatchObject({ region: "us-east" });
  });

  it.each([
    [{}, "No properties provided"],
    [[], "No properties provided"],
    [{ colour: "red" }, "Property 'colour' is not a valid property"],
    [{ defaultRegion: "us-east", colour: "red" }, "Property 'colour' is not a valid property"],
    [{ defaultRegion: "mars" }, `Region 'mars' is not available. Available regions: ${regions.join(", ")}`],
    [{ defaultRegion: 7 }, "Invalid parameters"],
  ])("refuse %j", async (body, error) => {
    const { call } = createFixture();
    expect(await call("PATCH", "/v1/properties", body)).toEqual({
      status: 400,
      body: { error, code: "GENERIC_BAD_REQUEST" },
    });
  });
});

describe("the spend limit", () => {
  const shown = {
    currentSpendCents: 1_250,
    periodStart: "2026-11-01T00:00:00.000Z",
    periodEnd: "2026-12-01T00:00:00.000Z",
  };

  it("is set, blocks from then on, and is taken away", async () => {
    const { manage, call, advance } = createFixture();
    const free = { ...shown, limitCents: null, blocked: false, blockedAt: null };
    expect((await manage("GET", "/spend-limit")).body).toEqual(free);
    advance(60);
    const blockedAt = "2026-11-22T12:01:00.000Z";
    const blocked = { ...shown, limitCents: 1_250, blocked: true, blockedAt };
    expect((await manage("PUT", "/spend-limit", { limitCents: 1_250 })).body).toEqual(blocked);
    advance(60);
    expect((await manage("PUT", "/spend-limit", { limitCents: 1_000 })).body).toMatchObject({ blockedAt });
    const deploy = () => call("POST", "/v1/agents/voice-starter", { forceRedeploy: true });
    expect((await deploy()).status).toBe(402);
    expect((await manage("PUT", "/spend-limit", { limitCents: null })).body).toEqual(free);
    expect((await deploy()).status).toBe(200);
  });

  it.each([[{}], [{ limitCents: -1 }], [{ limitCents: 10.5 }], [{ limitCents: "10" }]])(
    "refuses %j",
    async (body) => {
      expect((await createFixture().manage("PUT", "/spend-limit", body)).status).toBe(400);
    },
  );
});
