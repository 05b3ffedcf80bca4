import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { createRoomClient } from "../../../../src/platforms/livekit/room-client.ts";
import { recordFetch } from "../record-fetch.ts";
import { failedCall, now, project } from "./example-project.ts";

const open = (answer: () => Response) => {
  const { fetch, requests } = recordFetch(answer);
  return { client: createRoomClient(project, { fetch, now }), requests };
};

describe("RoomClient", () => {
  it("asks the project's host for one room, by a token for that room", async () => {
    const { client, requests } = open(() => Response.json({ participants: [] }));
    expect(await client.listParticipants("room 1")).toEqual({ ok: true, value: [] });
    expect(requests[0]?.url.href).toBe(
      "https://acme.livekit.cloud/twirp/livekit.RoomService/ListParticipants",
    );
    expect(requests[0]?.body).toEqual({ room: "room 1" });
    expect(decodeJwt(requests[0]?.headers.get("authorization")?.replace("Bearer ", "") ?? "")).toMatchObject({
      video: { roomAdmin: true, room: "room 1" },
    });
  });

  it("lists the rooms of the project, by a token for that list", async () => {
    const { client, requests } = open(() =>
      Response.json({ rooms: [{ name: "one", creation_time: "1795341600" }, { name: "two" }] }),
    );
    expect(await client.listRooms()).toEqual({
      ok: true,
      value: [
        { name: "one", openedAt: 1_795_341_600_000 },
        { name: "two", openedAt: null },
      ],
    });
    expect(requests[0]?.body).toEqual({});
    await client.listRooms(["one"]);
    expect(requests[1]?.body).toEqual({ names: ["one"] });
    expect(requests[0]?.url.href).toBe("https://acme.livekit.cloud/twirp/livekit.RoomService/ListRooms");
    expect(decodeJwt(requests[0]?.headers.get("authorization")?.replace("Bearer ", "") ?? "")).toMatchObject({
      video: { roomList: true },
    });
  });

  it("tells agents from people", async () => {
    const { client } = open(() =>
      Response.json({
        participants: [
          {
            sid: "PA_1",
            identity: "agent-AJ_1",
            name: "Support",
            kind: "AGENT",
            state: "ACTIVE",
            joined_at: "1795341600",
            attributes: { "lk.agent.state": "listening" },
          },
          { identity: "caller", kind: "SIP", state: "JOINING" },
          { identity: "by-number", kind: 4, state: 3 },
          { identity: "new", kind: 17, state: "TELEPORTING" },
        ],
      }),
    );
    const answer = await client.listParticipants("room 1");
    if (!answer.ok) throw new Error(answer.failure.kind);
    expect(answer.value[0]).toEqual({
      sid: "PA_1",
      identity: "agent-AJ_1",
      name: "Support",
      isAgent: true,
      state: "active",
      joinedAt: 1_795_341_600_000,
      attributes: { "lk.agent.state": "listening" },
    });
    expect(answer.value.map(({ isAgent, state }) => [isAgent, state])).toEqual([
      [true, "active"],
      [false, "joining"],
      [true, "disconnected"],
      [false, "unknown"],
    ]);
  });

  it("finds nobody in a room that does not exist", async () => {
    const { client } = open(() => Response.json({ code: "not_found", msg: "room" }, { status: 404 }));
    expect(await client.listParticipants("room 1")).toEqual({ ok: true, value: [] });
  });

  it("removes one participant of one room, by a token for that room", async () => {
    const { client, requests } = open(() => Response.json({}));
    expect(await client.removeParticipant("room 1", "agent-AJ_1")).toEqual({ ok: true, value: {} });
    expect(requests[0]?.url.pathname).toBe("/twirp/livekit.RoomService/RemoveParticipant");
    expect(requests[0]?.body).toEqual({ room: "room 1", identity: "agent-AJ_1" });
    expect(decodeJwt(requests[0]?.headers.get("authorization")?.replace("Bearer ", "") ?? "")).toMatchObject({
      video: { roomAdmin: true, room: "room 1" },
    });
  });

  it("misses nobody who is gone already, and takes no other answer for a removal", async () => {
    const gone = open(() =>
      Response.json({ code: "not_found", msg: "participant does not exist" }, { status: 404 }),
    );
    expect(await gone.client.removeParticipant("room 1", "x")).toEqual({ ok: true, value: null });
    const elsewhere = open(() => new Response("404 page not found", { status: 404 }));
    expect(await elsewhere.client.removeParticipant("room 1", "x")).toMatchObject({
      failure: { kind: "platform-refused", call: { changes: true } },
    });
    const other = open(() => Response.json({ unrelated: true }));
    expect(await other.client.removeParticipant("room 1", "x")).toMatchObject({
      failure: { kind: "platform-unreadable" },
    });
  });

  it("passes other failures on", async () => {
    const { client } = open(() => new Response("404 page not found", { status: 404 }));
    expect(await client.listParticipants("room 1")).toMatchObject({
      ok: false,
      failure: { kind: "platform-refused", call: failedCall("ListParticipants") },
    });
  });
});
