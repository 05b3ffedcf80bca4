import { beforeEach, describe, expect, it } from "vitest";
import { createFixture } from "./cloud-fixture.ts";

let fixture: ReturnType<typeof createFixture>;
beforeEach(() => {
  fixture = createFixture();
});

const jobOf = (room: string) => fixture.room(room)?.dispatches[0]?.job;
const identitiesIn = (room: string) => fixture.room(room)?.participants.map(({ identity }) => identity);

describe("dispatch of a running agent", () => {
  it("has a pending job, then a running one, then the agent in the room after about a second", async () => {
    await fixture.dispatch("support-line", "room-1");
    expect(jobOf("room-1")?.status).toBe("JS_PENDING");
    expect(identitiesIn("room-1")).toEqual([]);

    fixture.advance(0.5);
    expect(jobOf("room-1")).toMatchObject({ status: "JS_RUNNING", startedAt: fixture.now() - 200 });
    expect(identitiesIn("room-1")).toEqual([]);

    fixture.advance(0.5);
    expect(identitiesIn("room-1")).toEqual([`agent-${jobOf("room-1")?.id}`]);
    expect(fixture.room("room-1")?.participants[0]).toMatchObject({
      worker: { region: "us-east" },
      attributes: { "lk.agent.name": "support-line" },
    });
  });

  it("is carried out at its own moments when nobody looks for an hour", async () => {
    fixture.cloud.world.addParticipant({ project: "prod", room: "room-1" }, { identity: "caller" });
    await fixture.dispatch("support-line", "room-1");
    const dispatchedAt = fixture.now();
    fixture.advance(3600);
    expect(fixture.room("room-1")?.participants[1]?.joinedAt).toBe(dispatchedAt + 1000);
  });

  it("keeps saying JS_RUNNING after the agent has left", async () => {
    const id = await fixture.dispatch("support-line", "room-1");
    fixture.advance(2);
    fixture.cloud.world.endJob("prod", id);
    expect(identitiesIn("room-1")).toEqual([]);
    expect(jobOf("room-1")).toMatchObject({ status: "JS_RUNNING", endedAt: null });
  });

  it("keeps saying JS_RUNNING when the worker dies between taking the job and joining", async () => {
    await fixture.dispatch("support-line", "room-1");
    fixture.advance(0.5);
    fixture.cloud.world.crash({ project: "prod", agent: "support-line" });
    fixture.advance(60);
    expect(jobOf("room-1")).toMatchObject({ status: "JS_RUNNING", error: "", endedAt: null });
    expect(identitiesIn("room-1")).toEqual([]);
  });

  it("has no job when the worker dies before taking it", async () => {
    await fixture.dispatch("support-line", "room-1");
    fixture.cloud.world.removeWorker({ project: "prod", agent: "support-line" });
    fixture.advance(60);
    expect(jobOf("room-1")).toBeNull();
  });
});

describe("dispatch of a sleeping agent", () => {
  it("wakes it and has it in the room after 19 seconds", async () => {
    await fixture.dispatch("night-desk", "room-1");
    expect(fixture.deployments("night-desk")[0]).toMatchObject({ status: "Waking", replicas: 0 });
    fixture.advance(17.9);
    expect(jobOf("room-1")?.status).toBe("JS_PENDING");
    fixture.advance(0.1);
    expect(fixture.deployments("night-desk")[0]).toMatchObject({ status: "Running", replicas: 1 });
    fixture.advance(0.9);
    expect(identitiesIn("room-1")).toEqual([]);
    fixture.advance(0.1);
    expect(identitiesIn("room-1")).toEqual([`agent-${jobOf("room-1")?.id}`]);
  });

  it("joins with a second dispatch as soon as the first one has woken it", async () => {
    await fixture.dispatch("night-desk", "room-1");
    fixture.advance(10);
    await fixture.dispatch("night-desk", "room-2");
    fixture.advance(9);
    expect(identitiesIn("room-2")).toHaveLength(1);
  });

  it("takes a second to join once it is awake", async () => {
    fixture.cloud.world.wake({ project: "prod", agent: "night-desk" });
    fixture.advance(60);
    await fixture.dispatch("night-desk", "room-1");
    expect(jobOf("room-1")?.status).toBe("JS_PENDING");
    fixture.advance(1);
    expect(identitiesIn("room-1")).toHaveLength(1);
  });
});

describe("dispatch that brings nobody", () => {
  it("keeps saying JS_RUNNING when the agent crashes on its job", async () => {
    await fixture.dispatch("crashy", "room-1");
    fixture.advance(60);
    expect(jobOf("room-1")).toMatchObject({
      status: "JS_RUNNING",
      participantIdentity: `agent-${jobOf("room-1")?.id}`,
    });
    expect(identitiesIn("room-1")).toEqual([]);
  });

  it("says JS_FAILED where the world makes it fail", async () => {
    const id = await fixture.dispatch("crashy", "room-1");
    fixture.advance(5);
    fixture.cloud.world.failJob("prod", id, "exit code 1");
    expect(jobOf("room-1")).toMatchObject({
      status: "JS_FAILED",
      error: "exit code 1",
      endedAt: fixture.now(),
    });
  });

  it.each([
    ["no agent has that name", "nobody", ""],
    ["no agent of that name has that deployment", "support-line", "canary"],
  ])("is stored without a job when %s", async (_, agentName, deployment) => {
    await fixture.dispatches("CreateDispatch", { agent_name: agentName, room: "room-1", deployment });
    fixture.advance(60);
    expect(fixture.room("room-1")?.dispatches).toMatchObject([{ agentName, job: null }]);
    expect(identitiesIn("room-1")).toEqual([]);
  });

  it("stays without a job when a worker comes later", async () => {
    fixture.cloud.world.removeWorker({ project: "prod", agent: "support-line", region: "us-east" });
    fixture.cloud.world.setAgentStatus(
      { project: "prod", agent: "support-line", region: "eu-central" },
      "Suspended",
    );
    await fixture.dispatch("support-line", "room-1");
    fixture.cloud.world.heal({ project: "prod", agent: "support-line" });
    fixture.advance(60);
    expect(fixture.deployments("support-line").map(({ status }) => status)).toEqual(["Running", "Running"]);
    expect(jobOf("room-1")).toBeNull();
  });

  it("never reaches an agent of the same name in another project", async () => {
    await fixture.dispatch("support-line", "room-1");
    fixture.advance(5);
    expect(fixture.project("staging").rooms).toEqual([]);
  });
});

describe("deleting a dispatch", () => {
  it("removes the agent from the room a little later", async () => {
    const id = await fixture.dispatch("support-line", "room-1");
    fixture.advance(2);
    await fixture.dispatches("DeleteDispatch", { room: "room-1", dispatch_id: id });
    expect(fixture.room("room-1")?.dispatches).toEqual([]);
    expect(identitiesIn("room-1")).toHaveLength(1);
    fixture.advance(0.5);
    expect(identitiesIn("room-1")).toEqual([]);
  });

  it("keeps an agent away that was on its way", async () => {
    const id = await fixture.dispatch("support-line", "room-1");
    await fixture.dispatches("DeleteDispatch", { room: "room-1", dispatch_id: id });
    fixture.advance(30);
    expect(identitiesIn("room-1")).toEqual([]);
  });
});
