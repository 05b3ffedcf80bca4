import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createFixture, type PipecatFixture, START } from "./pipecat-fixture.ts";

const pageSchema = z.object({
  total: z.object({ value: z.int(), relation: z.literal("eq") }),
  logs: z.array(
    z.object({
      log: z.string(),
      timestamp: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/),
      deploymentId: z.string(),
    }),
  ),
});

async function readLogs({ call }: PipecatFixture, query: string, agent = "voice-starter") {
  return pageSchema.parse((await call("GET", `/v1/agents/${agent}/logs?${query}`)).body);
}

describe("the logs of an agent", () => {
  it("come newest first, ten at a time, with nanoseconds", async () => {
    const { total, logs } = await readLogs(createFixture(), "");
    expect(logs).toHaveLength(10);
    expect(total.value).toBeGreaterThan(10);
    expect(logs[0]).toMatchObject({ log: "INFO:     Client connected" });
    const times = logs.map(({ timestamp }) => timestamp);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it("are paged and turned around", async () => {
    const fixture = createFixture();
    const all = (await readLogs(fixture, "limit=1000&order=asc")).logs;
    expect((await readLogs(fixture, "limit=3&offset=2&order=asc")).logs).toEqual(all.slice(2, 5));
    expect((await readLogs(fixture, "limit=1000")).logs).toEqual(all.toReversed());
  });

  it("are filtered by session, deployment, text and time", async () => {
    const fixture = createFixture();
    const session = "c0ffe102-0000-4000-8000-000000000102";
    expect((await readLogs(fixture, `sessionId=${session}&order=asc`)).logs.map(({ log }) => log)).toEqual([
      `INFO:     Bot started for session ${session}`,
      "INFO:     Client connected",
      `INFO:     Session ${session} ended`,
    ]);
    const third = "c92f7d04-6f0d-4a57-8d3c-51f7a0c0b103";
    const { logs } = await readLogs(fixture, `deploymentId=${third}&limit=100`);
    expect(new Set(logs.map(({ deploymentId }) => deploymentId))).toEqual(new Set([third]));
    expect((await readLogs(fixture, "query=APPLICATION%20STARTUP%20complete")).total.value).toBe(4);
    const since = START / 1_000 - 4 * 60;
    expect((await readLogs(fixture, `startTime=${since}`)).total.value).toBe(2);
    expect((await readLogs(fixture, `startTime=${since * 1_000}&endTime=${since}`)).total.value).toBe(0);
  });

  it("hold the traceback of every crash, and what the world wrote", async () => {
    const fixture = createFixture();
    await fixture.update("voice-starter", { image: "your-org/voice-starter:1.5" });
    fixture.advance(30);
    expect((await readLogs(fixture, "query=ModuleNotFoundError")).total.value).toBe(3);
    const { desiredDeploymentId } = await fixture.look("voice-starter");
    const { logs } = await readLogs(fixture, `deploymentId=${desiredDeploymentId}&limit=100&order=asc`);
    expect(logs).toHaveLength(12);
    expect(logs.slice(0, 4).map(({ log }) => log)).toEqual([
      "Traceback (most recent call last):",
      '  File "/app/bot.py", line 3, in <module>',
      "    import foo",
      "ModuleNotFoundError: No module named 'foo'",
    ]);
    fixture.cloud.world.writeLog("voice-starter", "WARNING: the line is bad");
    expect((await readLogs(fixture, "limit=1")).logs[0]?.log).toBe("WARNING: the line is bad");
  });

  it.each([
    ["startTime=yesterday", 400, { error: "Invalid timestamp format", code: "GENERIC_BAD_REQUEST" }],
    ["order=up", 400, { error: "Invalid parameters", code: "GENERIC_BAD_REQUEST" }],
    ["limit=0", 400, { error: "Invalid parameters", code: "GENERIC_BAD_REQUEST" }],
  ])("refuse %s", async (query, status, body) => {
    const { call } = createFixture();
    expect(await call("GET", `/v1/agents/voice-starter/logs?${query}`)).toEqual({ status, body });
  });

  it("answer 404 for an agent that is not there", async () => {
    const { call } = createFixture();
    expect(await call("GET", "/v1/agents/nobody/logs")).toEqual({
      status: 404,
      body: { error: "Not found", code: "NOT_FOUND" },
    });
  });
});
