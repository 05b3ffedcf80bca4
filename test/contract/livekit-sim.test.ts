/** The simulated LiveKit Cloud, driven over HTTP by LiveKit's own SDK: a client that we did not write. */
import { type ServerType, serve } from "@hono/node-server";
import {
  AccessToken,
  AgentDispatchClient,
  JobRestartPolicy,
  RoomServiceClient,
  TokenVerifier,
} from "livekit-server-sdk";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { JobStatus } from "../../node_modules/@livekit/protocol/src/gen/livekit_agent_pb.js";
import { ParticipantInfo_Kind } from "../../node_modules/@livekit/protocol/src/gen/livekit_models_pb.js";
import { createLiveKitCloud, type LiveKitCloud } from "../../sim/livekit/livekit-cloud.ts";
import { startingProjects } from "../../sim/livekit/starting-projects.ts";

const START = Date.UTC(2026, 9, 1, 12, 0, 0);

let cloud: LiveKitCloud;
let server: ServerType;
let host: string;
let dispatches: AgentDispatchClient;
let rooms: RoomServiceClient;

/** The SDK reads the clock itself, so this suite replaces the clock of the process; timers stay real. */
const advance = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: START });
  cloud = createLiveKitCloud({
    now: () => Date.now(),
    delay: async () => {},
    projects: startingProjects(START),
  });
  host = await new Promise((resolve) => {
    server = serve({ fetch: cloud.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    );
  });
  dispatches = new AgentDispatchClient(host, "devkey", "secret");
  rooms = new RoomServiceClient(host, "devkey", "secret");
});

afterEach(async () => {
  vi.useRealTimers();
  await new Promise((resolve) => server.close(resolve));
});

describe("AgentDispatchClient", () => {
  it("sees a dispatch through to the agent in the room", async () => {
    const created = await dispatches.createDispatch("room-1", "support-line", {
      metadata: "hello",
      restartPolicy: JobRestartPolicy.JRP_NEVER,
    });
    expect(created).toMatchObject({
      id: expect.stringMatching(/^AD_\w{12}$/),
      agentName: "support-line",
      room: "room-1",
      metadata: "hello",
      restartPolicy: JobRestartPolicy.JRP_NEVER,
      state: { createdAt: BigInt(START) * 1_000_000n, deletedAt: 0n },
    });

    advance(2);
    const [listed] = await dispatches.listDispatch("room-1");
    const job = listed?.state?.jobs[0];
    expect(job).toMatchObject({
      dispatchId: created.id,
      agentName: "support-line",
      room: { name: "room-1" },
      state: { status: JobStatus.JS_RUNNING, startedAt: BigInt(START + 300) * 1_000_000n },
    });
    expect(await rooms.listParticipants("room-1")).toMatchObject([
      {
        identity: job?.state?.participantIdentity,
        kind: ParticipantInfo_Kind.AGENT,
        joinedAtMs: BigInt(START + 1000),
        attributes: { "lk.agent.name": "support-line" },
      },
    ]);
    expect(await dispatches.getDispatch(created.id, "room-1")).toEqual(listed);
  });

  it("deletes a dispatch, and the agent leaves", async () => {
    const { id } = await dispatches.createDispatch("room-1", "support-line");
    advance(2);
    await dispatches.deleteDispatch(id, "room-1");
    expect(await dispatches.getDispatch(id, "room-1")).toBeUndefined();
    advance(1);
    expect(await rooms.listParticipants("room-1")).toEqual([]);
  });

  it("reads the error of a room that is not active", async () => {
    await expect(dispatches.listDispatch("room-1")).rejects.toMatchObject({
      status: 503,
      code: "unavailable",
      message: "twirp error unknown: no response from servers",
    });
  });

  it("reads the error of an unknown dispatch", async () => {
    await dispatches.createDispatch("room-1", "support-line");
    await expect(dispatches.deleteDispatch("AD_nothing", "room-1")).rejects.toMatchObject({
      status: 404,
      code: "not_found",
      message: "twirp error unknown: dispatch ID not found",
    });
  });

  it("reads the text of a refused token", async () => {
    const stranger = new AgentDispatchClient(host, "devkey", "wrong");
    await expect(stranger.listDispatch("room-1")).rejects.toMatchObject({
      status: 401,
      code: undefined,
      message: expect.stringMatching(/^invalid token: .*: signature is invalid$/),
    });
  });

  it("reads a fault that stands in front of the service", async () => {
    cloud.faults.inject({ match: "ListDispatch", fault: { kind: "status", status: 502 } });
    await expect(dispatches.listDispatch("room-1")).rejects.toMatchObject({ status: 502 });
  });
});

describe("RoomServiceClient", () => {
  it("opens, lists and deletes a room", async () => {
    const room = await rooms.createRoom({ name: "room-1", emptyTimeout: 60, metadata: "m" });
    expect(room).toMatchObject({ name: "room-1", emptyTimeout: 60, creationTimeMs: BigInt(START) });
    expect(await rooms.listRooms()).toEqual([room]);
    expect(await rooms.listRooms(["room-2"])).toEqual([]);
    await rooms.deleteRoom("room-1");
    expect(await rooms.listRooms()).toEqual([]);
  });

  it("finds and removes a participant", async () => {
    cloud.world.addParticipant({ project: "prod", room: "room-1" }, { identity: "caller", name: "Ada" });
    expect(await rooms.getParticipant("room-1", "caller")).toMatchObject({
      name: "Ada",
      kind: ParticipantInfo_Kind.STANDARD,
    });
    await rooms.removeParticipant("room-1", "caller");
    await expect(rooms.getParticipant("room-1", "caller")).rejects.toMatchObject({ status: 404 });
  });

  it("sees the room of its own project only", async () => {
    await rooms.createRoom({ name: "room-1" });
    const staging = new RoomServiceClient(host, "stagingkey", "secret-staging");
    expect(await staging.listRooms()).toEqual([]);
  });
});

describe("tokens", () => {
  const accepts = async (token: string) => {
    const response = await fetch(`${host}/twirp/livekit.RoomService/ListRooms`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: "{}",
    });
    return response.status === 200;
  };
  const sign = (key: string, secret: string, ttl: string) => {
    const token = new AccessToken(key, secret, { ttl });
    token.addGrant({ roomList: true });
    return token.toJwt();
  };

  it.each([
    ["a good one", "devkey", "secret", 0, true],
    ["another secret", "devkey", "guess", 0, false],
    ["another key", "otherkey", "secret", 0, false],
    ["one that has expired", "devkey", "secret", 600, false],
    ["one from the future", "devkey", "secret", -600, false],
  ])("are judged as LiveKit's own verifier judges them: %s", async (_, key, secret, ageS, isGood) => {
    const token = await sign(key, secret, "60s");
    advance(ageS);
    const verifier = new TokenVerifier("devkey", "secret");
    const verdict = await verifier.verify(token, 60).then(
      () => true,
      () => false,
    );
    expect(verdict).toBe(isGood);
    expect(await accepts(token)).toBe(isGood);
  });
});
