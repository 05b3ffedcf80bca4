/** Secret sets of Pipecat Cloud, from the platform's port to the state of the simulator, and what becomes of values. */
import { describe, expect, it } from "vitest";
import type { SecretsChange } from "../../src/platforms/change.ts";
import { agent, read, start } from "./pipecat-fixture.ts";

const VALUE = "sk-live-ü/+?";
const voiceSecrets = { name: "voice-secrets", region: "us-west", host: null };
const change = (more: Partial<SecretsChange>) =>
  ({ kind: "secrets", write: [], remove: [], overwrite: false, set: voiceSecrets, ...more }) as const;
const key = { name: "OPENAI_API_KEY", kind: "environment", replaces: true } as const;
const added = { name: "NEW-KEY", kind: "environment", replaces: false } as const;
const values = new Map([
  ["OPENAI_API_KEY", VALUE],
  ["NEW-KEY", "x"],
  ["credentials", "octocat:ghp_ü"],
]);

/** The platform, and the bodies of what it writes. */
function watch(answer: (request: Request) => Response | null = () => null) {
  const world = start();
  const bodies: unknown[] = [];
  const platform = world.open(async (request: Request) => {
    if (request.method === "PUT") bodies.push(await request.clone().json());
    return answer(request) ?? (await world.cloud.fetch(request));
  });
  const made = () =>
    world.cloud.calls
      .list("/v1/secrets/")
      .filter(({ method }) => method !== "GET")
      .map(({ method, path }) => `${method} ${path}`);
  return { ...world, platform, bodies, made };
}

describe("a change of a secret set", () => {
  it("merges what is written in one call, then takes out each key that goes", async () => {
    const { platform, bodies, made, advance } = watch();
    const call = change({ write: [key, added], remove: ["DAILY_API_KEY", "GONE_ALREADY"] });
    expect(read(await platform.change(agent, call, values))).toEqual({ deploymentId: null, warning: null });
    expect(bodies).toEqual([
      {
        secrets: [
          { secretKey: "OPENAI_API_KEY", secretValue: VALUE },
          { secretKey: "NEW-KEY", secretValue: "x" },
        ],
        region: "us-west",
      },
    ]);
    expect(made()).toEqual([
      "PUT /v1/secrets/voice-secrets",
      "DELETE /v1/secrets/voice-secrets/DAILY_API_KEY",
      "DELETE /v1/secrets/voice-secrets/GONE_ALREADY",
    ]);
    expect(read(await platform.readSecretStock(agent, "voice-secrets")).set?.status).toBe("pending");
    advance(3);
    const stock = read(await platform.readSecretStock(agent, "voice-secrets"));
    expect(stock.set).toEqual({ kind: "environment", status: "ready", region: "us-west", error: null });
    expect(stock.names).toContain("NEW-KEY");
    expect(stock.names).not.toContain("DAILY_API_KEY");
  });

  it("makes a set for pulling images, whose credentials go in base64", async () => {
    const { platform, bodies } = watch();
    const set = { name: "hub", region: "us-west", host: "https://index.docker.io/v1/" };
    const write = [{ name: "credentials", kind: "image-pull", replaces: false } as const];
    read(await platform.change(agent, change({ write, set }), values));
    const secretValue = Buffer.from("octocat:ghp_ü").toString("base64");
    expect(bodies).toEqual([{ isImagePullSecret: true, host: set.host, secretValue, region: "us-west" }]);
    expect(read(await platform.readSecretStock(agent, "hub"))).toMatchObject({
      names: [],
      set: { kind: "image-pull", status: "pending" },
    });
  });

  it("is tried three times when the set is being changed by others, and no more", async () => {
    const { cloud, platform, made } = watch();
    cloud.world.disturbSecretSet("voice-secrets", 2);
    read(await platform.change(agent, change({ write: [key] }), values));
    cloud.world.disturbSecretSet("voice-secrets", 9);
    expect(await platform.change(agent, change({ write: [key] }), values)).toMatchObject({
      failure: { kind: "platform-refused", status: 409 },
    });
    expect(made()).toHaveLength(6);
  });

  it("is not done when an answer is missing, and is to be made again as a whole", async () => {
    const { cloud, platform } = watch();
    cloud.faults.inject({ match: "DELETE /v1/secrets", fault: { kind: "cut", when: "response" } });
    const call = change({ write: [key], remove: ["DAILY_API_KEY"] });
    expect(await platform.change(agent, call, values)).toMatchObject({
      failure: { kind: "platform-unavailable", call: { changes: true } },
    });
    cloud.faults.clear();
    read(await platform.change(agent, call, values));
  });

  it("is not called undone when it is held up in the middle", async () => {
    const { cloud, platform } = watch();
    const limited = { kind: "status", status: 429, retryAfterS: 600 } as const;
    cloud.faults.inject({ match: "DELETE /v1/secrets", fault: limited });
    const call = change({ write: [key], remove: ["DAILY_API_KEY"] });
    expect(await platform.change(agent, call, values)).toMatchObject({
      failure: { kind: "platform-unavailable" },
    });
    cloud.faults.clear();
    cloud.faults.inject({ match: "PUT /v1/secrets", fault: limited });
    expect(await platform.change(agent, call, values)).toMatchObject({
      failure: { kind: "platform-rate-limited" },
    });
  });

  it("is accepted when its second half is refused, since the first half is done: the names tell the rest", async () => {
    const { cloud, platform } = watch();
    cloud.faults.inject({ match: "DELETE /v1/secrets", fault: { kind: "status", status: 403 } });
    const call = change({ write: [added], remove: ["OPENAI_API_KEY"] });
    expect(await platform.change(agent, call, values)).toMatchObject({ ok: true });
    expect(read(await platform.readSecretStock(agent, "voice-secrets")).names).toEqual(
      expect.arrayContaining(["NEW-KEY", "OPENAI_API_KEY"]),
    );
    expect(await platform.change(agent, change({ remove: ["OPENAI_API_KEY"] }))).toMatchObject({
      failure: { kind: "platform-forbidden" },
    });
  });

  it.each([400, 404, 402])("keeps nothing of why it was refused with status %s", async (status) => {
    const quote = { error: `bad ${VALUE}`, message: VALUE, code: VALUE, err: { issues: [] } };
    const { platform } = watch(({ method }) => (method === "PUT" ? Response.json(quote, { status }) : null));
    const result = await platform.change(agent, change({ write: [key] }), values);
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toContain(VALUE);
  });

  it("calls nobody when a value is missing", async () => {
    const { platform, made } = watch();
    await expect(platform.change(agent, change({ write: [key] }))).rejects.toThrow("has no value");
    expect(made()).toEqual([]);
  });

  it("knows a set that is not there from one that cannot be read", async () => {
    const { cloud, platform } = watch();
    expect(await platform.readSecretStock(agent, "nothing-here")).toEqual({
      ok: true,
      value: { names: [], set: null },
    });
    cloud.faults.inject({ match: "/v1/secrets", fault: { kind: "status", status: 503 } });
    expect(await platform.readSecretStock(agent, "voice-secrets")).toMatchObject({
      failure: { kind: "platform-unavailable" },
    });
  });
});
