/** Secrets of a LiveKit agent, from the platform's port to the state of the simulated cloud, and what becomes of values. */
import { describe, expect, it } from "vitest";
import { createLiveKitCloud } from "../../sim/livekit/livekit-cloud.ts";
import { startingProjects } from "../../sim/livekit/starting-projects.ts";
import type { SecretsChange } from "../../src/platforms/change.ts";
import { createLiveKitPlatform } from "../../src/platforms/livekit/livekit-platform.ts";

const START = Date.UTC(2026, 10, 22, 12);
const agent = { project: "prod", platform: "livekit", id: "CA_p7KxQ2mVw9Ld", name: "support-line" } as const;
const VALUE = "sk-live-ü/+?";
const BASE64 = Buffer.from(VALUE).toString("base64");

function start(answer?: Response) {
  const cloud = createLiveKitCloud({
    now: () => START,
    delay: async () => {},
    projects: startingProjects(START),
  });
  const bodies: unknown[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    if (!request.url.endsWith("/UpdateAgentSecrets")) return await cloud.fetch(request);
    bodies.push(await request.clone().json());
    return answer ?? (await cloud.fetch(request));
  };
  const keys = { apiKey: "devkey", apiSecret: "secret", url: "wss://prod.livekit.cloud", agentsUrl: null };
  const platform = createLiveKitPlatform(
    { platform: "livekit", name: "prod", ...keys },
    { fetch, now: () => START },
  );
  return { cloud, bodies, platform };
}

const change = (more: Partial<SecretsChange>) =>
  ({ kind: "secrets", write: [], remove: [], overwrite: false, set: null, ...more }) as const;
const key = { name: "OPENAI_API_KEY", kind: "environment", replaces: true } as const;
const file = { name: "key.json", kind: "file", replaces: false } as const;

describe("a change of the secrets of a LiveKit agent", () => {
  it("sends bytes in base64 with their kinds, and names that go", async () => {
    const { bodies, platform } = start();
    const values = new Map([
      ["OPENAI_API_KEY", VALUE],
      ["key.json", "{}\n"],
    ]);
    const call = change({ write: [key, file], remove: ["DEEPGRAM_API_KEY"] });
    expect(await platform.change(agent, call, values)).toEqual({
      ok: true,
      value: { deploymentId: null, warning: null },
    });
    expect(bodies).toEqual([
      {
        agent_id: agent.id,
        overwrite: false,
        secrets: [
          { name: "OPENAI_API_KEY", kind: "AGENT_SECRET_KIND_ENVIRONMENT", value: BASE64 },
          { name: "key.json", kind: "AGENT_SECRET_KIND_FILE", value: btoa("{}\n") },
        ],
        remove: ["DEEPGRAM_API_KEY"],
      },
    ]);
    expect(await platform.readSecretStock(agent, null)).toEqual({
      ok: true,
      value: { names: ["google-credentials.json", "OPENAI_API_KEY", "key.json"], set: null },
    });
  });

  it("leaves it to the platform what goes when all else is written over", async () => {
    const { bodies, platform } = start();
    const call = change({ write: [key], remove: ["DEEPGRAM_API_KEY"], overwrite: true });
    await platform.change(agent, call, new Map([["OPENAI_API_KEY", VALUE]]));
    expect(bodies).toMatchObject([{ overwrite: true, remove: [] }]);
    expect(await platform.readSecretStock(agent, null)).toMatchObject({
      value: { names: ["OPENAI_API_KEY"] },
    });
  });

  it("restarts the agent by itself", async () => {
    const { platform } = start();
    await platform.change(agent, change({ write: [key] }), new Map([["OPENAI_API_KEY", VALUE]]));
    expect(await platform.describeAgent(agent)).toMatchObject({
      value: { regions: [{ status: "Scheduling" }, { status: "Sleeping" }] },
    });
  });

  it("calls nobody when a value is missing", async () => {
    const { bodies, platform } = start();
    await expect(platform.change(agent, change({ write: [key] }))).rejects.toThrow("has no value");
    await expect(
      platform.change(agent, change({ write: [key] }), new Map([["OPENAI_API_KEY", ""]])),
    ).rejects.toThrow("has no value");
    expect(bodies).toEqual([]);
  });

  it.each([
    [400, { code: "invalid_argument", msg: `bad value ${VALUE}` }],
    [200, { success: false, message: `bad value ${VALUE}` }],
    [404, { code: "bad_route", msg: VALUE }],
  ])("keeps nothing of why it was refused with status %s", async (status, body) => {
    const { platform } = start(Response.json(body, { status }));
    const result = await platform.change(
      agent,
      change({ write: [key] }),
      new Map([["OPENAI_API_KEY", VALUE]]),
    );
    expect(result).toMatchObject({
      failure: { kind: "platform-refused", status, message: "(not kept: it may quote a secret)" },
    });
    expect(JSON.stringify(result)).not.toContain(VALUE);
  });

  it("finds no agent that is not there", async () => {
    const { platform } = start();
    const gone = { ...agent, id: "CA_nobody" };
    expect(
      await platform.change(gone, change({ write: [key] }), new Map([["OPENAI_API_KEY", VALUE]])),
    ).toMatchObject({ failure: { kind: "platform-not-found", call: { changes: true } } });
  });
});
