/** `/dispatch` of the bot's own Worker at the real LiveKit server, with a real agent. LiveKit's own clients tell the truth. */
import { AgentDispatchClient, JobRestartPolicy, RoomServiceClient } from "livekit-server-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { JobStatus } from "../../../node_modules/@livekit/protocol/src/gen/livekit_agent_pb.js";
import { callTwirp } from "../../../src/platforms/livekit/call-twirp.ts";
import { listDispatchSchema } from "../../../src/platforms/livekit/dispatch-schemas.ts";
import type { Grants } from "../../../src/platforms/livekit/sign-token.ts";
import { until } from "../../support/local-bot.ts";
import { startAgentWorker } from "./start-agent-worker.ts";
import { type BotAtServer, startBotAtServer } from "./start-bot-at-server.ts";
import { type LivekitServer, startLivekitServer } from "./start-livekit-server.ts";
import type { RunningProgram } from "./start-program.ts";

let server: LivekitServer;
let bot: BotAtServer;
let worker: RunningProgram;
let dispatches: AgentDispatchClient;
let rooms: RoomServiceClient;

/** A card takes a minute to say that nobody came. */
const CARD_ENDS_MS = 90_000;
const OPERATION = { "switchboard.operation": expect.stringMatching(/^[0-9A-Z]{20}$/) };

beforeAll(async () => {
  server = await startLivekitServer();
  bot = await startBotAtServer(server);
  worker = await startAgentWorker(server);
  dispatches = new AgentDispatchClient(server.url, "devkey", "secret");
  rooms = new RoomServiceClient(server.url, "devkey", "secret");
  // What takes long goes first. The metadata tells the real agent what to do, and the room is named after it.
  for (const deed of ["refuse", "crash", "leave", "stay"])
    await bot.command(`/dispatch support-line ${deed} --project prod --metadata ${deed}`);
});
afterAll(async () => {
  await worker?.stop();
  await bot?.stop();
  await server?.stop();
});

/** The server has one more in every room, for agents without a name. */
const dispatchTo = async (room: string) =>
  (await dispatches.listDispatch(room)).find(({ agentName }) => agentName !== "");
const identitiesIn = async (room: string) =>
  (await rooms.listParticipants(room)).map(({ identity }) => identity);

describe("an order for an agent that no worker has", () => {
  it("is stored as it was typed, nothing but a name", async () => {
    await bot.command("/dispatch night-desk plain --project prod");
    await bot.reads(/Sending \*night-desk\* to `plain` … accepted, waiting for the agent/);
    expect(await dispatchTo("plain")).toMatchObject({
      agentName: "night-desk",
      metadata: "",
      restartPolicy: JobRestartPolicy.JRP_ON_FAILURE,
      deployment: "",
      attributes: OPERATION,
      state: { jobs: [] },
    });
  });

  it("is stored as it was typed, with everything that can be said", async () => {
    await bot.command(
      '/dispatch night-desk "Zimmer 5 / süd" --project prod --metadata "vip caller 📞" --restart never ' +
        '--deployment canary --attr tier=gold --attr "note=a=b c"',
    );
    await bot.reads(/never restarts · 15 bytes of metadata · attributes `tier=gold` and `note=a=b c`/);
    expect(await dispatchTo("Zimmer 5 / süd")).toMatchObject({
      metadata: "vip caller 📞",
      restartPolicy: JobRestartPolicy.JRP_NEVER,
      deployment: "canary",
      attributes: { ...OPERATION, tier: "gold", note: "a=b c" },
    });
  });

  it("is listed with its age, which the server tells in nanoseconds", async () => {
    await bot.command("/dispatch list plain --project prod");
    const said = await bot.reads(/Room `plain` in \*prod\* has 2 dispatches · in it now: no agent/);
    expect(said).toMatch(/\*any agent\* `AD_\w{12}` · created \d+ s ago/);
    expect(said).toMatch(/\*night-desk\* `AD_\w{12}` · created \d+ s ago .*\nno job yet/);
  });

  it("is listed alone by its id", async () => {
    const id = (await dispatchTo("plain"))?.id;
    await bot.command(`/dispatch list plain ${id} --project prod`);
    const said = await bot.reads(/Room `plain` in \*prod\* has the dispatch/);
    expect(said).toContain(`*night-desk* \`${id}\``);
    expect(said).not.toContain("any agent");
  });

  it("is not found by another id", async () => {
    await bot.command("/dispatch list plain AD_nothing --project prod");
    await bot.reads(/Room `plain` in \*prod\* has no dispatch `AD_nothing`/);
    await bot.command("/dispatch delete plain AD_nothing --project prod");
    await bot.reads(/Room `plain` has no dispatch `AD_nothing`.*`dispatch-not-found`/);
  });

  it("is deleted once, and its card says so", async () => {
    const id = (await dispatchTo("plain"))?.id;
    await bot.command(`/dispatch delete plain ${id} --project prod`);
    await bot.reads(/Deleted the dispatch of \*night-desk\* to `plain`\nNo worker had taken it/);
    expect(await dispatchTo("plain")).toBeUndefined();
    await bot.reads(/The dispatch of \*night-desk\* to `plain` is gone/);
    await bot.command(`/dispatch delete plain ${id} --project prod`);
    await bot.reads(new RegExp(`Room \`plain\` has no dispatch \`${id}\`.*\`dispatch-not-found\``));
  });
});

describe("a room that is not active", () => {
  it.each(["list nowhere", "delete elsewhere AD_nothing"])("is told as such: %s", async (words) => {
    await bot.command(`/dispatch ${words} --project prod`);
    await bot.reads(
      new RegExp(`Room \`${words.split(" ")[1]}\` is not active in \\*prod\\*.*\`room-not-active\``),
    );
  });
});

describe("a key that the server does not accept", () => {
  it.each([
    ["unknown", "staging"],
    ["with a wrong secret", "mistyped"],
  ])("%s: neither lists nor deletes", async (_, project) => {
    for (const words of ["list", "delete AD_nothing"]) {
      const [verb, id = ""] = words.split(" ");
      const before = bot.readAll().length;
      await bot.command(`/dispatch ${verb} stay ${id} --project ${project}`);
      await until(() => bot.readAll().length > before);
      expect(bot.readAll().at(-1)).toMatch(
        new RegExp(`does not accept the key of project \\*${project}\\*.*\`platform-unauthorized\`$`),
      );
    }
  });

  it("sends nobody", async () => {
    await bot.command("/dispatch support-line refused --project staging");
    await bot.reads(
      /\*support-line\* was not sent to `refused`\n.*does not accept the key of project \*staging\*.*`platform-unauthorized`/,
    );
    expect(await rooms.listRooms(["refused"])).toEqual([]);
  });

  it.each<[string, Grants]>([
    ["without the grant", { video: { roomList: true } }],
    ["for another room", { video: { roomAdmin: true, room: "Stay" } }],
  ])("is one fault with a token %s", async (_, grants) => {
    const { url } = server;
    const project = { platform: "livekit", name: "prod", url, agentsUrl: null } as const;
    const answer = await callTwirp(
      { ...project, apiKey: "devkey", apiSecret: "secret" },
      { fetch, now: () => Date.now() },
      {
        baseUrl: url,
        service: "livekit.AgentDispatchService",
        method: "ListDispatch",
        grants,
        request: { room: "stay" },
        schema: listDispatchSchema,
        changes: false,
      },
    );
    expect(answer).toMatchObject({ ok: false, failure: { kind: "platform-unauthorized" } });
  });

  it("leaves no token in the log or the channel, though the server sends it back", async () => {
    expect(bot.readLog()).toContain("platform-unauthorized");
    expect(bot.readLog()).not.toContain("eyJ");
    expect(bot.readAll().join()).not.toContain("eyJ");
  });
});

describe("a real agent", () => {
  it("that joined is in the room as the card says", async () => {
    const said = await bot.reads(/\*support-line\* joined `stay` after \d+ s\n✓.*✓.*✓/);
    const [identity] = await identitiesIn("stay");
    expect(said).toContain(`in the room as \`${identity}\``);
  });

  it("that joined counts as a live session", async () => {
    await bot.command("/agent restart prod/support-line --dry-run");
    await bot.reads(/1 live session\b/);
  });

  it("leaves the room when its dispatch is deleted", async () => {
    const id = (await dispatchTo("stay"))?.id;
    await bot.command(`/dispatch delete stay ${id} --project prod`);
    await bot.reads(/Deleted the dispatch of \*support-line\* to `stay`\nIts job ends in the background/);
    await until(async () => (await identitiesIn("stay")).length === 0);
  });

  it("that left is not there, though the server goes on calling its job running", async () => {
    await until(async () => (await identitiesIn("leave")).length === 0);
    expect((await dispatchTo("leave"))?.state?.jobs).toMatchObject([
      { state: { status: JobStatus.JS_RUNNING } },
    ]);
    await bot.command("/dispatch list leave --project prod");
    const said = await bot.reads(/Room `leave` in \*prod\* has 2 dispatches · in it now: no agent/);
    expect(said).toMatch(/reported running for \d+ s/);
    expect(said).toContain("a job is reported running from its start on, and that may be stale");
  });

  it("that left is never told not to have joined", async () => {
    await bot.reads(/\*support-line\* (joined|is not in) `leave` after/, CARD_ENDS_MS);
  });

  it("that crashed is not in the room, and why is left open", async () => {
    const said = await bot.reads(/🔴 \*support-line\* is not in `crash` after 1 min/, CARD_ENDS_MS);
    expect(said).toContain("LiveKit Cloud calls the job running; that word is set at the start and stays.");
    expect(said).toContain("✓ A worker took the job  ✗ The agent joins the room");
    expect(await identitiesIn("crash")).toEqual([]);
  });

  it("that refused has not joined, and may be why no worker took the job", async () => {
    const said = await bot.reads(/🔴 \*No agent joined `refuse` in 1 min/, CARD_ENDS_MS);
    expect(said).toContain("none named `support-line` is registered in *prod*, or all of them refused.");
    expect(said).toContain("✗ A worker takes the job");
    expect((await dispatchTo("refuse"))?.state?.jobs).toEqual([]);
  });
});
