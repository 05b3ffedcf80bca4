/** The sessions of agents on both simulated clouds, through the port. */
import { describe, expect, it } from "vitest";
import { createLiveKitCloud } from "../../sim/livekit/livekit-cloud.ts";
import { startingProjects } from "../../sim/livekit/starting-projects.ts";
import { createLiveKitPlatform } from "../../src/platforms/livekit/livekit-platform.ts";
import { read, start, agent as starter } from "./pipecat-fixture.ts";

const ACTIVE = { status: "active", room: null } as const;
const FIRST = "c0ffe104-0000-4000-8000-000000000104";
const key = (id: string) => ({ id, room: null });

describe("Pipecat's sessions", () => {
  it("are listed by status, shown one by one, and stopped once and for all", async () => {
    const { platform, change } = start();
    expect(read(await platform.listSessions(starter, ACTIVE))).toMatchObject({ total: 2, unreadRooms: 0 });
    const ended = read(await platform.listSessions(starter, { status: "ended", room: null }));
    expect(ended.sessions.every(({ endedAt }) => endedAt !== null)).toBe(true);
    expect(read(await platform.describeSession(starter, FIRST))).toMatchObject({
      id: FIRST,
      endedAt: null,
      metrics: { samples: 72, cpu: { p50: 142 } },
      meetings: [{ meetingId: `meeting-${FIRST}` }],
    });
    const stop = { kind: "stop-sessions", sessions: [key(FIRST)] } as const;
    expect(await change(stop)).toMatchObject({ ok: true });
    expect(await change(stop)).toMatchObject({ ok: true });
    expect(read(await platform.findLiveSessions(starter, [key(FIRST)]))).toEqual({ live: [], others: 1 });
  });

  it("are not there for an agent or an id that is not there", async () => {
    const { platform } = start();
    const nobody = { ...starter, id: "nobody", name: "nobody" };
    const missing = { failure: { kind: "platform-not-found" } };
    expect(await platform.listSessions(nobody, ACTIVE)).toMatchObject(missing);
    expect(await platform.describeSession(starter, "c0ffe999-0000-4000-8000-000000000999")).toMatchObject(
      missing,
    );
    // Of an agent that is gone nobody can say that its sessions ended.
    expect(await platform.change(nobody, { kind: "stop-sessions", sessions: [key(FIRST)] })).toMatchObject({
      failure: { kind: "platform-refused", status: 404 },
    });
  });

  it("are found one by one where more go on than a list shows", async () => {
    const { cloud, platform } = start();
    cloud.world.crowd("voice-starter", 150);
    const { live, others } = read(
      await platform.findLiveSessions(starter, [key(FIRST), key("c0ffe103-0000-4000-8000-000000000103")]),
    );
    expect([live, others]).toEqual([[FIRST], 151]);
  });
});

describe("Pipecat's builds", () => {
  it("are listed, shown with their log, and not there when they are not", async () => {
    const { cloud, platform } = start();
    const builds = platform.builds;
    if (!builds) throw new Error("Pipecat has builds");
    const id = "7d0f6a52-8f0b-4c1e-9a35-2f64f1f0a007";
    cloud.world.putBuild({ id, region: "us-west", status: "building" });
    cloud.world.failBuild(id, "no space left");
    expect(read(await builds.list({ status: "failed", region: null }))).toMatchObject({
      total: 1,
      builds: [{ id }],
    });
    expect(read(await builds.describe(id))).toMatchObject({ status: "failed", error: "no space left" });
    expect(read(await builds.readLog(id)).lines.at(-1)?.text).toBe("ERROR: no space left");
    for (const missing of [id.replace(/7$/, "9"), "latest"])
      expect(await builds.describe(missing)).toMatchObject({
        failure: { kind: "build-not-found", buildId: missing, project: "voice" },
      });
  });
});

describe("LiveKit's sessions", () => {
  const NOW = Date.UTC(2026, 10, 22, 12);
  const open = async () => {
    let time = NOW;
    const now = () => time;
    const cloud = createLiveKitCloud({ now, delay: async () => {}, projects: startingProjects(NOW) });
    const platform = createLiveKitPlatform(
      {
        platform: "livekit",
        name: "prod",
        url: "wss://prod.livekit.cloud",
        agentsUrl: null,
        apiKey: "devkey",
        apiSecret: "secret",
      },
      { fetch: cloud.fetch, now },
    );
    const send = async (agentName: string, room: string) => {
      const request = {
        agentName,
        room,
        metadata: "",
        restartPolicy: "never",
        deployment: "",
        attributes: {},
      } as const;
      await platform.dispatches?.create(request);
      time += 30_000;
    };
    await send("support-line", "room-1");
    cloud.world.addParticipant({ project: "prod", room: "room-1" }, { identity: "caller", name: "Ada" });
    return { cloud, platform, send };
  };
  const agent = {
    project: "prod",
    platform: "livekit",
    id: "CA_p7KxQ2mVw9Ld",
    name: "support-line",
  } as const;

  it("are the rooms that the agent is in, and end when it is sent out", async () => {
    const { cloud, platform, send } = await open();
    await send("night-desk", "room-1");
    const { sessions, namesakes } = read(await platform.listSessions(agent, ACTIVE));
    expect(namesakes).toEqual([]);
    expect(sessions).toMatchObject(
      [{ id: /^PA_/, room: { name: "room-1", people: ["Ada"] } }].map(({ room }) => ({ room })),
    );
    const keys = sessions.map(({ id, room }) => ({ id, room }));
    expect(read(await platform.findLiveSessions(agent, keys)).live).toEqual(keys.map(({ id }) => id));
    const stop = { kind: "stop-sessions", sessions: keys } as const;
    expect(await platform.change(agent, stop)).toMatchObject({ ok: true });
    expect(await platform.change(agent, stop)).toMatchObject({ ok: true });
    expect(cloud.calls.list("RemoveParticipant")).toHaveLength(1);
    expect(read(await platform.findLiveSessions(agent, keys))).toEqual({ live: [], others: 0 });
  });

  it("cannot be told for an agent without a name, and never for a room alone", async () => {
    const { platform } = await open();
    expect(await platform.listSessions({ ...agent, name: agent.id }, ACTIVE)).toMatchObject({
      failure: { kind: "sessions-untold" },
    });
    expect(read(await platform.listSessions(agent, { status: "active", room: "nowhere" })).sessions).toEqual(
      [],
    );
    expect(await platform.describeSession(agent, "PA_1")).toMatchObject({ failure: { kind: "not-offered" } });
  });
});
