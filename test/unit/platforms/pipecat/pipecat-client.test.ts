import { describe, expect, it } from "vitest";
import { createPipecatClient, type PipecatClient } from "../../../../src/platforms/pipecat/pipecat-client.ts";
import { recordFetch } from "../record-fetch.ts";
import { failedCall, project } from "./example-project.ts";

const open = (answer: () => Response) => {
  const { fetch, requests } = recordFetch(answer);
  return { client: createPipecatClient(project, { fetch }), requests };
};

const WHOLE = { limit: 5, offset: 0, deploymentId: null, sessionId: null, since: null, query: null };

describe("PipecatClient", () => {
  it("sends the key and its own user agent, and no body", async () => {
    const { client, requests } = open(() => Response.json({ services: [] }));
    await client.listAgents();
    const [request] = requests;
    expect(request?.method).toBe("GET");
    expect(request?.body).toBeNull();
    expect(request?.headers.get("authorization")).toBe("Bearer sk_the-api-key");
    expect(request?.headers.get("user-agent")).toBe("Switchboard");
  });

  const routes: readonly [string, (client: PipecatClient) => Promise<unknown>][] = [
    ["/v1/agents?includeActiveDeployment=true", (client) => client.listAgents()],
    ["/v1/agents/voice-starter", (client) => client.getAgent("voice-starter")],
    ["/v1/agents/voice-starter/logs?limit=5&order=desc", (client) => client.listLogs("voice-starter", WHOLE)],
    [
      "/v1/agents/voice-starter/sessions?limit=20",
      (client) => client.sessions.list("voice-starter", "all", 20),
    ],
    [
      "/v1/agents/voice-starter/sessions?limit=20&status=active",
      (client) => client.sessions.list("voice-starter", "active", 20),
    ],
    ["/v1/agents/voice-starter/sessions/s%2F1", (client) => client.sessions.get("voice-starter", "s/1")],
    ["/v1/builds?limit=100", (client) => client.builds.list({ status: null, region: null })],
    [
      "/v1/builds?limit=100&status=failed&region=us-west",
      (client) => client.builds.list({ status: "failed", region: "us-west" }),
    ],
    ["/v1/builds/b%2F1", (client) => client.builds.describe("b/1")],
    ["/v1/builds/b1/logs?limit=10000", (client) => client.builds.readLog("b1")],
    [
      // Seconds, and one more: what they are is not documented.
      "/v1/agents/voice-starter/logs?limit=5&order=desc&offset=10&deploymentId=a%26b&sessionId=s&startTime=1699&query=%C3%A4+b",
      (client) =>
        client.listLogs("voice-starter", {
          ...WHOLE,
          offset: 10,
          deploymentId: "a&b",
          sessionId: "s",
          since: 1_700_999,
          query: "ä b",
        }),
    ],
    ["/v1/secrets", (client) => client.listSecretSets()],
    ["/v1/secrets/my.set", (client) => client.getSecretSet("my.set")],
    ["/v1/agents/a%2Fb%3Fc%23%C3%BC%24%26", (client) => client.getAgent("a/b?c#ü$&")],
    ["/v1/agents/%252e%252e", (client) => client.getAgent("%2e%2e")],
  ];
  it.each(routes)("asks %s", async (route, ask) => {
    const { client, requests } = open(() => Response.json({}));
    await ask(client);
    const [request] = requests;
    expect(`${request?.url.pathname}${request?.url.search}`).toBe(route);
  });

  it.each(["", ".", "..", "\ud800"])(
    "asks nobody about %j, which would lead to another route",
    async (name) => {
      const { client, requests } = open(() => Response.json({}));
      expect(await client.getAgent(name)).toEqual({
        ok: false,
        failure: { kind: "platform-not-found", call: failedCall("/agents/{name}") },
      });
      expect(requests).toEqual([]);
    },
  );

  const failures: readonly [string, () => Response, object][] = [
    [
      "401",
      () => Response.json({ error: "Unauthorized", code: "UNAUTHORIZED" }, { status: 401 }),
      { kind: "platform-unauthorized" },
    ],
    [
      "404",
      () => Response.json({ error: "Not found", code: "NOT_FOUND" }, { status: 404 }),
      { kind: "platform-not-found" },
    ],
    [
      "402",
      () =>
        Response.json(
          { error: "Spend limit reached", code: "SPEND_LIMIT_REACHED", limitCents: 5000 },
          { status: 402 },
        ),
      {
        kind: "platform-refused",
        status: 402,
        message: "Spend limit reached: SPEND_LIMIT_REACHED, limit $50.00",
      },
    ],
    [
      "429 in its other shape",
      () => Response.json({ status: 429, code: "429", message: "Rate limit exceeded." }, { status: 429 }),
      { kind: "platform-rate-limited", retryAfterMs: null },
    ],
    [
      "502",
      () => new Response("Bad gateway", { status: 502 }),
      { kind: "platform-unavailable", cause: "server-error" },
    ],
    [
      "an answer without a name",
      () => Response.json({ ready: true }),
      { kind: "platform-unreadable", path: "name" },
    ],
    [
      "a field of another type",
      () => Response.json({ name: "x", currentRevision: { health: { restartCount: "4" } } }),
      { kind: "platform-unreadable", path: "currentRevision.health.restartCount" },
    ],
  ];
  it.each(failures)("reports %s without the key", async (_, answer, failure) => {
    const { client } = open(answer);
    const result = await client.getAgent("voice-starter");
    expect(result).toEqual({ ok: false, failure: { ...failure, call: failedCall("/agents/{name}") } });
    expect(JSON.stringify(result)).not.toContain("sk_");
  });

  it("does not take another document for an empty list", async () => {
    const { client } = open(() => Response.json({ unexpected: [] }));
    const results = [
      await client.listAgents(),
      await client.listSecretSets(),
      await client.sessions.list("voice-starter", "all", 1),
      await client.listLogs("voice-starter", WHOLE),
    ];
    expect(results.map((result) => (result.ok ? null : result.failure))).toEqual([
      { kind: "platform-unreadable", call: failedCall("/agents"), path: "services" },
      { kind: "platform-unreadable", call: failedCall("/secrets"), path: "sets" },
      { kind: "platform-unreadable", call: failedCall("/agents/{name}/sessions"), path: "sessions" },
      { kind: "platform-unreadable", call: failedCall("/agents/{name}/logs"), path: "logs" },
    ]);
  });
});
