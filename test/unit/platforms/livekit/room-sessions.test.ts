import { describe, expect, it } from "vitest";
import { succeed } from "../../../../src/failure.ts";
import { endRoomSessions, findLiveInRooms } from "../../../../src/platforms/livekit/end-room-sessions.ts";
import { listRoomSessions } from "../../../../src/platforms/livekit/list-room-sessions.ts";
import type { RoomClient, RoomParticipant } from "../../../../src/platforms/livekit/room-client.ts";
import { failedCall } from "./example-project.ts";

const agent = { project: "prod", platform: "livekit", id: "CA_1", name: "support-line" } as const;
const ALL = { status: "all", room: null } as const;

const someone = (identity: string, change: Partial<RoomParticipant> = {}): RoomParticipant => ({
  sid: `PA_${identity}`,
  identity,
  name: "",
  isAgent: true,
  state: "active",
  joinedAt: 1,
  attributes: {},
  ...change,
});

/** Rooms with who is in them; nobody was dispatched. */
function open(rooms: Readonly<Record<string, readonly RoomParticipant[]>>) {
  const removed: string[] = [];
  const client: RoomClient = {
    listRooms: async (names = []) =>
      succeed(
        Object.keys(rooms)
          .filter((name) => names.length === 0 || names.includes(name))
          .map((name, index) => ({ name, openedAt: index })),
      ),
    listParticipants: async (room) => succeed(rooms[room] ?? []),
    removeParticipant: async (room, identity) => {
      removed.push(`${room} ${identity}`);
      return succeed({});
    },
  };
  return { client, removed, dispatches: { list: async () => succeed([]) } };
}

describe("listRoomSessions", () => {
  it("takes nobody for the agent of whom nothing says so, and counts the rooms where that is open", async () => {
    const { client, dispatches } = open({
      told: [someone("a", { attributes: { "lk.agent_name": "support-line" } })],
      other: [someone("b", { attributes: { "lk.agent_name": "night-desk" } })],
      silent: [someone("agent-support-line", { name: "support-line" })],
      person: [someone("support-line", { isAgent: false, attributes: { "lk.agent_name": "support-line" } })],
    });
    const list = await listRoomSessions(client, dispatches, agent, ALL);
    if (!list.ok) throw new Error(list.failure.kind);
    expect(list.value.sessions.map(({ room }) => room?.name)).toEqual(["told"]);
    expect(list.value).toMatchObject({ total: 1, unreadRooms: 0, untoldRooms: 1 });
  });

  it("fails as a whole where the key is refused, and where no room answers", async () => {
    const { client, dispatches } = open({ one: [], two: [] });
    const failing = (kind: "platform-forbidden" | "platform-rate-limited") => ({
      ...client,
      listParticipants: async (room: string) =>
        room === "one" || kind === "platform-rate-limited"
          ? ({
              ok: false,
              failure: { kind, call: failedCall("ListParticipants"), retryAfterMs: null },
            } as const)
          : succeed([]),
    });
    for (const kind of ["platform-forbidden", "platform-rate-limited"] as const)
      expect(await listRoomSessions(failing(kind), dispatches, agent, ALL)).toMatchObject({
        failure: { kind },
      });
  });
});

describe("endRoomSessions", () => {
  const key = (id: string, identity: string) => ({ id, room: { name: "r", identity } });

  it("sends out the one that was meant, and nobody who took its name since", async () => {
    const { client, removed } = open({ r: [someone("assistant"), someone("agent-AJ_1", { sid: "PA_new" })] });
    // The same connection; another one under a name that may come back; a job that lost its connection and came back.
    const sessions = [
      key("PA_assistant", "assistant"),
      key("PA_old", "assistant"),
      key("PA_old", "agent-AJ_1"),
    ];
    expect(await endRoomSessions(client, sessions)).toMatchObject({ ok: true });
    expect(removed).toEqual(["r assistant", "r agent-AJ_1"]);
    expect(await findLiveInRooms(client, sessions.slice(1, 2))).toEqual(succeed({ live: [], others: null }));
  });

  it("leaves people and those who are gone alone", async () => {
    const { client, removed } = open({
      r: [someone("a", { isAgent: false }), someone("b", { state: "disconnected" })],
    });
    expect(
      await endRoomSessions(client, [key("PA_a", "a"), key("PA_b", "b"), key("PA_c", "c")]),
    ).toMatchObject({
      ok: true,
    });
    expect(removed).toEqual([]);
  });
});
