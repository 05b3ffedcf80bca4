import { describe, expect, it } from "vitest";
import { createLiveKitPlatform } from "../../../../src/platforms/livekit/livekit-platform.ts";
import { type RecordedRequest, recordFetch } from "../record-fetch.ts";
import { failedCall, now, project } from "./example-project.ts";

const open = (answer: (request: RecordedRequest) => Response) => {
  const { fetch, requests } = recordFetch(answer);
  return { platform: createLiveKitPlatform(project, { fetch, now }), requests };
};
const agent = { project: "prod", platform: "livekit", id: "CA_1", name: "support-line" } as const;

describe("LiveKit listAgents", () => {
  it("needs one call, and has the status where the list tells it", async () => {
    const { platform, requests } = open(() =>
      Response.json({
        agents: [
          {
            agent_id: "CA_1",
            agent_name: "support-line",
            version: "v2",
            deployed_at: "2026-11-19T08:00:00Z",
            agent_deployments: [
              { region: "us-east", status: "Running", replicas: 1 },
              { region: "eu-central", status: "Sleeping" },
              { region: "us-east", status: "Running" },
            ],
          },
          { agent_id: "CA_2", agent_name: "night-desk" },
        ],
      }),
    );
    const answer = await platform.listAgents();
    if (!answer.ok) throw new Error(answer.failure.kind);
    expect(answer.value).toMatchObject([
      {
        agent,
        regions: ["us-east", "eu-central"],
        version: "v2",
        deployedAt: Date.UTC(2026, 10, 19, 8),
        status: { health: "healthy" },
      },
      {
        agent: { id: "CA_2", name: "night-desk" },
        regions: [],
        version: null,
        deployedAt: null,
        status: null,
      },
    ]);
    expect(requests).toHaveLength(1);
  });

  it("asks by id for a name that the summary leaves blank, and falls back to the id", async () => {
    const { platform, requests } = open(({ body }) => {
      if (JSON.stringify(body) === "{}") {
        return Response.json({
          agents: [
            { agent_id: "CA_1" },
            { agent_id: "CA_2", agent_name: "named" },
            { agent_id: "CA_3" },
            { agent_id: "CA_4", agent_deployments: [{ agent_name: "by-region" }] },
          ],
        });
      }
      if (JSON.stringify(body).includes("CA_3")) return new Response(null, { status: 500 });
      return Response.json({ agents: [{ agent_id: "CA_1", agent_name: "found", version: "v7" }] });
    });
    const answer = await platform.listAgents();
    if (!answer.ok) throw new Error(answer.failure.kind);
    expect(answer.value.map((listed) => listed.agent.name)).toEqual(["found", "named", "CA_3", "by-region"]);
    expect(requests.map(({ body }) => JSON.stringify(body)).toSorted()).toEqual([
      '{"agent_id":"CA_1"}',
      '{"agent_id":"CA_3"}',
      "{}",
    ]);
  });

  it("spends at most ten calls on names", async () => {
    const nameless = Array.from({ length: 30 }, (_, index) => ({ agent_id: `CA_${index}` }));
    const { platform, requests } = open(() => Response.json({ agents: nameless }));
    await platform.listAgents();
    expect(requests).toHaveLength(11);
  });

  it("passes a failure on", async () => {
    const { platform } = open(() => new Response(null, { status: 401 }));
    expect(await platform.listAgents()).toEqual({
      ok: false,
      failure: { kind: "platform-unauthorized", call: failedCall("ListAgents") },
    });
  });
});

describe("LiveKit describeAgent", () => {
  it("asks for the one agent, by id", async () => {
    const { platform, requests } = open(() => Response.json({ agents: [{ agent_id: "CA_1" }] }));
    expect(await platform.describeAgent(agent)).toMatchObject({ ok: true, value: { agent } });
    expect(requests[0]?.body).toEqual({ agent_id: "CA_1" });
  });

  it.each([
    ["an empty list", { agents: [] }],
    ["another agent", { agents: [{ agent_id: "CA_2" }] }],
  ])("reads %s as an agent that is gone", async (_, answer) => {
    const { platform } = open(() => Response.json(answer));
    expect(await platform.describeAgent(agent)).toEqual({
      ok: false,
      failure: { kind: "platform-not-found", call: failedCall("ListAgents") },
    });
  });
});

describe("LiveKit versions and secrets", () => {
  it("gives versions newest first, with every mark", async () => {
    const { platform } = open(() =>
      Response.json({
        versions: [
          { version: "old", created_at: "2026-01-01T00:00:00Z", deployed_at: "0001-01-01T00:00:00Z" },
          { version: "none", created_at: null },
          {
            version: "new",
            created_at: "2026-03-01T00:00:00Z",
            deployed_at: "2026-03-02T00:00:00Z",
            current: true,
            active: true,
            draining: true,
            status: "ready",
            attributes: { git_commit: "abc" },
            owner: "x",
          },
          { version: "middle", created_at: "2026-02-01T00:00:00Z" },
        ],
      }),
    );
    const answer = await platform.listVersions(agent);
    if (!answer.ok) throw new Error(answer.failure.kind);
    expect(answer.value.map(({ version }) => version)).toEqual(["new", "middle", "old", "none"]);
    expect(answer.value[0]).toEqual({
      version: "new",
      current: true,
      active: true,
      draining: true,
      status: "ready",
      createdAt: Date.UTC(2026, 2, 1),
      deployedAt: Date.UTC(2026, 2, 2),
      attributes: { git_commit: "abc" },
    });
    expect(answer.value[2]?.deployedAt).toBeNull();
  });

  it("lists secrets without those that the platform puts in itself", async () => {
    const { platform } = open(() =>
      Response.json({
        secrets: [
          {
            name: "OPENAI_API_KEY",
            kind: "AGENT_SECRET_KIND_ENVIRONMENT",
            created_at: "2026-01-01T00:00:00Z",
            updated_at: "2026-02-01T00:00:00Z",
            deployments: ["canary"],
          },
          { name: "LIVEKIT_URL", kind: 1 },
          { name: "LIVEKIT_API_KEY", kind: 1 },
          { name: "LIVEKIT_API_SECRET", kind: 1 },
          { name: "google.json", kind: 2 },
          { name: "odd", kind: "AGENT_SECRET_KIND_UNKNOWN" },
        ],
      }),
    );
    expect(await platform.listSecrets(agent)).toEqual({
      ok: true,
      value: {
        set: null,
        secrets: [
          {
            name: "OPENAI_API_KEY",
            kind: "environment",
            createdAt: Date.UTC(2026, 0, 1),
            updatedAt: Date.UTC(2026, 1, 1),
            deployments: ["canary"],
          },
          { name: "google.json", kind: "file", createdAt: null, updatedAt: null, deployments: [] },
          { name: "odd", kind: "unknown", createdAt: null, updatedAt: null, deployments: [] },
        ],
      },
    });
  });

  it("reports an agent that is gone", async () => {
    const { platform } = open(() =>
      Response.json({ code: "internal", msg: "failed to get agent" }, { status: 500 }),
    );
    expect(await platform.listSecrets(agent)).toMatchObject({ failure: { kind: "platform-not-found" } });
    expect(await platform.listVersions(agent)).toMatchObject({ failure: { kind: "platform-not-found" } });
  });
});

describe("LiveKit dispatches", () => {
  it("puts dispatches and the look into the room behind one service", async () => {
    const { platform, requests } = open(() => Response.json({}));
    await platform.dispatches?.list("r");
    await platform.dispatches?.listParticipants("r");
    expect(requests.map(({ url }) => url.pathname)).toEqual([
      "/twirp/livekit.AgentDispatchService/ListDispatch",
      "/twirp/livekit.RoomService/ListParticipants",
    ]);
  });
});
