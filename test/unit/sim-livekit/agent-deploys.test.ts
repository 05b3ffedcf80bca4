import { beforeEach, describe, expect, it } from "vitest";
import { sourceArchive } from "../../support/source-archive.ts";
import { createFixture } from "./cloud-fixture.ts";
import { createSourceFixture } from "./source-fixture.ts";

let fixture: ReturnType<typeof createFixture>;
let source: ReturnType<typeof createSourceFixture>;
beforeEach(() => {
  fixture = createFixture();
  source = createSourceFixture(fixture);
});

const SUPPORT_LINE = "CA_p7KxQ2mVw9Ld";
const VALUE = btoa("sk-very-secret");
const agent = (agentId = SUPPORT_LINE) => fixture.project().agents.find(({ id }) => id === agentId);
const secretNames = (agentId = SUPPORT_LINE) => agent(agentId)?.secrets.map(({ name }) => name);
const environment = (name: string) => ({ name, value: VALUE, kind: "AGENT_SECRET_KIND_ENVIRONMENT" });

describe("CreateAgent", () => {
  it("makes an agent without a version, in its region", async () => {
    const { status, body } = await fixture.agents("CreateAgent", { regions: ["eu-central"] });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      agent_id: expect.stringMatching(/^CA_\d{12}$/),
      status: "Setting Up",
      version: "",
      presigned_url: "",
      tag: "20261001120000",
      server_regions: ["osbxfra1a"],
      presigned_post_request: { url: "http://localhost:8792/upload" },
    });
    const { agent_id: agentId } = await source.create();
    expect((await fixture.agents("ListAgents", { agent_id: agentId })).body).toMatchObject({
      agents: [
        {
          version: "--",
          deployed_at: "0001-01-01T00:00:00Z",
          agent_deployments: [
            { region: "us-east", status: "Setting Up", replicas: 0, last_scraped_at: null },
          ],
        },
      ],
    });
  });

  it("runs it once it is built, and lets it sleep when it has nothing to do", async () => {
    const { agent_id: agentId, presigned_post_request: upload } = await source.create();
    await source.upload(upload, await sourceArchive({ Dockerfile: "FROM scratch" }));
    await (await source.build(`agent_id=${agentId}`)).text();
    fixture.advance(30);
    expect(agent(agentId)).toMatchObject({
      versions: [{ version: "20261001120000", current: true, active: true }],
      deployments: [{ status: "Running", replicas: 1, version: "20261001120000" }],
    });
    fixture.advance(300);
    expect(agent(agentId)?.deployments).toMatchObject([{ status: "Sleeping", replicas: 0 }]);
  });

  it("is found by its id alone while it has no name", async () => {
    const { agent_id: agentId } = await source.create();
    expect((await fixture.agents("ListAgentVersions", { agent_id: agentId })).status).toBe(200);
    expect((await fixture.agents("ListAgentVersions", {})).body).toMatchObject({ code: "internal" });
  });

  it.each([
    ["two regions", ["us-east", "eu-central"], "only one region can be given"],
    ["a region that is not there", ["mars"], 'region "mars" is not available'],
  ])("refuses %s", async (_, regions, msg) => {
    expect(await fixture.agents("CreateAgent", { regions })).toEqual({
      status: 400,
      body: { code: "invalid_argument", msg },
    });
    expect(fixture.project().agents).toHaveLength(3);
  });
});

describe("secrets", () => {
  it("are kept by name, and their values nowhere", async () => {
    const { agent_id: agentId } = await source.create({ secrets: [environment("OPENAI_API_KEY")] });
    expect(agent(agentId)?.secrets).toEqual([
      {
        name: "OPENAI_API_KEY",
        kind: "AGENT_SECRET_KIND_ENVIRONMENT",
        createdAt: fixture.now(),
        updatedAt: fixture.now(),
        deployments: [],
      },
    ]);
    expect(JSON.stringify([fixture.cloud.snapshot(), fixture.cloud.calls.list()])).not.toContain(VALUE);
  });

  it("are merged, and the agent is restarted", async () => {
    const before = agent()?.secrets[0];
    fixture.advance(10);
    const { body } = await fixture.agents("UpdateAgentSecrets", {
      agent_id: SUPPORT_LINE,
      secrets: [environment("OPENAI_API_KEY"), environment("RIME_API_KEY")],
    });
    expect(body).toEqual({ success: true, message: "" });
    expect(secretNames()).toEqual([
      "DEEPGRAM_API_KEY",
      "google-credentials.json",
      "OPENAI_API_KEY",
      "RIME_API_KEY",
    ]);
    expect(agent()?.secrets[2]).toMatchObject({ createdAt: before?.createdAt, updatedAt: fixture.now() });
    expect(agent()?.deployments[0]).toMatchObject({ status: "Scheduling" });
    fixture.advance(10);
    expect(agent()?.deployments[0]).toMatchObject({ status: "Running" });
  });

  it("all give way to the new ones when that is wanted", async () => {
    const secrets = [environment("RIME_API_KEY")];
    await fixture.agents("UpdateAgentSecrets", { agent_id: SUPPORT_LINE, secrets, overwrite: true });
    expect(secretNames()).toEqual(["RIME_API_KEY"]);
  });

  it("are removed by name", async () => {
    const remove = ["OPENAI_API_KEY", "NEVER_THERE"];
    await fixture.agents("UpdateAgentSecrets", { agent_id: SUPPORT_LINE, remove });
    expect(secretNames()).toEqual(["DEEPGRAM_API_KEY", "google-credentials.json"]);
  });

  it("are no values unless they are base64", async () => {
    const secrets = [{ name: "RIME_API_KEY", value: "no base64!" }];
    const { body } = await fixture.agents("UpdateAgentSecrets", { agent_id: SUPPORT_LINE, secrets });
    expect(body).toEqual({ code: "malformed", msg: "the json request could not be decoded" });
  });

  it("of an agent that is being deleted stay as they are", async () => {
    await fixture.agents("DeleteAgent", { agent_id: SUPPORT_LINE });
    const { body } = await fixture.agents("UpdateAgentSecrets", { agent_id: SUPPORT_LINE, overwrite: true });
    expect(body).toEqual({ success: false, message: "the agent is being deleted" });
    expect(secretNames()).toHaveLength(3);
  });

  it.each(["UpdateAgentSecrets", "DeployAgent", "DeployAgentV2"])(
    "of a missing agent are an internal error for %s",
    async (method) => {
      expect(await fixture.agents(method, { agent_id: "CA_nobody" })).toEqual({
        status: 500,
        body: { code: "internal", msg: "failed to get agent" },
      });
    },
  );
});

describe("deploying", () => {
  it("is ignored as far as secrets go, and the older method takes them", async () => {
    const secrets = [environment("RIME_API_KEY")];
    await fixture.agents("DeployAgentV2", { agent_id: SUPPORT_LINE, secrets });
    expect(secretNames()).not.toContain("RIME_API_KEY");
    await fixture.agents("DeployAgent", { agent_id: SUPPORT_LINE, secrets });
    expect(secretNames()).toContain("RIME_API_KEY");
  });

  it("changes nothing before there is a build", async () => {
    const before = fixture.cloud.snapshot();
    const { body } = await fixture.agents("DeployAgentV2", { agent_id: SUPPORT_LINE, deployment: "preview" });
    expect(body).toMatchObject({
      success: true,
      message: "",
      agent_id: SUPPORT_LINE,
      deployment: "preview",
      presigned_req: { values: { key: `prod/${SUPPORT_LINE}/preview/20261001120000.tar.gz` } },
    });
    expect(fixture.cloud.snapshot()).toEqual(before);
  });

  it.each(["-preview", "pre view", "x".repeat(64), "a/b"])("refuses the name %s", async (deployment) => {
    expect(
      (await fixture.agents("DeployAgentV2", { agent_id: SUPPORT_LINE, deployment })).body,
    ).toMatchObject({
      success: false,
      message: `${JSON.stringify(deployment)} is no name of a deployment`,
      presigned_req: null,
    });
  });

  it("to production may say so by name", async () => {
    const upload = await source.deploy({ agent_id: SUPPORT_LINE, deployment: "production" });
    await source.upload(upload, await sourceArchive({ Dockerfile: "FROM scratch" }));
    expect((await source.build(`agent_id=${SUPPORT_LINE}&deployment=production`)).status).toBe(200);
    expect(fixture.deployments("support-line").map(({ deployment }) => deployment)).toEqual(["", ""]);
  });
});
