import { describe, expect, it } from "vitest";
import { createFixture } from "./pipecat-fixture.ts";

const accepted = { status: 202, body: { status: "OK", region: "us-west" } };
const several = { secrets: ["A", "B"].map((secretKey) => ({ secretKey, secretValue: "hunter2" })) };
const pullSecret = {
  isImagePullSecret: true,
  host: "https://index.docker.io/v1/",
  secretValue: "aHVudGVyMg==",
};

describe("a secret set", () => {
  it("is made, and ready after it was provisioned", async () => {
    const { call, advance } = createFixture();
    expect(await call("PUT", "/v1/secrets/desk-secrets", several)).toEqual(accepted);
    const secrets = [{ fieldName: "A" }, { fieldName: "B" }];
    const target = "/v1/secrets/desk-secrets";
    expect((await call("GET", target)).body).toEqual({ region: "us-west", status: "pending", secrets });
    const deploy = () => call("POST", "/v1/agents/voice-starter", { secretSet: "desk-secrets" });
    expect((await deploy()).status).toBe(409);
    advance(3);
    expect((await call("GET", target)).body).toEqual({ region: "us-west", status: "ready", secrets });
    expect((await deploy()).status).toBe(200);
  });

  it("takes one key after the other by the organization's API, and merges them", async () => {
    const { manage } = createFixture();
    for (const secretKey of ["NEW_KEY", "OPENAI_API_KEY"]) {
      const one = { name: "quiet-secrets", isImagePullSecret: false, secretKey, secretValue: "hunter2" };
      expect(await manage("PUT", "/secrets/quiet-secrets", one)).toEqual(accepted);
    }
    expect((await manage("GET", "/secrets/quiet-secrets")).body).toEqual({
      region: "us-west",
      status: "pending",
      source: "managed",
      secrets: ["OPENAI_API_KEY", "DAILY_API_KEY", "NEW_KEY"].map((fieldName) => ({ fieldName })),
    });
  });

  it("loses keys one by one, and goes as a whole", async () => {
    const { call } = createFixture();
    const ok = { status: 200, body: { status: "OK" } };
    const noSecret = { status: 404, body: { error: "Secret not found", code: "NOT_FOUND" } };
    expect(await call("DELETE", "/v1/secrets/quiet-secrets/DAILY_API_KEY")).toEqual(ok);
    expect(await call("DELETE", "/v1/secrets/quiet-secrets/DAILY_API_KEY")).toEqual(noSecret);
    expect((await call("GET", "/v1/secrets/quiet-secrets")).body).toMatchObject({
      secrets: [{ fieldName: "OPENAI_API_KEY" }],
    });
    expect(await call("DELETE", "/v1/secrets/quiet-secrets")).toEqual(ok);
    expect(await call("DELETE", "/v1/secrets/quiet-secrets")).toEqual({
      status: 404,
      body: { error: "Set not found", code: "NOT_FOUND" },
    });
  });

  it("for pulling images has no keys", async () => {
    const { call, cloud, advance } = createFixture();
    expect(await call("PUT", "/v1/secrets/hub", { ...pullSecret, region: "us-east" })).toEqual({
      status: 202,
      body: { status: "OK", region: "us-east" },
    });
    advance(3);
    expect(cloud.state().secretSets.at(-1)).toMatchObject({
      name: "hub",
      type: "imagePullSecret",
      region: "us-east",
      status: "ready",
      fieldNames: [],
    });
  });

  const pullText = "Must provide isImagePullSecret, host, and secretValue to update an image pull secret";
  it.each([
    ["an upper-case name", "Desk", several, "Invalid parameters"],
    ["a name of two characters", "ab", several, "Invalid parameters"],
    ["a name of 64 characters", "a".repeat(64), several, "Invalid parameters"],
    ["no keys", "desk", {}, "Invalid parameters"],
    ["an empty list of keys", "desk", { secrets: [] }, "Invalid parameters"],
    [
      "a key with a space",
      "desk",
      { secrets: [{ secretKey: "A B", secretValue: "x" }] },
      "Invalid parameters",
    ],
    [
      "a key of 65 characters",
      "desk",
      { secrets: [{ secretKey: "A".repeat(65), secretValue: "x" }] },
      "Invalid parameters",
    ],
    ["no value", "desk", { secrets: [{ secretKey: "A", secretValue: "" }] }, "Invalid parameters"],
    ["one key by the private key", "desk", { secretKey: "A", secretValue: "x" }, "Invalid parameters"],
    [
      "another region",
      "voice-secrets",
      { ...several, region: "us-east" },
      "Secret already exists in region 'us-west'. Cannot change region to 'us-east'.",
    ],
    [
      "a region that is not there",
      "desk",
      { ...several, region: "mars" },
      "Invalid region or organization does not have access",
    ],
    [
      "a pull secret in place of keys",
      "voice-secrets",
      pullSecret,
      "Cannot update existing regular secrets to image pull secrets",
    ],
    ["keys in place of a pull secret", "pull-secret", several, pullText],
    ["a pull secret without a host", "pull-secret", { ...pullSecret, host: undefined }, pullText],
  ])("is refused and changes nothing: %s", async (_, name, body, error) => {
    const { call, cloud } = createFixture();
    const before = cloud.snapshot();
    const refusal = { status: 400, body: { error, code: "GENERIC_BAD_REQUEST" } };
    expect(await call("PUT", `/v1/secrets/${name}`, body)).toEqual(refusal);
    expect(cloud.snapshot()).toEqual(before);
  });

  it("is refused by the organization's API when its key or its value is missing", async () => {
    const { manage } = createFixture();
    for (const half of [{ secretKey: "A" }, { secretValue: "x" }]) {
      expect((await manage("PUT", "/secrets/desk", half)).status).toBe(400);
    }
  });

  it("meets another write as often as the world says, and can fail where it is provisioned", async () => {
    const { call, cloud, advance } = createFixture();
    cloud.world.disturbSecretSet("voice-secrets", 1);
    expect(await call("PUT", "/v1/secrets/voice-secrets", several)).toEqual({
      status: 409,
      body: {
        error: "Secret set 'voice-secrets' was modified concurrently. Please retry.",
        code: "CONFLICT",
      },
    });
    cloud.world.breakSecretSet("voice-secrets", "the region refused it");
    expect((await call("PUT", "/v1/secrets/voice-secrets", several)).status).toBe(202);
    const look = async () => (await call("GET", "/v1/secrets/voice-secrets")).body;
    expect(await look()).not.toHaveProperty("errorMessage");
    expect(await look()).toMatchObject({ status: "pending" });
    advance(3);
    expect(await look()).toMatchObject({ status: "failed", errorMessage: "the region refused it" });
  });

  it("leaves its values nowhere: not in the state, the snapshot, the log of calls or an error", async () => {
    const { call, manage, cloud } = createFixture();
    const answers = [
      await call("PUT", "/v1/secrets/desk-secrets", several),
      await manage("PUT", "/secrets/desk-secrets", { secretKey: "C", secretValue: "hunter2" }),
      await call("PUT", "/v1/secrets/hub", pullSecret),
      await call("PUT", "/v1/secrets/desk-secrets", { secrets: "hunter2" }),
      await call("PUT", "/v1/secrets/Desk", several),
    ];
    const everything = JSON.stringify([answers, cloud.state(), cloud.snapshot(), cloud.calls.list()]);
    expect(everything).not.toMatch(/hunter2|aHVudGVyMg/);
    expect(cloud.calls.list("PUT").map(({ request }) => request)).toEqual([
      { secrets: ["A", "B"] },
      { secretKey: "C" },
      { isImagePullSecret: true, host: "https://index.docker.io/v1/" },
      null,
      { secrets: ["A", "B"] },
    ]);
  });
});
