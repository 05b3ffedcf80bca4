import { beforeEach, describe, expect, it } from "vitest";
import { createFixture } from "./cloud-fixture.ts";

let fixture: ReturnType<typeof createFixture>;
beforeEach(() => {
  fixture = createFixture();
});

const order = { room: "room-1", agent_name: "support-line" };
const invalid = (msg: string) => ({
  status: 400,
  body: { code: "invalid_argument", msg: `twirp error unknown: ${msg}` },
});

describe("CreateDispatch", () => {
  it("answers every field in snake_case, unset ones too, with nanoseconds as strings", async () => {
    const { status, body } = await fixture.dispatches("CreateDispatch", {
      ...order,
      metadata: '{"caller":"+49"}',
      attributes: { tier: "gold" },
      restart_policy: "JRP_NEVER",
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      id: expect.stringMatching(/^AD_.{12}$/),
      agent_name: "support-line",
      room: "room-1",
      metadata: '{"caller":"+49"}',
      state: { jobs: [], created_at: `${fixture.now()}000000`, deleted_at: "0" },
      restart_policy: "JRP_NEVER",
      deployment: "",
      attributes: { tier: "gold" },
    });
  });

  it.each([
    ["camelCase names", { agentName: "a", restartPolicy: "JRP_NEVER" }],
    ["enums by number", { agent_name: "a", restart_policy: 1 }],
    ["unknown fields", { agent_name: "a", restart_policy: "JRP_NEVER", colour: "red" }],
    ["null for an unset field", { agent_name: "a", restart_policy: "JRP_NEVER", metadata: null }],
  ])("accepts %s", async (_, body) => {
    const answer = await fixture.dispatches("CreateDispatch", { room: "room-1", ...body });
    expect(answer.body).toMatchObject({ agent_name: "a", restart_policy: "JRP_NEVER", metadata: "" });
  });

  it("takes an enum name that it does not know for the default", async () => {
    const answer = await fixture.dispatches("CreateDispatch", { ...order, restart_policy: "JRP_LATER" });
    expect(answer.body).toMatchObject({ restart_policy: "JRP_ON_FAILURE" });
  });

  it.each([
    ["metadata of 512 KiB", { metadata: "x".repeat(512 * 1024) }],
    ["attributes of 64 KiB", { attributes: { name: "x".repeat(64 * 1024 - 4) } }],
    ["a deployment of 64 bytes", { deployment: "d".repeat(64) }],
    ["a deployment with dots and dashes", { deployment: "prod-us.v2" }],
  ])("accepts %s", async (_, body) => {
    expect((await fixture.dispatches("CreateDispatch", { ...order, ...body })).status).toBe(200);
  });

  it.each([
    ["metadata above 512 KiB", { metadata: "x".repeat(512 * 1024 + 1) }, "metadata size exceeds limits"],
    ["metadata above 512 KiB in bytes", { metadata: "é".repeat(300_000) }, "metadata size exceeds limits"],
    [
      "attributes above 64 KiB",
      { attributes: { name: "x".repeat(64 * 1024 - 3) } },
      "attribute size exceeds limits",
    ],
    ["a long deployment", { deployment: "d".repeat(65) }, "deployment exceeds 64 bytes"],
    ["an underscore", { deployment: "my_app" }, "deployment contains reserved character '_'"],
    [
      "a blank in the deployment",
      { deployment: "my app" },
      "deployment contains whitespace or control byte at position 2",
    ],
  ])("refuses %s and opens no room", async (_, body, msg) => {
    expect(await fixture.dispatches("CreateDispatch", { ...order, ...body })).toEqual(invalid(msg));
    expect(fixture.project().rooms).toEqual([]);
  });

  it("makes another dispatch for the same request", async () => {
    await fixture.dispatches("CreateDispatch", order);
    await fixture.dispatches("CreateDispatch", order);
    expect(fixture.room("room-1")?.dispatches).toHaveLength(2);
  });

  it("needs an open room where rooms are not created by themselves", async () => {
    fixture = createFixture({ autoCreateRooms: false });
    expect(await fixture.dispatches("CreateDispatch", order)).toEqual({
      status: 404,
      body: { code: "not_found", msg: "requested room does not exist" },
    });
    fixture.cloud.world.addParticipant({ project: "prod", room: "room-1" }, { identity: "caller" });
    expect((await fixture.dispatches("CreateDispatch", order)).status).toBe(200);
  });
});

describe("ListDispatch", () => {
  it("shows the job with its room and its times, and leaves the optional participant out", async () => {
    const id = await fixture.dispatch("support-line", "room-1");
    fixture.advance(5);
    const { body } = await fixture.dispatches("ListDispatch", { room: "room-1" });
    const startedAt = `${fixture.now() - 4700}000000`;
    expect(body).toMatchObject({
      agent_dispatches: [
        {
          id,
          state: {
            jobs: [
              {
                id: expect.stringMatching(/^AJ_/),
                dispatch_id: id,
                type: "JT_ROOM",
                room: { name: "room-1" },
                agent_name: "support-line",
                state: {
                  status: "JS_RUNNING",
                  error: "",
                  started_at: startedAt,
                  ended_at: "0",
                  updated_at: startedAt,
                  participant_identity: expect.stringMatching(/^agent-AJ_/),
                  worker_id: expect.stringMatching(/^AW_/),
                  agent_id: "CA_p7KxQ2mVw9Ld",
                },
              },
            ],
          },
        },
      ],
    });
    expect(JSON.stringify(body)).not.toContain('"participant":');
  });

  it("does not show a job that no worker has taken yet", async () => {
    await fixture.dispatch("night-desk", "room-1");
    const jobs = async () =>
      JSON.stringify((await fixture.dispatches("ListDispatch", { room: "room-1" })).body);
    expect(await jobs()).toContain('"jobs":[]');
    fixture.advance(30);
    expect(await jobs()).toContain('"status":"JS_RUNNING"');
  });

  it("shows in a job the room as it was when the job was launched", async () => {
    fixture.cloud.world.addParticipant({ project: "prod", room: "room-1" }, { identity: "caller" });
    await fixture.dispatch("support-line", "room-1");
    fixture.advance(5);
    expect((await fixture.dispatches("ListDispatch", { room: "room-1" })).body).toMatchObject({
      agent_dispatches: [{ state: { jobs: [{ room: { num_participants: 1, num_publishers: 1 } }] } }],
    });
  });

  it("gives only the dispatch that is asked for, and nothing for an unknown id", async () => {
    const id = await fixture.dispatch("support-line", "room-1");
    await fixture.dispatch("crashy", "room-1");
    const one = await fixture.dispatches("ListDispatch", { room: "room-1", dispatch_id: id });
    expect(one.body).toMatchObject({ agent_dispatches: [{ id }] });
    const none = await fixture.dispatches("ListDispatch", { room: "room-1", dispatch_id: "AD_x" });
    expect(none).toEqual({ status: 200, body: { agent_dispatches: [] } });
  });
});

describe("DeleteDispatch", () => {
  it("answers the dispatch that it deleted, which has no deletion time", async () => {
    const id = await fixture.dispatch("support-line", "room-1");
    const { status, body } = await fixture.dispatches("DeleteDispatch", {
      room: "room-1",
      dispatch_id: id,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, state: { deleted_at: "0" } });
  });

  it("does not know an id that is not in the room", async () => {
    const id = await fixture.dispatch("support-line", "room-1");
    await fixture.dispatch("support-line", "room-2");
    expect(await fixture.dispatches("DeleteDispatch", { room: "room-2", dispatch_id: id })).toEqual({
      status: 404,
      body: { code: "not_found", msg: "twirp error unknown: dispatch ID not found" },
    });
  });
});

describe.each(["ListDispatch", "DeleteDispatch"])("%s of a room that is not active", (method) => {
  const noResponse = {
    status: 503,
    body: { code: "unavailable", msg: "twirp error unknown: no response from servers" },
  };

  it("answers 503 at once", async () => {
    const before = fixture.now();
    expect(await fixture.dispatches(method, { room: "room-1", dispatch_id: "AD_x" })).toEqual(noResponse);
    expect(fixture.now()).toBe(before);
  });

  it("answers 503 after the time that it is told to take", async () => {
    fixture = createFixture({ inactiveRoomDelayMs: 3000 });
    const before = fixture.now();
    expect(await fixture.dispatches(method, { room: "room-1", dispatch_id: "AD_x" })).toEqual(noResponse);
    expect(fixture.now()).toBe(before + 3000);
  });
});
