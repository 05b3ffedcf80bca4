/** LiveKit's own Go client of the agents API, on which `lk agent` is built, against the simulated LiveKit Cloud. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createGoClient, type GoClient } from "./go-client.ts";
import { prepareGoClient } from "./prepare-go-client.ts";
import { type SimulatedCloud, startSimulatedCloud } from "./start-simulated-cloud.ts";

const SUPPORT_LINE = "CA_p7KxQ2mVw9Ld";
const NIGHT_DESK = "CA_n4TzH8bRc3Ys";
const CRASHY = "CA_c9WfJ5gXe2Qa";
const SUCCESS = { success: true, message: "" };

let program: string;
let simulated: SimulatedCloud;
let client: GoClient;

beforeAll(async () => {
  program = await prepareGoClient();
});
beforeEach(async () => {
  simulated = await startSimulatedCloud();
  client = createGoClient(program, simulated.url);
});
afterEach(() => simulated.close());

const statuses = (agent: string) => simulated.agent(agent)?.deployments.map(({ status }) => status);

describe("the Go client reads", () => {
  it.each([
    ["ListAgents", ["list"], {}],
    ["ListAgents", ["list", "-agent", SUPPORT_LINE], { agent_id: SUPPORT_LINE }],
    ["ListAgents", ["list", "-agent", "CA_nobody"], { agent_id: "CA_nobody" }],
    ["ListAgentVersions", ["versions", "-agent", CRASHY], { agent_id: CRASHY }],
    ["ListAgentSecrets", ["secrets", "-agent", NIGHT_DESK], { agent_id: NIGHT_DESK }],
    ["GetClientSettings", ["settings"], {}],
  ])("%s field by field as the bot reads it in JSON: %j", async (method, args, request) => {
    expect(await client.ask(...args)).toEqual(await simulated.inJson(method, request));
  });

  it("the agents of its own project only", async () => {
    const other = client.as("stagingkey", "secret-staging");
    expect(await other.ask("list")).toMatchObject({ agents: [{ agent_id: "CA_s3MvB6kPn8Hu" }] });
  });

  it("logs line for line, while the stream is open", async () => {
    const { code, stdout } = await client.run("logs", "-agent", SUPPORT_LINE, "-lines", "2");
    expect(code).toBe(0);
    expect(stdout.split("\n").map((line) => JSON.parse(line))).toMatchObject([
      { message: "starting worker" },
      { message: "registered worker", region: "us-east" },
    ]);
  });

  it("the log of a build", async () => {
    const { stdout } = await client.run("logs", "-agent", SUPPORT_LINE, "-type", "build", "-lines", "2");
    expect(stdout.split("\n")).toEqual([
      "#1 [internal] load build definition from Dockerfile",
      "#1 DONE 3.0s",
    ]);
  });

  it("the traceback of a crash", async () => {
    const { stdout } = await client.run("logs", "-agent", CRASHY, "-lines", "6");
    expect(stdout).toContain("ModuleNotFoundError");
    expect(stdout.split("\n")).toHaveLength(6);
  });
});

describe("the Go client changes", () => {
  it("an agent by restarting it", async () => {
    expect(await client.ask("restart", "-agent", SUPPORT_LINE)).toEqual(SUCCESS);
    expect(statuses(SUPPORT_LINE)).toEqual(["Scheduling", "Sleeping"]);
    simulated.advance(10);
    expect(statuses(SUPPORT_LINE)).toEqual(["Running", "Sleeping"]);
  });

  it("the version that serves, and sees it when it does", async () => {
    const before = simulated.agent(SUPPORT_LINE)?.versions[1]?.version ?? "";
    expect(await client.ask("rollback", "-agent", SUPPORT_LINE, "-version", before)).toEqual(SUCCESS);
    simulated.advance(6);
    expect(await client.ask("list", "-agent", SUPPORT_LINE)).toMatchObject({
      agents: [{ version: before, agent_deployments: [{ version: before, status: "Running" }, {}] }],
    });
    expect(await client.ask("versions", "-agent", SUPPORT_LINE)).toMatchObject({
      versions: [{ draining: true, current: false }, { version: before, current: true }, {}, {}],
    });
  });

  it("secrets: it adds one, keeps the others, and its value is nowhere", async () => {
    const value = "sk-very-secret";
    const args = ["update-secrets", "-agent", NIGHT_DESK, "-secret", `RIME_API_KEY=${value}`];
    expect(await client.ask(...args)).toEqual(SUCCESS);
    expect(await client.ask("secrets", "-agent", NIGHT_DESK)).toMatchObject({
      secrets: [
        { name: "OPENAI_API_KEY", value: "" },
        { name: "CRM_TOKEN", kind: "AGENT_SECRET_KIND_UNKNOWN" },
        { name: "RIME_API_KEY", value: "", kind: "AGENT_SECRET_KIND_ENVIRONMENT" },
      ],
    });
    const held = JSON.stringify([simulated.cloud.snapshot(), simulated.cloud.calls.list()]);
    expect(held).not.toContain(value);
    expect(held).not.toContain(btoa(value));
  });

  it("secrets: it replaces all of them", async () => {
    await client.ask("update-secrets", "-agent", NIGHT_DESK, "-secret", "ONLY=1", "-overwrite");
    expect(simulated.agent(NIGHT_DESK)?.secrets.map(({ name }) => name)).toEqual(["ONLY"]);
  });

  it("an agent by deleting it", async () => {
    expect(await client.ask("delete", "-agent", CRASHY)).toEqual(SUCCESS);
    expect(statuses(CRASHY)).toEqual(["Deleting"]);
    simulated.advance(5);
    expect(await client.ask("list", "-agent", CRASHY)).toEqual({ agents: [] });
  });

  it("a named deployment by promoting and deleting it", async () => {
    const staging = client.as("stagingkey", "secret-staging");
    const args = ["-agent", "CA_s3MvB6kPn8Hu", "-deployment", "preview"];
    expect(await staging.ask("promote", ...args)).toBeNull();
    simulated.advance(12);
    expect(await staging.ask("delete", ...args)).toEqual(SUCCESS);
    simulated.advance(5);
    const [agent] = simulated.cloud.state().projects.find(({ name }) => name === "staging")?.agents ?? [];
    expect(agent?.deployments).toMatchObject([{ deployment: "", version: agent?.versions[0]?.version }]);
  });
});

describe("the Go client is told", () => {
  it.each([
    [["restart", "-agent", "CA_nobody"], "internal: failed to get agent"],
    [["versions", "-agent", "CA_nobody"], "internal: failed to get agent"],
    [
      ["delete", "-agent", "CA_nobody"],
      "internal: The agent could not be found. Please check the agent ID and try again.",
    ],
    [["logs", "-agent", "CA_nobody"], "failed to get logs: agent not found - map[]"],
    [
      ["promote", "-agent", SUPPORT_LINE, "-deployment", "preview"],
      'failed to promote agent: deployment "preview" not found',
    ],
    [["list-without-grant"], "unauthenticated: permissions denied"],
  ])("why %j is refused", async (args, words) => {
    const { code, stderr } = await client.run(...args);
    expect([code, stderr]).toEqual([1, words]);
  });

  it("of a refusal inside of a success", async () => {
    expect(await client.ask("rollback", "-agent", SUPPORT_LINE, "-version", "latest")).toEqual({
      success: false,
      message: 'version "latest" not found',
    });
  });

  it.each([
    ["an unknown key", "nokey", "secret"],
    ["a wrong secret", "devkey", "wrong"],
  ])("by the status alone of %s, whose refusal is plain text", async (_, key, secret) => {
    const { code, stderr } = await client.as(key, secret).run("list");
    expect([code, stderr]).toEqual([
      1,
      'unauthenticated: Error from intermediary with HTTP status code 401 "Unauthorized"',
    ]);
    expect((await client.as(key, secret).run("logs", "-agent", CRASHY)).code).toBe(1);
  });

  it("of an outage", async () => {
    simulated.cloud.faults.inject({ match: "ListAgents", fault: { kind: "status", status: 503 } });
    const { code, stderr } = await client.run("list");
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^unavailable: /)]);
  });
});
