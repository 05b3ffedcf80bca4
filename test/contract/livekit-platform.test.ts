import { describe, expect, it } from "vitest";
import { createLiveKitCloud, type LiveKitCloudOptions } from "../../sim/livekit/livekit-cloud.ts";
import { startingProjects } from "../../sim/livekit/starting-projects.ts";
import type { Result } from "../../src/failure.ts";
import type { Fetch } from "../../src/platforms/call-json.ts";
import { createLiveKitPlatform } from "../../src/platforms/livekit/livekit-platform.ts";
import type { DispatchRequest } from "../../src/platforms/port.ts";
import { describeAgentPlatform } from "./agent-platform-contract.ts";

const START = Date.UTC(2026, 10, 22, 12);

function start(options: Partial<LiveKitCloudOptions> = {}) {
  let time = START;
  const now = () => time;
  const cloud = createLiveKitCloud({
    now,
    delay: async () => {},
    projects: startingProjects(time),
    ...options,
  });
  const open = (fetch: Fetch, key?: "wrong") =>
    createLiveKitPlatform(
      {
        platform: "livekit",
        name: "prod",
        url: "wss://prod.livekit.cloud",
        agentsUrl: null,
        apiKey: "devkey",
        apiSecret: key === "wrong" ? "not-the-secret" : "secret",
      },
      { fetch, now },
    );
  const advance = (seconds: number) => {
    time += seconds * 1000;
  };
  return { cloud, open, advance };
}

const read = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`failed: ${result.failure.kind}`);
  return result.value;
};

describeAgentPlatform("LiveKit Cloud", () => {
  const { cloud, open } = start();
  return {
    cloud,
    open,
    secrets: ["not-the-secret", "eyJ"],
    agents: { "support-line": "healthy", "night-desk": "asleep", crashy: "failed" },
    secretNames: ["OPENAI_API_KEY", "DEEPGRAM_API_KEY", "google-credentials.json"],
    breakFirstAgent: () => cloud.world.crash({ project: "prod", agent: "support-line" }),
  };
});

describe("LiveKit's agents API", () => {
  const supportLine = { project: "prod", agent: "support-line" };
  const agent = {
    project: "prod",
    platform: "livekit",
    id: "CA_p7KxQ2mVw9Ld",
    name: "support-line",
  } as const;

  it("follows a rollout from one version to the next", async () => {
    const { cloud, open, advance } = start();
    const platform = open(cloud.fetch);
    const versions = async () => read(await platform.listVersions(agent));
    const health = async () => read(await platform.describeAgent(agent)).health;
    const [before] = await versions();
    const version = cloud.world.deploy(supportLine, { attributes: { git_commit: "abc" } });
    expect(await health()).toBe("working");
    expect((await versions())[0]).toMatchObject({ version, current: false, deployedAt: null });
    advance(90);
    expect(await health()).toBe("healthy");
    const [newest, second] = await versions();
    expect(newest).toMatchObject({ version, current: true, attributes: { git_commit: "abc" } });
    expect(newest?.deployedAt).toBeGreaterThan(START);
    expect(second).toMatchObject({ version: before?.version, current: false });
  });

  it("does not know a word that nobody has seen, and shows it verbatim", async () => {
    const { cloud, open } = start();
    cloud.world.setAgentStatus(supportLine, "Meditating");
    const status = read(await open(cloud.fetch).describeAgent(agent));
    expect(status).toMatchObject({
      health: "unknown",
      regions: [{ status: "Meditating" }, { status: "Meditating" }],
    });
  });

  it("finds the name that the summary leaves blank", async () => {
    const { cloud, open } = start({ blankNamesInSummary: [agent.id] });
    const names = read(await open(cloud.fetch).listAgents()).map((listed) => listed.agent.name);
    expect(names).toContain("support-line");
  });

  it("gives every figure of both regions", async () => {
    const { cloud, open } = start();
    const status = read(await open(cloud.fetch).describeAgent(agent));
    if (status.platform !== "livekit") throw new Error(status.platform);
    expect(status.dashboardUrl).toBe("https://cloud.livekit.io/projects/d_prod/agents/CA_p7KxQ2mVw9Ld");
    expect(status.regions).toMatchObject([
      {
        region: "us-east",
        serverRegion: "osbxash1a",
        deployment: "production",
        status: "Running",
        replicas: { current: 2, min: 1, max: 4 },
      },
      {
        region: "eu-central",
        deployment: "production",
        status: "Sleeping",
        replicas: { current: 0, min: 0, max: 2 },
      },
    ]);
    for (const { cpu, memory, lastSeenAt } of status.regions) {
      expect(cpu.limit).toBeGreaterThan(0);
      expect(cpu.current).toBeLessThanOrEqual(cpu.limit ?? 0);
      expect(memory.current).toBeLessThanOrEqual(memory.limit ?? 0);
      expect(lastSeenAt).toBeLessThanOrEqual(START);
    }
  });
});

describe("LiveKit's dispatches", () => {
  const request: DispatchRequest = {
    agentName: "support-line",
    room: "room-1",
    metadata: "call 7",
    restartPolicy: "never",
    deployment: "",
    attributes: { "switchboard.operation": "op-1" },
  };
  const open = (options?: Partial<LiveKitCloudOptions>) => {
    const { cloud, open: openWith, advance } = start(options);
    const { dispatches } = openWith(cloud.fetch);
    if (!dispatches) throw new Error("No dispatches");
    return { cloud, dispatches, advance };
  };

  it("bring an agent into the room", async () => {
    const { dispatches, advance } = open();
    const created = read(await dispatches.create(request));
    expect(created).toMatchObject({ ...request, createdAt: START, deletedAt: null });
    expect(read(await dispatches.listParticipants("room-1"))).toEqual([]);
    advance(5);
    const [listed] = read(await dispatches.list("room-1"));
    expect(listed).toMatchObject({ id: created.id, jobs: [{ status: "running", error: "" }] });
    const [participant] = read(await dispatches.listParticipants("room-1"));
    expect(participant).toMatchObject({
      isAgent: true,
      state: "active",
      identity: listed?.jobs[0]?.participantIdentity,
    });
  });

  it("are listed whole or by id, and an unknown id gives none", async () => {
    const { dispatches } = open();
    const first = read(await dispatches.create(request));
    const second = read(await dispatches.create(request));
    const ids = async (id?: string) =>
      read(await dispatches.list("room-1", id)).map((dispatch) => dispatch.id);
    expect((await ids()).toSorted()).toEqual([first.id, second.id].toSorted());
    expect(await ids(second.id)).toEqual([second.id]);
    expect(await ids("AD_unknown")).toEqual([]);
  });

  it("are removed once, and the agent leaves", async () => {
    const { dispatches, advance } = open();
    const { id } = read(await dispatches.create(request));
    advance(5);
    expect(read(await dispatches.remove("room-1", id)).id).toBe(id);
    advance(5);
    expect(read(await dispatches.listParticipants("room-1"))).toEqual([]);
    expect(await dispatches.remove("room-1", id)).toEqual({
      ok: false,
      failure: { kind: "dispatch-not-found", dispatchId: id, room: "room-1" },
    });
  });

  it("say that a room is not active", async () => {
    const { dispatches } = open();
    const inactive = { ok: false, failure: { kind: "room-not-active", room: "nowhere", project: "prod" } };
    expect(await dispatches.list("nowhere")).toEqual(inactive);
    expect(await dispatches.remove("nowhere", "AD_1")).toEqual(inactive);
    expect(read(await dispatches.listParticipants("nowhere"))).toEqual([]);
  });

  it("say so too where rooms are not created by themselves", async () => {
    const { dispatches } = open({ autoCreateRooms: false });
    expect(await dispatches.create(request)).toMatchObject({
      failure: { kind: "room-not-active", room: "room-1" },
    });
  });

  it("are refused with metadata that is too long, and none is made", async () => {
    const { dispatches, cloud } = open();
    const tooLong = { ...request, metadata: "x".repeat(512 * 1024 + 1) };
    expect(await dispatches.create(tooLong)).toMatchObject({
      failure: { kind: "platform-refused", status: 400 },
    });
    expect(
      cloud
        .state()
        .projects.flatMap(({ rooms }) => rooms)
        .flatMap((room) => room.dispatches),
    ).toEqual([]);
  });

  it("carry names and metadata in any script unchanged", async () => {
    const { dispatches } = open();
    const odd = {
      ...request,
      room: "Zimmer 7/ü 😀",
      metadata: '"\\ \u0001 ü',
      attributes: { "a.b_c": "ü=1" },
    };
    expect(read(await dispatches.create(odd))).toMatchObject(odd);
    expect(read(await dispatches.list(odd.room))).toMatchObject([odd]);
  });
});
