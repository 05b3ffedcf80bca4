/** The bot's own LiveKit client and the Go client of `lk`, at work on the same agents: each sees what the other does. */
import { rmSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import type { Result } from "../../../src/failure.ts";
import { createLiveKitPlatform } from "../../../src/platforms/livekit/livekit-platform.ts";
import type { AgentPlatform, DispatchService } from "../../../src/platforms/port.ts";
import { createGoClient, type GoClient } from "./go-client.ts";
import { prepareGoClient } from "./prepare-go-client.ts";
import { createSourceDirectory } from "./source-directory.ts";
import { type SimulatedCloud, startSimulatedCloud } from "./start-simulated-cloud.ts";

const SUPPORT_LINE = {
  project: "prod",
  platform: "livekit",
  id: "CA_p7KxQ2mVw9Ld",
  name: "support-line",
} as const;
const BY_ID = ["-agent", SUPPORT_LINE.id];

let program: string;
let simulated: SimulatedCloud;
let client: GoClient;
let bot: AgentPlatform;
let dispatches: DispatchService;

beforeAll(async () => {
  program = await prepareGoClient();
});
beforeEach(async () => {
  simulated = await startSimulatedCloud();
  client = createGoClient(program, simulated.url);
  bot = createLiveKitPlatform(
    {
      platform: "livekit",
      name: "prod",
      url: simulated.url,
      agentsUrl: null,
      apiKey: "devkey",
      apiSecret: "secret",
    },
    { fetch: (request) => fetch(request), now: simulated.now },
  );
  if (!bot.dispatches) throw new Error("LiveKit has dispatches");
  dispatches = bot.dispatches;
});
afterEach(() => simulated.close());

const read = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`failed: ${result.failure.kind}`);
  return result.value;
};
const seenByBot = async () => read(await bot.describeAgent(SUPPORT_LINE));

describe("the bot sees", () => {
  it("an agent from its creation to its first version, under its id while it has no name", async () => {
    const directory = createSourceDirectory({ Dockerfile: "FROM scratch\n" });
    const created = await client.ask("create", "-directory", directory, "-region", "us-east");
    rmSync(directory, { recursive: true });
    const { agent_id: id } = z.object({ agent_id: z.string() }).parse(created);
    const find = async () => read(await bot.listAgents()).find(({ agent }) => agent.id === id);
    expect(await find()).toMatchObject({
      agent: { name: id },
      version: null,
      deployedAt: null,
      status: { health: "working", regions: [{ cpu: { current: null } }] },
    });
    simulated.advance(30);
    expect(await find()).toMatchObject({
      version: simulated.agent(id)?.versions[0]?.version,
      deployedAt: expect.any(Number),
      status: { health: "healthy" },
    });
  });

  it("a rollback, a restart and secrets of the Go client", async () => {
    const [, before] = read(await bot.listVersions(SUPPORT_LINE));
    const version = before?.version ?? "";
    await client.ask("rollback", ...BY_ID, "-version", version);
    expect(await seenByBot()).toMatchObject({ health: "working" });
    simulated.advance(6);
    expect(await seenByBot()).toMatchObject({ health: "healthy", version });
    await client.ask("restart", ...BY_ID);
    expect(await seenByBot()).toMatchObject({ health: "working" });
    await client.ask("update-secrets", ...BY_ID, "-secret", "RIME_API_KEY=x");
    const { secrets } = read(await bot.listSecrets(SUPPORT_LINE));
    expect(secrets.at(-1)).toMatchObject({ name: "RIME_API_KEY" });
  });

  it("a dispatch of the Go client", async () => {
    await client.ask("create-dispatch", "-room", "room-1", "-name", "support-line", "-metadata", "hello");
    simulated.advance(2);
    expect(read(await dispatches.list("room-1"))).toMatchObject([
      { agentName: "support-line", metadata: "hello", jobs: [{ status: "running" }] },
    ]);
  });
});

describe("the Go client sees", () => {
  it("a rollback of the bot, and that the agent is gone after the bot has deleted it", async () => {
    const [, before] = read(await bot.listVersions(SUPPORT_LINE));
    const version = before?.version ?? "";
    read(await bot.change(SUPPORT_LINE, { kind: "rollback", version }));
    simulated.advance(6);
    expect(await client.ask("list", ...BY_ID)).toMatchObject({ agents: [{ version }] });
    read(await bot.change(SUPPORT_LINE, { kind: "delete" }));
    simulated.advance(5);
    expect(await client.ask("list", ...BY_ID)).toEqual({ agents: [] });
  });

  it("a dispatch of the bot, with every field", async () => {
    const request = {
      agentName: "support-line",
      room: "room-1",
      metadata: "präsenz",
      restartPolicy: "never",
      deployment: "",
      attributes: { tier: "gold" },
    } as const;
    const { id } = read(await dispatches.create(request));
    expect(await client.ask("list-dispatches", "-room", "room-1")).toMatchObject({
      agent_dispatches: [
        {
          id,
          agent_name: "support-line",
          metadata: "präsenz",
          restart_policy: "JRP_NEVER",
          attributes: { tier: "gold" },
        },
      ],
    });
  });
});
