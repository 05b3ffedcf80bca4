import { beforeEach, describe, expect, it } from "vitest";
import { createFixture } from "./cloud-fixture.ts";

let fixture: ReturnType<typeof createFixture>;
beforeEach(() => {
  fixture = createFixture();
});

const SUPPORT_LINE = "CA_p7KxQ2mVw9Ld";
const supportLine = { project: "prod", agent: "support-line" };
const NEWEST = "20260930100000";
const BEFORE = "20260926120000";
const CRASHY = "CA_c9WfJ5gXe2Qa";

const agent = (name = "support-line") => fixture.project().agents.find((found) => found.name === name);
const statuses = (name = "support-line") => fixture.deployments(name).map(({ status }) => status);
const change = (method: string, body: object) => fixture.agents(method, { agent_id: SUPPORT_LINE, ...body });
const rollBack = (version: string) => change("RollbackAgent", { version });
const accepted = { status: 200, body: { success: true, message: "" } };
const refused = (message: string) => ({ status: 200, body: { success: false, message } });
/** What every region shows, second by second. */
const watch = (seconds: number) =>
  Array.from({ length: seconds + 1 }, () => {
    const seen = statuses()[0];
    fixture.advance(1);
    return seen;
  });

describe("RollbackAgent", () => {
  it("updates every region for six seconds, while the replicas keep serving", async () => {
    expect(await rollBack(BEFORE)).toEqual(accepted);
    expect(statuses()).toEqual(["Updating", "Updating"]);
    expect(fixture.deployments("support-line")).toMatchObject([{ version: NEWEST, replicas: 2 }, {}]);
    expect(agent()?.versions[0]).toMatchObject({ current: true });
    fixture.advance(5);
    expect(statuses()).toEqual(["Updating", "Updating"]);
    fixture.advance(1);
    expect(fixture.deployments("support-line")).toMatchObject([
      { status: "Running", version: BEFORE, replicas: 2 },
      { status: "Running", version: BEFORE },
    ]);
  });

  it("makes the version current at once when it goes live, and drains the other for a minute", async () => {
    await rollBack(BEFORE);
    fixture.advance(6);
    expect(agent()).toMatchObject({ deployedAt: fixture.now() });
    expect(agent()?.versions.slice(0, 2)).toMatchObject([
      { version: NEWEST, current: false, active: true, draining: true },
      { version: BEFORE, current: true, active: true, draining: false, status: "Running" },
    ]);
    fixture.advance(60);
    expect(agent()?.versions[0]).toMatchObject({ active: false, draining: false });
  });

  it("keeps a version that comes back while it drains", async () => {
    await rollBack(BEFORE);
    fixture.advance(6);
    await rollBack(NEWEST);
    fixture.advance(120);
    expect(agent()?.versions.slice(0, 2)).toMatchObject([
      { version: NEWEST, current: true, active: true, draining: false },
      { version: BEFORE, current: false, active: false, draining: false },
    ]);
  });

  it("refuses what it cannot do with a 200, and leaves everything as it is", async () => {
    const before = agent();
    expect(await rollBack("20200101000000")).toEqual(refused('version "20200101000000" not found'));
    expect(await rollBack("latest")).toEqual(refused('version "latest" not found'));
    expect(await rollBack("")).toEqual(refused('version "" not found'));
    expect(await rollBack(NEWEST)).toEqual(refused(`version ${NEWEST} is the current version`));
    expect(agent()).toEqual(before);
    const failed = fixture.cloud.world.deploy(supportLine, { outcome: "build-failed" });
    fixture.advance(60);
    expect(await rollBack(failed)).toEqual(refused(`version ${failed} has never been deployed`));
  });

  it("gives up the deployment that was under way", async () => {
    const version = fixture.cloud.world.deploy(supportLine);
    fixture.advance(50);
    await rollBack(BEFORE);
    fixture.advance(600);
    expect(agent()?.versions.find(({ current }) => current)?.version).toBe(BEFORE);
    expect(agent()?.versions.find((found) => found.version === version)).toMatchObject({ deployedAt: null });
  });

  it("ends in a crash loop with a broken version, and is cured by going back to a good one", async () => {
    fixture.cloud.world.breakVersion(supportLine, BEFORE);
    await rollBack(BEFORE);
    fixture.advance(6);
    expect(fixture.deployments("support-line")[0]).toMatchObject({
      status: "CrashLoop",
      version: BEFORE,
      replicas: 0,
      crashingSince: fixture.now(),
    });
    const { body } = await fixture.agents("ListAgents", { agent_id: SUPPORT_LINE });
    expect(JSON.stringify(body)).toContain("AGENT_EVENT_TYPE_APPLICATION_CRASHED");
    await rollBack(NEWEST);
    fixture.advance(6);
    expect(fixture.deployments("support-line")[0]).toMatchObject({ status: "Running", replicas: 2 });
  });

  it("never ends while the agent stalls", async () => {
    fixture.cloud.world.stall(supportLine);
    await rollBack(BEFORE);
    fixture.advance(24 * 3600);
    expect(fixture.deployments("support-line")[0]).toMatchObject({ status: "Updating", version: NEWEST });
    fixture.cloud.world.stall(supportLine, false);
    await rollBack(BEFORE);
    fixture.advance(6);
    expect(fixture.deployments("support-line")[0]).toMatchObject({ status: "Running", version: BEFORE });
  });
});

describe("RestartAgent", () => {
  it("schedules what is awake for ten seconds, and lets sleep what sleeps", async () => {
    expect(await change("RestartAgent", {})).toEqual(accepted);
    expect(statuses()).toEqual(["Scheduling", "Sleeping"]);
    expect(watch(10)).toEqual([...Array(10).fill("Scheduling"), "Running"]);
    expect(fixture.deployments("support-line")[0]).toMatchObject({ version: NEWEST, replicas: 2 });
  });

  it("cures a crash, and a broken version not", async () => {
    fixture.cloud.world.crash(supportLine);
    await change("RestartAgent", {});
    await fixture.agents("RestartAgent", { agent_id: CRASHY });
    fixture.advance(10);
    expect(statuses()).toEqual(["Running", "Running"]);
    expect(fixture.deployments("crashy")).toMatchObject([
      { status: "CrashLoop", crashingSince: fixture.now() },
    ]);
  });

  it("leaves a rollout alone", async () => {
    await rollBack(BEFORE);
    fixture.advance(3);
    await change("RestartAgent", {});
    fixture.advance(3);
    expect(fixture.deployments("support-line")[0]).toMatchObject({ status: "Running", version: BEFORE });
  });

  it("never ends while the agent stalls", async () => {
    fixture.cloud.world.stall(supportLine);
    await change("RestartAgent", {});
    fixture.advance(3600);
    expect(statuses()).toEqual(["Scheduling", "Sleeping"]);
  });
});

describe("PromoteAgent", () => {
  const promote = (from: string, to = "") =>
    change("PromoteAgent", { src_deployment: from, dst_deployment: to });

  it("brings the version of the deployment to production within twelve seconds", async () => {
    const version = fixture.cloud.world.deploy(supportLine, { deployment: "preview" });
    fixture.advance(60);
    expect(await promote("preview")).toEqual({
      status: 200,
      body: {
        success: true,
        message: "",
        agent_id: SUPPORT_LINE,
        src_deployment: "preview",
        dst_deployment: "",
        version_tag: version,
      },
    });
    const seen = watch(12);
    expect(seen).toEqual([...Array(4).fill("Scheduling"), ...Array(8).fill("Updating"), "Running"]);
    expect(fixture.deployments("support-line").map((row) => row.version)).toEqual(Array(4).fill(version));
    expect(agent()?.versions.find(({ current }) => current)?.version).toBe(version);
  });

  it("refuses a deployment that is not there, that has no version, or whose version is there already", async () => {
    expect(await promote("preview")).toMatchObject(refused('deployment "preview" not found'));
    expect(await promote("production")).toMatchObject(refused(`version ${NEWEST} is there already`));
    fixture.cloud.world.deploy(supportLine, { deployment: "preview" });
    expect(await promote("preview")).toMatchObject(refused('deployment "preview" has no version yet'));
    expect(await promote("", "elsewhere")).toMatchObject(refused('deployment "elsewhere" not found'));
    expect(statuses().slice(0, 2)).toEqual(["Running", "Sleeping"]);
  });
});

describe("DeleteAgent", () => {
  it("takes the workers away at once, and the agent after five seconds", async () => {
    await fixture.dispatch("support-line", "room-1");
    fixture.advance(2);
    expect(await change("DeleteAgent", {})).toEqual(accepted);
    expect(fixture.deployments("support-line")).toMatchObject([
      { status: "Deleting", replicas: 0 },
      { status: "Deleting", replicas: 0 },
    ]);
    expect(fixture.room("room-1")?.participants).toEqual([]);
    fixture.advance(4);
    expect(agent()).toBeDefined();
    fixture.advance(1);
    expect(agent()).toBeUndefined();
    expect(await fixture.agents("ListAgents", { agent_id: SUPPORT_LINE })).toMatchObject({
      body: { agents: [] },
    });
  });

  it("refuses every change of an agent that is being deleted", async () => {
    await change("DeleteAgent", {});
    for (const method of ["DeleteAgent", "RestartAgent", "RollbackAgent", "PromoteAgent"])
      expect(await change(method, { version: BEFORE })).toMatchObject(refused("the agent is being deleted"));
  });

  it("deletes one named deployment only, and its version is in use no more", async () => {
    const version = fixture.cloud.world.deploy(supportLine, { deployment: "preview" });
    fixture.advance(60);
    expect(await change("DeleteAgent", { deployment: "preview" })).toEqual(accepted);
    expect(statuses()).toEqual(["Running", "Sleeping", "Deleting", "Deleting"]);
    fixture.advance(5);
    expect(statuses()).toEqual(["Running", "Sleeping"]);
    expect(agent()?.versions.find((found) => found.version === version)?.active).toBe(false);
    expect(agent()?.versions[0]?.active).toBe(true);
    expect(await change("DeleteAgent", { deployment: "preview" })).toEqual(
      refused('deployment "preview" not found'),
    );
  });

  it("never ends while the agent stalls", async () => {
    fixture.cloud.world.stall(supportLine);
    await change("DeleteAgent", {});
    fixture.advance(3600);
    expect(statuses()).toEqual(["Deleting", "Deleting"]);
  });
});

describe.each([
  ["RollbackAgent", "failed to get agent"],
  ["RestartAgent", "failed to get agent"],
  ["PromoteAgent", "failed to get agent"],
  ["DeleteAgent", "The agent could not be found. Please check the agent ID and try again."],
])("%s", (method, msg) => {
  it("answers a missing agent with an internal error", async () => {
    expect(await fixture.agents(method, { agent_id: "CA_nobody" })).toEqual({
      status: 500,
      body: { code: "internal", msg },
    });
    expect(await fixture.agents(method)).toMatchObject({ status: 500 });
  });

  it("wants the grant and the version of the CLI, and does nothing without them", async () => {
    const path = `/twirp/livekit.CloudAgent/${method}`;
    const body = { agent_id: SUPPORT_LINE, version: BEFORE };
    const before = agent();
    const video = { roomAdmin: true, room: "" };
    expect((await fixture.send(path, { body, claims: { video } })).status).toBe(401);
    const headers = { "x-livekit-cli-version": "" };
    expect((await fixture.send(path, { body, claims: { agent: { admin: true } }, headers })).status).toBe(
      400,
    );
    expect(agent()).toEqual(before);
  });
});
