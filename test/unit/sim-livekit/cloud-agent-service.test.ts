import { beforeEach, describe, expect, it } from "vitest";
import { createFixture, START } from "./cloud-fixture.ts";

let fixture: ReturnType<typeof createFixture>;
beforeEach(() => {
  fixture = createFixture();
});

const SUPPORT_LINE = "CA_p7KxQ2mVw9Ld";

describe("ListAgents", () => {
  it("lists the agents of the project with their deployments", async () => {
    expect((await fixture.agents("ListAgents")).body).toMatchObject({
      agents: [
        {
          agent_name: "support-line",
          agent_deployments: [
            { region: "us-east", status: "Running" },
            { region: "eu-central", status: "Sleeping" },
          ],
        },
        { agent_name: "night-desk", agent_deployments: [{ status: "Sleeping" }] },
        { agent_name: "crashy", agent_deployments: [{ status: "CrashLoop" }] },
      ],
    });
  });

  it("answers every field of an agent, unset ones too", async () => {
    const { body } = await fixture.agents("ListAgents", { agent_id: SUPPORT_LINE });
    expect(body).toEqual({
      agents: [
        {
          agent_id: SUPPORT_LINE,
          agent_name: "support-line",
          version: "20260930100000",
          secrets: [],
          deployed_at: "2026-09-30T10:04:00Z",
          agent_deployments: [
            {
              region: "us-east",
              agent_id: SUPPORT_LINE,
              status: "Running",
              replicas: 2,
              min_replicas: 1,
              max_replicas: 4,
              cpu_req: "1000m",
              cur_cpu: expect.stringMatching(/^\d+m$/),
              cur_mem: expect.stringMatching(/^\d+Mi$/),
              mem_req: "2Gi",
              mem_limit: "4Gi",
              cpu_limit: "2000m",
              server_region: "osbxash1a",
              events: [],
              deployment: "",
              version: "20260930100000",
              agent_name: "support-line",
              deployment_enabled: true,
              last_scraped_at: "2026-10-01T12:00:00Z",
            },
            expect.objectContaining({
              region: "eu-central",
              replicas: 0,
              min_replicas: 0,
              max_replicas: 2,
              cur_cpu: "0m",
              last_scraped_at: "2026-10-01T09:00:00Z",
            }),
          ],
        },
      ],
    });
  });

  it("filters by name, also in camelCase", async () => {
    const { body } = await fixture.agents("ListAgents", { agentName: "night-desk" });
    expect(body).toMatchObject({ agents: [{ agent_id: "CA_n4TzH8bRc3Ys" }] });
  });

  it("answers an unknown id with an empty list", async () => {
    expect(await fixture.agents("ListAgents", { agent_id: "CA_nobody" })).toEqual({
      status: 200,
      body: { agents: [] },
    });
  });

  it("may leave a name blank in the summary, and tells it when asked for the agent", async () => {
    fixture = createFixture({ blankNamesInSummary: [SUPPORT_LINE] });
    const summary = await fixture.agents("ListAgents");
    expect(summary.body).toMatchObject({
      agents: [
        { agent_id: SUPPORT_LINE, agent_name: "", agent_deployments: [{ agent_name: "" }, {}] },
        { agent_name: "night-desk" },
        { agent_name: "crashy" },
      ],
    });
    const one = await fixture.agents("ListAgents", { agent_id: SUPPORT_LINE });
    expect(one.body).toMatchObject({ agents: [{ agent_name: "support-line" }] });
  });

  it("counts the crashes of an agent in a crash loop as time passes", async () => {
    const event = async () => (await fixture.agents("ListAgents", { agent_name: "crashy" })).body;
    const type = "AGENT_EVENT_TYPE_APPLICATION_CRASHED";
    expect(await event()).toMatchObject({
      agents: [{ agent_deployments: [{ events: [{ type, count: 8, timestamp: "2026-10-01T11:57:00Z" }] }] }],
    });
    fixture.advance(600);
    expect(await event()).toMatchObject({
      agents: [{ agent_deployments: [{ events: [{ count: 10, timestamp: "2026-10-01T12:07:00Z" }] }] }],
    });
  });

  it("measures a running agent every half minute, and no longer once it sleeps", async () => {
    const seenAt = async () => {
      const { body } = await fixture.agents("ListAgents", { agent_id: SUPPORT_LINE });
      return JSON.stringify(body).match(/"last_scraped_at":"([^"]+)"/)?.[1];
    };
    fixture.advance(95);
    expect(await seenAt()).toBe("2026-10-01T12:01:30Z");
    fixture.cloud.world.sleep({ project: "prod", agent: "support-line", region: "us-east" });
    fixture.advance(300);
    expect(await seenAt()).toBe("2026-10-01T12:01:35Z");
  });

  it("uses more while a job runs", async () => {
    const millicores = async () => {
      const { body } = await fixture.agents("ListAgents", { agent_id: SUPPORT_LINE });
      return Number(JSON.stringify(body).match(/"cur_cpu":"(\d+)m"/)?.[1]);
    };
    const idle = await millicores();
    await fixture.dispatch("support-line", "room-1");
    fixture.advance(2);
    expect(await millicores()).toBe(idle + 180);
  });

  it("shows no version and Go's zero time for an agent that was never deployed", async () => {
    const versions = [{ version: "v1", createdAt: START, deployedAt: null, attributes: {} }];
    const agent = { id: "CA_new", name: "new", versions, secrets: [], deployments: [] };
    const project = { name: "prod", apiKey: "devkey", apiSecret: "secret", agents: [agent] };
    fixture = createFixture({ projects: [project] });
    expect((await fixture.agents("ListAgents")).body).toMatchObject({
      agents: [{ version: "--", deployed_at: "0001-01-01T00:00:00Z", agent_deployments: [] }],
    });
    expect((await fixture.agents("ListAgentVersions", { agent_id: "CA_new" })).body).toMatchObject({
      versions: [{ version: "v1", current: false, deployed_at: "0001-01-01T00:00:00Z" }],
    });
  });
});

describe("ListAgentVersions", () => {
  it("lists four versions of support-line, the newest of them current", async () => {
    const { body } = await fixture.agents("ListAgentVersions", { agent_id: SUPPORT_LINE });
    expect(body).toMatchObject({
      versions: [
        { version: "20260930100000", current: true, active: true },
        { version: "20260926120000", current: false, active: false },
        { version: "20260919120000", current: false },
        { version: "20260831120000", current: false },
      ],
    });
    expect(body).toHaveProperty("versions[0]", {
      version: "20260930100000",
      current: true,
      created_at: "2026-09-30T10:00:00Z",
      deployed_at: "2026-09-30T10:04:00Z",
      attributes: { git_commit: "9c1f04e", git_branch: "main" },
      status: "Running",
      owner: "",
      draining: false,
      active: true,
    });
  });
});

describe("ListAgentSecrets", () => {
  it("lists names, kinds and times, and never a value", async () => {
    const { body } = await fixture.agents("ListAgentSecrets", { agent_name: "support-line" });
    expect(body).toMatchObject({
      secrets: [
        { name: "OPENAI_API_KEY", value: "", kind: "AGENT_SECRET_KIND_ENVIRONMENT" },
        { name: "DEEPGRAM_API_KEY", value: "", kind: "AGENT_SECRET_KIND_ENVIRONMENT" },
        {
          name: "google-credentials.json",
          value: "",
          kind: "AGENT_SECRET_KIND_FILE",
          created_at: "2026-09-19T12:00:00Z",
          updated_at: "2026-09-30T10:00:00Z",
          deployments: [],
        },
      ],
    });
  });
});

describe.each(["ListAgentSecrets", "ListAgentVersions"])("%s", (method) => {
  it("answers a missing agent with an internal error", async () => {
    expect(await fixture.agents(method, { agent_id: "CA_nobody" })).toEqual({
      status: 500,
      body: { code: "internal", msg: "failed to get agent" },
    });
  });
});

describe("GetClientSettings", () => {
  it("lists the settings that the CLI reads", async () => {
    expect((await fixture.agents("GetClientSettings")).body).toMatchObject({
      params: expect.arrayContaining([
        { name: "available_regions", value: expect.stringContaining("us-east") },
        { name: "python-min-sdk-version", value: expect.any(String) },
      ]),
    });
  });
});
