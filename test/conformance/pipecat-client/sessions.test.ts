import { describe, expect, it } from "vitest";
import * as z from "zod";
import { type OpenPipecat, setUpPipecat } from "./set-up-pipecat.ts";

const open = setUpPipecat();

const running = "c0ffe104-0000-4000-8000-000000000104";
const liveSessions = ({ cloud }: OpenPipecat): number | undefined =>
  cloud.state().agents.find(({ name }) => name === "voice-starter")?.activeSessionCount;

describe.concurrent("the official client, about sessions", () => {
  it("lists them with how they ended", async (test) => {
    const { cloudCommand, calls } = await open(test);
    const { stdout } = await cloudCommand("agent", "sessions", "voice-starter");
    const rows = stdout.split("\n").slice(3, -1);
    expect(rows.map((row) => row.split("\t").slice(1))).toEqual([
      ["2126-11-22 11:57:00", "", "", "Active", "10", "True"],
      ["2126-11-22 11:48:00", "", "", "Active", "0", "False"],
      ["2126-11-22 09:00:00", "2126-11-22 09:00:40", "00:00:40", "Agent error", "0", "False"],
      ["2126-11-22 07:00:00", "2126-11-22 07:06:00", "00:06:00", "Complete", "0", "False"],
      ["2126-11-22 04:00:00", "2126-11-22 04:14:00", "00:14:00", "Complete", "0", "False"],
    ]);
    const unknown = await cloudCommand("agent", "sessions", "voice-starter", "--end-state", "exploded");
    expect([unknown.code, unknown.stdout]).toEqual([1, expect.stringContaining("Invalid parameters")]);
    expect(calls()).toEqual([
      "GET {org}/services/voice-starter/sessions",
      "GET {org}/services/voice-starter/sessions?endState=exploded",
    ]);
  });

  it("stops one, and then finds it terminated", async (test) => {
    const pipecat = await open(test);
    const stop = ["agent", "stop", "voice-starter", "--session-id", running, "--force"];
    const { code, stdout } = await pipecat.cloudCommand(...stop);
    expect([code, stdout]).toEqual([0, expect.stringContaining("stopped successfully")]);
    expect(liveSessions(pipecat)).toBe(1);
    const filter = ["--end-state", "terminated"];
    const { said } = await pipecat.inJson("agent", "sessions", "voice-starter", ...filter);
    expect(said).toMatchObject({ total_count: 1, sessions: [{ sessionId: running }] });
    const one = await pipecat.cloudCommand("agent", "sessions", "voice-starter", "--id", running);
    expect(one.stdout).toMatch(/Status: Terminated .*Duration: 00:12:00 .*12:00:00 {2}Session completed/s);
  });

  it("says that it stopped one that is not there, though the answer was 404", async (test) => {
    const { cloudCommand, cloud } = await open(test);
    const nobody = "c0ffe999-0000-4000-8000-000000000999";
    const stop = ["agent", "stop", "voice-starter", "--session-id", nobody, "--force"];
    expect((await cloudCommand(...stop)).code).toBe(0);
    expect(cloud.calls.list("DELETE")).toMatchObject([{ status: 404 }]);
  });

  it("starts one with a public key, and a room when asked", async (test) => {
    const pipecat = await open(test);
    const start = ["agent", "start", "voice-starter", "--api-key", "pk_local", "--force"];
    const data = ["--use-daily", "--data", '{"customer":"7"}', "--daily-properties", '{"exp":1}'];
    const { code, stdout } = await pipecat.cloudCommand(...start, ...data);
    expect([code, stdout]).toEqual([0, expect.stringContaining("https://local.daily.test/")]);
    expect(liveSessions(pipecat)).toBe(3);
    expect(pipecat.sent()).toMatchObject([
      { method: "GET", path: "{org}/services/voice-starter" },
      {
        method: "POST",
        path: "/v1/public/voice-starter/start",
        body: { createDailyRoom: true, body: { customer: "7" }, dailyRoomProperties: { exp: 1 } },
      },
    ]);
  });

  it("starts none with a key that is no public key, and none of an agent that is not ready", async (test) => {
    const pipecat = await open(test);
    const start = ["agent", "start", "voice-starter", "--force", "--api-key"];
    const wrong = await pipecat.cloudCommand(...start, "sk_local");
    expect([wrong.code, wrong.stdout]).toEqual([1, expect.stringContaining("Unauthorized (401)")]);
    pipecat.cloud.world.crash("voice-starter");
    pipecat.advance(60);
    const crashed = await pipecat.cloudCommand(...start, "pk_local");
    expect([crashed.code, crashed.stdout]).toEqual([1, expect.stringContaining("not in a healthy state")]);
    expect(liveSessions(pipecat)).toBe(0);
  });

  it("tells what is spent when nothing can be started any more", async (test) => {
    const { cloudCommand, cloud } = await open(test);
    cloud.world.setSpending({ limitCents: 5_000, currentCents: 5_234 });
    const start = ["agent", "start", "voice-starter", "--force", "--api-key", "pk_local"];
    const { code, stdout } = await cloudCommand(...start);
    expect(code).toBe(1);
    expect(stdout).toContain("Spend limit reached (402)");
    expect(stdout).toContain("($52.34 of $50.00 used in this billing period)");
  });
});

describe.concurrent("the official SDK", () => {
  const outcomeSchema = z.union([
    z.object({ started: z.looseObject({ sessionId: z.guid() }) }),
    z.object({ refused: z.string(), code: z.string() }),
  ]);
  const start = async (pipecat: OpenPipecat, agent: string, key = "pk_local", transport = "none") => {
    const { stdout } = await pipecat.script("start_session.py", agent, key, transport, '{"customer":"7"}');
    return outcomeSchema.parse(JSON.parse(stdout));
  };

  it("starts a session with data for the bot", async (test) => {
    const pipecat = await open(test);
    const outcome = await start(pipecat, "voice-starter");
    expect(outcome).toEqual({ started: { sessionId: expect.any(String) } });
    expect(liveSessions(pipecat)).toBe(3);
    expect(pipecat.sent()).toEqual([
      {
        method: "POST",
        path: "/v1/public/voice-starter/start",
        body: { createDailyRoom: false, body: { customer: "7" } },
        userAgent: "PipecatCloudCLI/1.4.0",
      },
    ]);
  });

  it("gets a room for it", async (test) => {
    const pipecat = await open(test);
    expect(await start(pipecat, "voice-starter", "pk_local", "daily")).toMatchObject({
      started: { dailyRoom: expect.stringContaining("https://"), dailyToken: expect.any(String) },
    });
    expect(pipecat.sent()[0]?.body).toMatchObject({ dailyRoomProperties: { enable_prejoin_ui: false } });
  });

  it.for([
    ["voice-starter", "pk_other", { refused: "401 - Unauthorized / token expired", code: "401" }],
    ["nobody", "pk_local", { refused: "404 - agent deployment not found", code: "404" }],
  ] as const)("raises what was refused: %s with %s", async ([agent, key, refusal], test) => {
    expect(await start(await open(test), agent, key)).toEqual(refusal);
  });

  it("raises that all instances are taken, or that none is ready", async (test) => {
    const pipecat = await open(test);
    for (const _ of [3, 4, 5]) pipecat.cloud.world.startSession("voice-starter");
    expect(await start(pipecat, "voice-starter")).toMatchObject({ code: "429" });
    pipecat.cloud.world.crash("voice-starter");
    pipecat.advance(60);
    expect(await start(pipecat, "voice-starter")).toMatchObject({ code: "PCC-1001" });
  });
});
