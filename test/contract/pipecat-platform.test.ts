import { describe, expect, it } from "vitest";
import { createPipecatCloud } from "../../sim/pipecat/pipecat-cloud.ts";
import { startingOrganization } from "../../sim/pipecat/starting-organization.ts";
import type { Result } from "../../src/failure.ts";
import type { Fetch } from "../../src/platforms/call-json.ts";
import { createPipecatPlatform } from "../../src/platforms/pipecat/pipecat-platform.ts";
import type { PipecatAgentStatus } from "../../src/platforms/port.ts";
import { describeAgentPlatform } from "./agent-platform-contract.ts";

const START = Date.UTC(2026, 10, 22, 12);

function start() {
  let time = START;
  const cloud = createPipecatCloud({
    now: () => time,
    delay: async () => {},
    seed: startingOrganization(time),
  });
  const open = (fetch: Fetch, key?: "wrong") =>
    createPipecatPlatform(
      {
        platform: "pipecat",
        name: "voice",
        apiUrl: "http://pipecat.test/v1",
        apiKey: key === "wrong" ? "sk_wrong" : "sk_local",
      },
      { fetch },
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

describeAgentPlatform("Pipecat Cloud", () => {
  const { cloud, open, advance } = start();
  return {
    cloud,
    open,
    secrets: ["sk_wrong", "sk_local"],
    agents: { "voice-starter": "healthy", "quiet-desk": "asleep", "broken-image": "failed" },
    secretNames: ["OPENAI_API_KEY", "DEEPGRAM_API_KEY", "CARTESIA_API_KEY"],
    breakFirstAgent: () => {
      cloud.world.crash("voice-starter");
      advance(60);
    },
  };
});

const identity = (name: string) => ({ project: "voice", platform: "pipecat", id: name, name }) as const;

describe("Pipecat's agents", () => {
  const open = () => {
    const { cloud, open: openWith, advance } = start();
    const platform = openWith(cloud.fetch);
    const look = async (name: string): Promise<PipecatAgentStatus> => {
      const status = read(await platform.describeAgent(identity(name)));
      if (status.platform !== "pipecat") throw new Error(status.platform);
      return status;
    };
    return { cloud, platform, look, advance };
  };

  it("show a new version that cannot start while the old one still takes calls", async () => {
    const { look } = open();
    expect(await look("broken-image")).toMatchObject({
      health: "failed",
      available: true,
      ready: false,
      current: { readyReplicas: 0 },
      imagePullSecretSet: "pull-secret",
      image: "your-org/voice:0.9",
    });
  });

  it("carry the traceback and the count of restarts of a crash loop", async () => {
    const { cloud, look, advance } = open();
    cloud.world.crash("voice-starter", { exitCode: 137, reason: "OOMKilled" });
    advance(300);
    const first = await look("voice-starter");
    expect(first.health).toBe("failed");
    expect(first.current?.health).toMatchObject({ ready: false, lastExitCode: 137 });
    expect(first.current?.health?.message).toContain("ModuleNotFoundError");
    advance(600);
    const second = await look("voice-starter");
    expect(second.current?.health?.restarts).toBeGreaterThan(first.current?.health?.restarts ?? 0);
    cloud.world.heal("voice-starter");
    advance(600);
    expect((await look("voice-starter")).health).toBe("healthy");
  });

  it("sleep when scaled to zero, and not while a session runs", async () => {
    const { cloud, look, advance } = open();
    expect(await look("quiet-desk")).toMatchObject({ health: "asleep", scaling: { min: 0, max: 3 } });
    expect(cloud.world.startSession("quiet-desk")).toHaveProperty("session");
    advance(30);
    expect(await look("quiet-desk")).toMatchObject({ health: "healthy", activeSessions: 1 });
  });

  it("fail by a fault of the platform's own, once nothing serves", async () => {
    const { cloud, look } = open();
    cloud.world.setInfrastructureIssue("quiet-desk", true);
    expect(await look("quiet-desk")).toMatchObject({
      health: "failed",
      current: { infrastructureIssue: true },
    });
  });
});

const ALL = { status: "all", room: null } as const;

describe("Pipecat's sessions and secrets", () => {
  it("lists sessions, the newest first, running ones without an end", async () => {
    const { cloud, open } = start();
    const { total, sessions } = read(await open(cloud.fetch).listSessions(identity("voice-starter"), ALL));
    expect(total).toBe(5);
    expect(sessions).toHaveLength(5);
    expect(sessions.map(({ endedAt }) => endedAt === null)).toEqual([true, true, false, false, false]);
    expect(sessions[0]).toMatchObject({ coldStart: true, botStartSeconds: 10 });
    const starts = sessions.map(({ startedAt }) => startedAt ?? 0);
    expect(starts).toEqual(starts.toSorted((a, b) => b - a));
  });

  it("says that a missing agent is not there", async () => {
    const { cloud, open } = start();
    const platform = open(cloud.fetch);
    expect(await platform.listSessions(identity("nobody"), ALL)).toMatchObject({
      failure: { kind: "platform-not-found" },
    });
  });

  it("shows the state of the set, and an image pull secret by name", async () => {
    const { cloud, open } = start();
    const platform = open(cloud.fetch);
    cloud.world.setSecretSetStatus("voice-secrets", "failed", "the region is full");
    const starter = read(await platform.listSecrets(identity("voice-starter")));
    expect(starter.set).toEqual({
      name: "voice-secrets",
      status: "failed",
      region: "us-west",
      error: "the region is full",
    });
    const broken = read(await platform.listSecrets(identity("broken-image")));
    expect(broken).toMatchObject({ set: null, secrets: [{ name: "pull-secret", kind: "image-pull" }] });
  });
});
