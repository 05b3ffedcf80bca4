/** LiveKit's server SDK for Node against the simulated LiveKit Cloud: every method of the clients for dispatches and rooms. */
import { AgentDispatchClient, JobRestartPolicy, RoomServiceClient } from "livekit-server-sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { COVERAGE } from "../../../sim/livekit/coverage.ts";
import { type SimulatedCloud, startSimulatedCloud } from "../livekit-client/start-simulated-cloud.ts";

let simulated: SimulatedCloud;
let dispatches: AgentDispatchClient;
let rooms: RoomServiceClient;

/** A room with a caller, and an agent that has been dispatched to it. */
let dispatchId: string;

beforeEach(async () => {
  simulated = await startSimulatedCloud();
  dispatches = new AgentDispatchClient(simulated.url, "devkey", "secret");
  rooms = new RoomServiceClient(simulated.url, "devkey", "secret");
  simulated.cloud.world.addParticipant({ project: "prod", room: "room-1" }, { identity: "caller" });
  dispatchId = (await dispatches.createDispatch("room-1", "support-line")).id;
  simulated.advance(2);
});
afterEach(() => simulated.close());

const identities = () => simulated.room("room-1")?.participants.map(({ identity }) => identity);
const agentIdentity = expect.stringMatching(/^agent-AJ_/);

interface Case {
  /** The route that it takes. */
  readonly route: string;
  readonly call: () => Promise<unknown>;
  /** null: the simulator has no such route and says so. */
  readonly answer: unknown;
}

const CASES: Readonly<Record<string, Case>> = {
  "AgentDispatchClient.createDispatch": {
    route: "AgentDispatchService/CreateDispatch",
    call: () =>
      dispatches.createDispatch("room-2", "night-desk", {
        metadata: "hello",
        restartPolicy: JobRestartPolicy.JRP_NEVER,
      }),
    answer: {
      agentName: "night-desk",
      room: "room-2",
      metadata: "hello",
      restartPolicy: JobRestartPolicy.JRP_NEVER,
    },
  },
  "AgentDispatchClient.listDispatch": {
    route: "AgentDispatchService/ListDispatch",
    call: () => dispatches.listDispatch("room-1"),
    answer: [{ agentName: "support-line", state: { jobs: [{ room: { name: "room-1" } }] } }],
  },
  "AgentDispatchClient.getDispatch": {
    route: "AgentDispatchService/ListDispatch",
    call: () => dispatches.getDispatch(dispatchId, "room-1"),
    answer: { agentName: "support-line", room: "room-1" },
  },
  "AgentDispatchClient.deleteDispatch": {
    route: "AgentDispatchService/DeleteDispatch",
    call: async () => {
      await dispatches.deleteDispatch(dispatchId, "room-1");
      simulated.advance(1);
      return [simulated.room("room-1")?.dispatches, identities()];
    },
    answer: [[], ["caller"]],
  },
  "RoomServiceClient.createRoom": {
    route: "RoomService/CreateRoom",
    call: () => rooms.createRoom({ name: "room-2", emptyTimeout: 60, maxParticipants: 7, metadata: "m" }),
    answer: { name: "room-2", emptyTimeout: 60, maxParticipants: 7, metadata: "m", numParticipants: 0 },
  },
  "RoomServiceClient.listRooms": {
    route: "RoomService/ListRooms",
    call: () => rooms.listRooms(["room-1", "room-9"]),
    answer: [{ name: "room-1" }],
  },
  "RoomServiceClient.deleteRoom": {
    route: "RoomService/DeleteRoom",
    call: async () => {
      await rooms.deleteRoom("room-1");
      return simulated.room("room-1") ?? "gone";
    },
    answer: "gone",
  },
  "RoomServiceClient.listParticipants": {
    route: "RoomService/ListParticipants",
    call: async () => (await rooms.listParticipants("room-1")).map(({ identity }) => identity).toSorted(),
    answer: [agentIdentity, "caller"],
  },
  "RoomServiceClient.getParticipant": {
    route: "RoomService/GetParticipant",
    call: () => rooms.getParticipant("room-1", "caller"),
    answer: { identity: "caller", sid: expect.stringMatching(/^PA_/) },
  },
  "RoomServiceClient.removeParticipant": {
    route: "RoomService/RemoveParticipant",
    call: async () => {
      await rooms.removeParticipant("room-1", "caller");
      return identities();
    },
    answer: [agentIdentity],
  },
  "RoomServiceClient.updateRoomMetadata": {
    route: "RoomService/UpdateRoomMetadata",
    call: () => rooms.updateRoomMetadata("room-1", "m"),
    answer: null,
  },
  "RoomServiceClient.forwardParticipant": {
    route: "RoomService/ForwardParticipant",
    call: () => rooms.forwardParticipant("room-1", "caller", "room-2"),
    answer: null,
  },
  "RoomServiceClient.moveParticipant": {
    route: "RoomService/MoveParticipant",
    call: () => rooms.moveParticipant("room-1", "caller", "room-2"),
    answer: null,
  },
  "RoomServiceClient.mutePublishedTrack": {
    route: "RoomService/MutePublishedTrack",
    call: () => rooms.mutePublishedTrack("room-1", "caller", "TR_1", true),
    answer: null,
  },
  "RoomServiceClient.updateParticipant": {
    route: "RoomService/UpdateParticipant",
    call: () => rooms.updateParticipant("room-1", "caller", { metadata: "m" }),
    answer: null,
  },
  "RoomServiceClient.updateSubscriptions": {
    route: "RoomService/UpdateSubscriptions",
    call: () => rooms.updateSubscriptions("room-1", "caller", ["TR_1"], true),
    answer: null,
  },
  "RoomServiceClient.sendData": {
    route: "RoomService/SendData",
    call: () => rooms.sendData("room-1", new Uint8Array([1]), 0, {}),
    answer: null,
  },
};

describe("livekit-server-sdk", () => {
  it("has no method that is not tried here", () => {
    const methods = [AgentDispatchClient, RoomServiceClient].flatMap(({ name, prototype }) =>
      Object.getOwnPropertyNames(prototype)
        .filter((method) => method !== "constructor")
        .map((method) => `${name}.${method}`),
    );
    expect(Object.keys(CASES).toSorted()).toEqual(methods.toSorted());
  });

  it.each(Object.entries(CASES))(
    "%s is answered as the table of routes says",
    async (_, { route, call, answer }) => {
      const path = `/twirp/livekit.${route}`;
      const covered = COVERAGE.find((entry) => entry.route === `POST ${path}`);
      const seen = simulated.cloud.calls.list().at(-1)?.seq ?? 0;
      if (answer === null) {
        await expect(call()).rejects.toMatchObject({ status: 501, code: "unimplemented" });
      } else {
        expect({ given: await call() }).toMatchObject({ given: answer });
      }
      expect(covered?.support === "absent").toBe(answer === null);
      expect(simulated.cloud.calls.list("POST /twirp", seen)).toMatchObject([{ path }]);
    },
  );

  it.each([
    ["an unknown key", "nokey", "secret", "invalid API key"],
    ["a wrong secret", "devkey", "wrong", /^invalid token/],
  ])("is refused in plain text with %s", async (_, key, secret, message) => {
    const stranger = new AgentDispatchClient(simulated.url, key, secret);
    await expect(stranger.listDispatch("room-1")).rejects.toMatchObject({
      status: 401,
      message: expect.stringMatching(message),
    });
  });

  it("reads the error of a dispatch that is not there, and of a room that is not active", async () => {
    await expect(dispatches.deleteDispatch("AD_nobody", "room-1")).rejects.toMatchObject({
      status: 404,
      code: "not_found",
      message: "twirp error unknown: dispatch ID not found",
    });
    await expect(dispatches.listDispatch("room-9")).rejects.toMatchObject({
      status: 503,
      code: "unavailable",
    });
  });
});
