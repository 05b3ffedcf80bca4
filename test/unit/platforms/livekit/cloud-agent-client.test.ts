import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { createCloudAgentClient } from "../../../../src/platforms/livekit/cloud-agent-client.ts";
import { recordFetch } from "../record-fetch.ts";
import { failedCall, NOW_MS, now, project } from "./example-project.ts";

const open = (answer: () => Response) => {
  const { fetch, requests } = recordFetch(answer);
  return { client: createCloudAgentClient(project, { fetch, now }), requests };
};
const twirpError = (status: number, code: string, msg: string) => () =>
  Response.json({ code, msg }, { status });

describe("CloudAgentClient", () => {
  it("asks the agents host with a token for the agents API and the header that it demands", async () => {
    const { client, requests } = open(() => Response.json({ agents: [] }));
    await client.listAgents();
    const [request] = requests;
    expect(request?.method).toBe("POST");
    expect(request?.url.href).toBe("https://agents.livekit.cloud/twirp/livekit.CloudAgent/ListAgents");
    expect(request?.headers.get("x-livekit-cli-version")).toBe("2.18.6");
    expect(request?.headers.get("user-agent")).toBe("Switchboard");
    const token = request?.headers.get("authorization")?.replace("Bearer ", "") ?? "";
    expect(decodeJwt(token)).toEqual({
      iss: "devkey",
      nbf: NOW_MS / 1000 - 10,
      exp: NOW_MS / 1000 + 290,
      agent: { admin: true },
    });
  });

  it("sends what each procedure wants", async () => {
    const { client, requests } = open(() => Response.json({}));
    await client.listAgents();
    await client.listAgents("CA_1");
    await client.listVersions("CA_1");
    await client.listSecrets("CA_1");
    await client.getClientSettings();
    expect(requests.map(({ url, body }) => [url.pathname.split("/").at(-1), body])).toEqual([
      ["ListAgents", {}],
      ["ListAgents", { agent_id: "CA_1" }],
      ["ListAgentVersions", { agent_id: "CA_1" }],
      ["ListAgentSecrets", { agent_id: "CA_1" }],
      ["GetClientSettings", {}],
    ]);
  });

  it("reads agents in snake_case and camelCase alike", async () => {
    const snake = open(() =>
      Response.json({
        agents: [{ agent_id: "CA_1", agent_deployments: [{ server_region: "osb", cur_cpu: "1m" }] }],
      }),
    );
    const camel = open(() =>
      Response.json({
        agents: [{ agentId: "CA_1", agentDeployments: [{ serverRegion: "osb", curCpu: "1m" }] }],
      }),
    );
    const answer = await snake.client.listAgents();
    expect(answer).toMatchObject({
      ok: true,
      value: [
        {
          agentId: "CA_1",
          agentName: "",
          agentDeployments: [{ serverRegion: "osb", curCpu: "1m", replicas: 0 }],
        },
      ],
    });
    expect(await camel.client.listAgents()).toEqual(answer);
  });

  it("reads client settings by name", async () => {
    const { client } = open(() =>
      Response.json({ params: [{ name: "available_regions", value: "us-east,eu" }] }),
    );
    expect(await client.getClientSettings()).toEqual({
      ok: true,
      value: new Map([["available_regions", "us-east,eu"]]),
    });
  });

  it("never reads the value of a secret", async () => {
    const { client } = open(() =>
      Response.json({ secrets: [{ name: "OPENAI_API_KEY", value: "c2stMQ==" }] }),
    );
    expect(JSON.stringify(await client.listSecrets("CA_1"))).not.toContain("c2stMQ");
  });

  const failures: readonly [string, () => Response, object][] = [
    [
      "a missing agent that comes as internal",
      twirpError(500, "internal", "failed to get agent"),
      { kind: "platform-not-found" },
    ],
    [
      "the same in other words",
      twirpError(500, "internal", "The agent could not be found. Please check the agent ID and try again."),
      { kind: "platform-not-found" },
    ],
    [
      "such a text under another code",
      twirpError(503, "unavailable", "failed to get agent: no database"),
      { kind: "platform-unavailable", cause: "server-error" },
    ],
    ["not_found", twirpError(404, "not_found", "no such agent"), { kind: "platform-not-found" }],
    [
      "another internal error",
      twirpError(500, "internal", "boom"),
      { kind: "platform-unavailable", cause: "server-error" },
    ],
    [
      "bad_route",
      twirpError(404, "bad_route", "no handler"),
      { kind: "platform-refused", status: 404, message: "no handler" },
    ],
    [
      "a page that is no API",
      () => new Response("OK"),
      { kind: "platform-unreadable", path: "content-type" },
    ],
    [
      "somebody else's JSON",
      () => Response.json({ unexpected: [1] }),
      { kind: "platform-unreadable", path: "body" },
    ],
    [
      "an agent without an id",
      () => Response.json({ agents: [{ agent_name: "x" }] }),
      { kind: "platform-unreadable", path: "agents[0].agentId" },
    ],
    [
      "a 200 without success",
      () => Response.json({ success: false, message: "not now" }),
      { kind: "platform-refused", status: 200, message: "not now" },
    ],
    [
      "malformed",
      twirpError(400, "malformed", "livekit-cli version header is required"),
      { kind: "platform-refused", status: 400, message: "livekit-cli version header is required" },
    ],
    [
      "unauthenticated",
      twirpError(401, "unauthenticated", "permissions denied"),
      { kind: "platform-unauthorized" },
    ],
    ["permission_denied", twirpError(403, "permission_denied", "no"), { kind: "platform-forbidden" }],
    [
      "resource_exhausted",
      twirpError(429, "resource_exhausted", "slow down"),
      { kind: "platform-rate-limited", retryAfterMs: null },
    ],
    [
      "unavailable",
      twirpError(503, "unavailable", "no"),
      { kind: "platform-unavailable", cause: "server-error" },
    ],
  ];
  it.each(failures)("reports %s", async (_, answer, failure) => {
    const { client } = open(answer);
    const result = await client.listAgents("CA_1");
    expect(result).toEqual({ ok: false, failure: { ...failure, call: failedCall("ListAgents") } });
    expect(JSON.stringify(result)).not.toContain(project.apiSecret);
  });

  it("names the procedure that failed", async () => {
    const { client } = open(() => new Response(null, { status: 401 }));
    const answers = [
      await client.listVersions("x"),
      await client.listSecrets("x"),
      await client.getClientSettings(),
    ];
    expect(answers.map((answer) => (answer.ok ? null : answer.failure))).toEqual(
      ["ListAgentVersions", "ListAgentSecrets", "GetClientSettings"].map((endpoint) => ({
        kind: "platform-unauthorized",
        call: failedCall(endpoint),
      })),
    );
  });
});
