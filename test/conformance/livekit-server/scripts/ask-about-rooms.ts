import type { Conversation } from "../run-script.ts";

const MAX_METADATA_BYTES = 512 * 1024;

/** `livekit.RoomService`, as much of it as the simulator has, without anybody in the rooms. */
export async function askAboutRooms({ ask }: Conversation): Promise<void> {
  const call = (method: string, name: string, grants: Record<string, unknown>, body: unknown) =>
    ask(`${method}: ${name}`, { to: `RoomService/${method}`, grants, body });
  const create = (name: string, body: unknown) => call("CreateRoom", name, { roomCreate: true }, body);

  await create("plain", { name: "room-1" });
  await create("again", { name: "room-1" });
  await create("again, otherwise", {
    name: "room-1",
    metadata: "changed",
    empty_timeout: 7,
    max_participants: 9,
  });
  await create("everything", {
    name: "room-2",
    empty_timeout: 600,
    departure_timeout: 40,
    max_participants: 5,
    metadata: "m",
    agents: [{ agent_name: "nobody", metadata: "a", restart_policy: "JRP_NEVER", attributes: { k: "v" } }],
  });
  await create("camelCase and numbers in text", {
    name: "room-3",
    emptyTimeout: "600",
    maxParticipants: "5",
  });
  await create("no name", {});
  await create("long name", { name: "r".repeat(257) });
  await create("long name in bytes", { name: "é".repeat(129) });
  await create("negative number", { name: "room-4", max_participants: -1 });
  await create("fraction", { name: "room-4", max_participants: 1.5 });
  await create("whole number with a point", { name: "room-5", max_participants: 2.0 });
  await create("number above 32 bits", { name: "room-4", empty_timeout: 0x1_0000_0000 });
  await create("metadata above the limit", { name: "room-4", metadata: "x".repeat(MAX_METADATA_BYTES + 1) });
  await create("metadata of an agent above the limit", {
    name: "room-4",
    agents: [{ agent_name: "nobody", metadata: "x".repeat(MAX_METADATA_BYTES + 1) }],
  });
  await create("attributes of an agent above the limit", {
    name: "room-4",
    agents: [{ agent_name: "nobody", attributes: { k: "x".repeat(64 * 1024) } }],
  });
  await create("bad deployment of an agent", {
    name: "room-6",
    agents: [{ agent_name: "nobody", deployment: "my_app" }],
  });
  await create("agents of the wrong type", { name: "room-4", agents: "nobody" });
  await call("CreateRoom", "no grant", { roomList: true }, { name: "room-4" });

  const list = (name: string, body: unknown) => call("ListRooms", name, { roomList: true }, body);
  await list("all", {});
  await list("by name", { names: ["room-2", "nowhere"] });
  await list("nothing found", { names: ["nowhere"] });
  await list("names of the wrong type", { names: "room-2" });
  await call("ListRooms", "no grant", { roomCreate: true }, {});

  for (const room of ["room-2", "room-6"]) {
    await ask(`ListDispatch: of ${room}`, {
      to: "AgentDispatchService/ListDispatch",
      grants: { roomAdmin: true, room },
      body: { room },
    });
  }
  const inRoom = (
    method: string,
    name: string,
    body: { readonly room: string; readonly identity?: string },
  ) => call(method, name, { roomAdmin: true, room: body.room }, body);
  await inRoom("ListParticipants", "empty room", { room: "room-1" });
  await inRoom("ListParticipants", "unknown room", { room: "nowhere" });
  await inRoom("GetParticipant", "stranger", { room: "room-1", identity: "stranger" });
  await inRoom("GetParticipant", "unknown room", { room: "nowhere", identity: "stranger" });
  await inRoom("GetParticipant", "no identity", { room: "room-1" });
  await inRoom("RemoveParticipant", "stranger", { room: "room-1", identity: "stranger" });
  await inRoom("RemoveParticipant", "unknown room", { room: "nowhere", identity: "stranger" });
  await call("ListParticipants", "no grant", { roomList: true }, { room: "room-1" });

  const remove = (name: string, room: string) => call("DeleteRoom", name, { roomCreate: true }, { room });
  await remove("own", "room-2");
  await remove("own once more", "room-2");
  await remove("unknown", "nowhere");
  await call("DeleteRoom", "no grant", { roomAdmin: true, room: "room-1" }, { room: "room-1" });
}
