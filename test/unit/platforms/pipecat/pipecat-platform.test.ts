import { describe, expect, it } from "vitest";
import { createPipecatPlatform } from "../../../../src/platforms/pipecat/pipecat-platform.ts";
import { type RecordedRequest, recordFetch } from "../record-fetch.ts";
import { agent, failedCall, project } from "./example-project.ts";

const open = (answer: (request: RecordedRequest) => Response) => {
  const { fetch, requests } = recordFetch(answer);
  return { platform: createPipecatPlatform(project, { fetch }), requests };
};
const notFound = () => Response.json({ error: "Not found", code: "NOT_FOUND" }, { status: 404 });

describe("Pipecat listAgents", () => {
  it("needs one call, leaves out what is deleted, and knows a deployment by its image or build", async () => {
    const deployment = (spec: object, more = {}) => ({
      createdAt: "2026-11-01T00:00:00Z",
      manifest: { spec },
      ...more,
    });
    const { platform, requests } = open(() =>
      Response.json({
        services: [
          {
            name: "voice-starter",
            region: "us-west",
            deployment: deployment({ image: "registry.example.com:5000/team/voice:1.4" }),
          },
          { name: "from-build", deployment: deployment({}, { buildId: "b-1" }) },
          { name: "gone", deletedAt: "2026-11-02T00:00:00Z" },
          { name: "bare", deletedAt: null, deployment: null },
        ],
      }),
    );
    expect(await platform.listAgents()).toEqual({
      ok: true,
      value: [
        {
          agent,
          status: null,
          regions: ["us-west"],
          version: "voice:1.4",
          deployedAt: Date.UTC(2026, 10, 1),
        },
        {
          agent: { ...agent, id: "from-build", name: "from-build" },
          status: null,
          regions: [],
          version: "b-1",
          deployedAt: Date.UTC(2026, 10, 1),
        },
        {
          agent: { ...agent, id: "bare", name: "bare" },
          status: null,
          regions: [],
          version: null,
          deployedAt: null,
        },
      ],
    });
    expect(requests).toHaveLength(1);
  });
});

describe("Pipecat describeAgent", () => {
  it("asks for the one agent", async () => {
    const { platform, requests } = open(() => Response.json({ name: "voice-starter", ready: true }));
    expect(await platform.describeAgent(agent)).toMatchObject({
      ok: true,
      value: { agent, health: "healthy" },
    });
    expect(requests.map(({ url }) => url.pathname)).toEqual(["/v1/agents/voice-starter"]);
  });

  it("reports an agent that is gone", async () => {
    const { platform } = open(notFound);
    expect(await platform.describeAgent(agent)).toEqual({
      ok: false,
      failure: { kind: "platform-not-found", call: failedCall("/agents/{name}") },
    });
  });
});

describe("Pipecat listSecrets", () => {
  const withSets = (set: string | null, pull: string | null) => ({
    name: "voice-starter",
    deployment: {
      manifest: { spec: { envFromSecretNames: set === null ? [] : [set], imagePullSecretName: pull } },
    },
  });
  const secret = (name: string, kind: string) => ({
    name,
    kind,
    createdAt: null,
    updatedAt: null,
    deployments: [],
  });

  it("names the keys of the agent's set, and its image pull secret", async () => {
    const { platform, requests } = open(({ url }) => {
      if (url.pathname === "/v1/agents/voice-starter")
        return Response.json(withSets("voice-secrets", "registry"));
      if (url.pathname === "/v1/secrets/voice-secrets") {
        return Response.json({
          region: "us-west",
          status: "failed",
          errorMessage: "too big",
          secrets: [{ fieldName: "OPENAI_API_KEY" }, { fieldName: "B" }],
        });
      }
      return Response.json({
        sets: [
          { name: "registry", type: "imagePullSecret", region: "us-west", status: "ready" },
          { name: "other", type: "secret" },
        ],
      });
    });
    expect(await platform.listSecrets(agent)).toEqual({
      ok: true,
      value: {
        secrets: [
          secret("OPENAI_API_KEY", "environment"),
          secret("B", "environment"),
          secret("registry", "image-pull"),
        ],
        set: { name: "voice-secrets", status: "failed", region: "us-west", error: "too big" },
      },
    });
    expect(requests.map(({ url }) => url.pathname).toSorted()).toEqual([
      "/v1/agents/voice-starter",
      "/v1/secrets",
      "/v1/secrets/voice-secrets",
    ]);
  });

  it("asks no further where the agent has no set", async () => {
    const { platform, requests } = open(() => Response.json(withSets(null, null)));
    expect(await platform.listSecrets(agent)).toEqual({ ok: true, value: { secrets: [], set: null } });
    expect(requests).toHaveLength(1);
  });

  it("shows a set that is missing as such", async () => {
    const { platform } = open(({ url }) =>
      url.pathname.startsWith("/v1/secrets/") ? notFound() : Response.json(withSets("lost", null)),
    );
    expect(await platform.listSecrets(agent)).toEqual({
      ok: true,
      value: { secrets: [], set: { name: "lost", status: "missing", region: null, error: null } },
    });
  });

  it("does not claim an image pull secret that is not there", async () => {
    const { platform } = open(({ url }) =>
      url.pathname === "/v1/secrets"
        ? Response.json({
            sets: [
              { name: "registry", type: "secret" },
              { name: "x", type: "imagePullSecret" },
            ],
          })
        : Response.json(withSets(null, "registry")),
    );
    expect(await platform.listSecrets(agent)).toEqual({ ok: true, value: { secrets: [], set: null } });
  });

  it.each([
    ["/v1/agents/voice-starter", "/agents/{name}"],
    ["/v1/secrets/voice-secrets", "/secrets/{name}"],
    ["/v1/secrets", "/secrets"],
  ])("passes a failure of %s on", async (broken, route) => {
    const { platform } = open(({ url }) => {
      if (url.pathname === broken) return new Response(null, { status: 403 });
      if (url.pathname === "/v1/secrets") return Response.json({ sets: [] });
      return Response.json(withSets("voice-secrets", "registry"));
    });
    expect(await platform.listSecrets(agent)).toEqual({
      ok: false,
      failure: { kind: "platform-forbidden", call: failedCall(route) },
    });
  });
});

describe("Pipecat listSessions", () => {
  it("gives the newest first, with the count of all", async () => {
    const { platform, requests } = open(() =>
      Response.json({
        total_count: 79,
        sessions: [
          {
            sessionId: "s1",
            createdAt: "2026-11-22T09:00:00Z",
            endedAt: "2026-11-22T09:05:00Z",
            completionStatus: 200,
          },
          {
            sessionId: "s2",
            createdAt: "2026-11-22T09:30:00Z",
            endedAt: null,
            deploymentId: "d1",
            coldStart: true,
            botStartSeconds: 1.5,
            completionStatus: "HTTP_COMPLETED",
            serviceId: "x",
          },
        ],
      }),
    );
    expect(await platform.listSessions(agent, { status: "active", room: null })).toEqual({
      ok: true,
      value: {
        total: 79,
        sessions: [
          {
            id: "s2",
            deploymentId: "d1",
            startedAt: Date.UTC(2026, 10, 22, 9, 30),
            endedAt: null,
            coldStart: true,
            botStartSeconds: 1.5,
            completionStatus: "HTTP_COMPLETED",
            room: null,
          },
          {
            id: "s1",
            deploymentId: null,
            startedAt: Date.UTC(2026, 10, 22, 9),
            endedAt: Date.UTC(2026, 10, 22, 9, 5),
            coldStart: null,
            botStartSeconds: null,
            completionStatus: "200",
            room: null,
          },
        ],
        unreadRooms: 0,
        untoldRooms: 0,
        namesakes: [],
      },
    });
    expect(requests[0]?.url.search).toBe("?limit=100&status=active");
  });

  it("counts what it got where the platform does not count", async () => {
    const { platform } = open(() => Response.json({ sessions: [{ sessionId: "s1" }] }));
    expect(await platform.listSessions(agent, { status: "active", room: null })).toMatchObject({
      value: { total: 1 },
    });
  });
});

describe("Pipecat countLiveSessions", () => {
  it.each([
    [{ activeSessionCount: 2 }, 2],
    [{ activeSessionCount: 0 }, 0],
    [{}, null],
  ])("gives the count of %j, which is %j", async (answer, count) => {
    const { platform, requests } = open(() => Response.json({ name: "voice-starter", ...answer }));
    expect(await platform.countLiveSessions(agent)).toEqual({ ok: true, value: count });
    expect(requests).toHaveLength(1);
  });

  it("reports an agent that is gone", async () => {
    const { platform } = open(notFound);
    expect(await platform.countLiveSessions(agent)).toMatchObject({
      failure: { kind: "platform-not-found" },
    });
  });
});

describe("what Pipecat does not offer", () => {
  it("says why there are no versions, and has no dispatches", async () => {
    const { platform, requests } = open(() => new Response());
    expect(await platform.listVersions(agent)).toMatchObject({
      failure: { kind: "not-offered", verb: "versions", service: "Pipecat Cloud" },
    });
    expect(platform.dispatches).toBeNull();
    expect(requests).toEqual([]);
  });
});
