import { beforeEach, describe, expect, it } from "vitest";
import { createFixture } from "./cloud-fixture.ts";

let fixture: ReturnType<typeof createFixture>;
beforeEach(() => {
  fixture = createFixture();
});

const inRoom1 = { project: "prod", room: "room-1" };
const admin = { roomAdmin: true, room: "room-1" };

describe("CreateRoom", () => {
  it("answers every field of the room and dispatches its agents", async () => {
    const agents = [{ agent_name: "support-line", metadata: "hello" }];
    const { body } = await fixture.rooms(
      "CreateRoom",
      { name: "room-1", emptyTimeout: "600", max_participants: 2, agents },
      { roomCreate: true },
    );
    expect(body).toEqual({
      sid: expect.stringMatching(/^RM_/),
      name: "room-1",
      empty_timeout: 600,
      departure_timeout: 20,
      max_participants: 2,
      creation_time: String(fixture.now() / 1000),
      creation_time_ms: String(fixture.now()),
      turn_password: expect.stringMatching(/./),
      enabled_codecs: expect.any(Array),
      metadata: "",
      num_participants: 0,
      num_publishers: 0,
      active_recording: false,
      version: null,
    });
    expect(fixture.room("room-1")?.dispatches).toMatchObject([
      { agentName: "support-line", metadata: "hello" },
    ]);
  });

  it("gives the open room when there is one of that name", async () => {
    const create = () => fixture.rooms("CreateRoom", { name: "room-1" }, { roomCreate: true });
    expect((await create()).body).toEqual((await create()).body);
  });

  it("refuses a name above 256 bytes", async () => {
    expect(await fixture.rooms("CreateRoom", { name: "r".repeat(257) }, { roomCreate: true })).toEqual({
      status: 400,
      body: {
        code: "invalid_argument",
        msg: "twirp error unknown: room name length exceeds limits: max length 256",
      },
    });
  });
});

describe("CreateRoom with more than LiveKit takes", () => {
  const long = "x".repeat(512 * 1024 + 1);
  const refusal = (what: string, limit: number) => ({
    status: 400,
    body: {
      code: "invalid_argument",
      msg: `${what} size exceeds limits ${limit}`,
      meta: { argument: `${what} size exceeds limits` },
    },
  });
  it.each([
    ["metadata", { metadata: long }, refusal("metadata", 524288)],
    ["metadata of an agent", { agents: [{ metadata: long }] }, refusal("metadata", 524288)],
    [
      "attributes of an agent",
      { agents: [{ attributes: { k: "x".repeat(64 * 1024) } }] },
      refusal("attribute", 65536),
    ],
  ])("refuses %s", async (_, more, refused) => {
    expect(await fixture.rooms("CreateRoom", { name: "room-1", ...more }, { roomCreate: true })).toEqual(
      refused,
    );
    expect(fixture.room("room-1")).toBeUndefined();
  });

  it("lets an agent of an impossible deployment pass, and dispatches nobody", async () => {
    const agents = [{ agent_name: "support-line", deployment: "my_app" }];
    const { status } = await fixture.rooms("CreateRoom", { name: "room-1", agents }, { roomCreate: true });
    expect(status).toBe(200);
    expect(fixture.room("room-1")?.dispatches).toEqual([]);
  });
});

describe("ListRooms", () => {
  it("does not count agents as participants", async () => {
    fixture.cloud.world.addParticipant(inRoom1, { identity: "caller" });
    await fixture.dispatch("support-line", "room-1");
    await fixture.dispatch("support-line", "room-2");
    fixture.advance(2);
    expect((await fixture.rooms("ListRooms", {}, { roomList: true })).body).toMatchObject({
      rooms: [
        { name: "room-1", num_participants: 1 },
        { name: "room-2", num_participants: 0 },
      ],
    });
  });

  it("filters by names", async () => {
    await fixture.dispatch("support-line", "room-1");
    await fixture.dispatch("support-line", "room-2");
    const { body } = await fixture.rooms("ListRooms", { names: ["room-2", "room-3"] }, { roomList: true });
    expect(body).toMatchObject({ rooms: [{ name: "room-2" }] });
  });
});

describe("ListParticipants", () => {
  it("tells an agent from a caller", async () => {
    fixture.cloud.world.addParticipant(inRoom1, { identity: "caller", name: "Ada", attributes: { a: "b" } });
    await fixture.dispatch("support-line", "room-1");
    fixture.advance(1);
    const { body } = await fixture.rooms("ListParticipants", { room: "room-1" }, admin);
    expect(body).toMatchObject({
      participants: [
        { identity: "caller", name: "Ada", kind: "STANDARD", kind_details: [], attributes: { a: "b" } },
        {
          sid: expect.stringMatching(/^PA_/),
          identity: expect.stringMatching(/^agent-AJ_/),
          kind: "AGENT",
          kind_details: ["CLOUD_AGENT"],
          state: "ACTIVE",
          joined_at: String(fixture.now() / 1000),
          joined_at_ms: String(fixture.now()),
          attributes: { "lk.agent_name": "support-line", "lk.agent.name": "support-line" },
          client_protocol: 2,
          permission: { agent: true },
        },
      ],
    });
  });

  it("finds nobody in a room that is not there", async () => {
    expect(await fixture.rooms("ListParticipants", { room: "room-1" }, admin)).toEqual({
      status: 200,
      body: { participants: [] },
    });
  });
});

describe("GetParticipant and RemoveParticipant", () => {
  it("find and remove a participant", async () => {
    fixture.cloud.world.addParticipant(inRoom1, { identity: "caller" });
    const request = { room: "room-1", identity: "caller" };
    expect((await fixture.rooms("GetParticipant", request, admin)).body).toMatchObject({
      identity: "caller",
    });
    expect(await fixture.rooms("RemoveParticipant", request, admin)).toEqual({ status: 200, body: {} });
    expect(fixture.room("room-1")?.participants).toEqual([]);
  });

  it.each(["GetParticipant", "RemoveParticipant"])("%s does not know a stranger", async (method) => {
    expect(await fixture.rooms(method, { room: "room-1", identity: "x" }, admin)).toEqual({
      status: 404,
      body: { code: "not_found", msg: "twirp error unknown: participant does not exist" },
    });
  });
});

describe("DeleteRoom", () => {
  it("closes the room at once", async () => {
    await fixture.dispatch("support-line", "room-1");
    const remove = () => fixture.rooms("DeleteRoom", { room: "room-1" }, { roomCreate: true });
    expect(await remove()).toEqual({ status: 200, body: {} });
    expect(fixture.project().rooms).toEqual([]);
    expect(await remove()).toEqual({
      status: 404,
      body: { code: "not_found", msg: "twirp error unknown: requested room does not exist" },
    });
  });
});
