import { describe, expect, it } from "vitest";
import { createPipecatPlatform } from "../../../../src/platforms/pipecat/pipecat-platform.ts";
import { recordFetch } from "../record-fetch.ts";
import { agent, failedCall, project } from "./example-project.ts";

/** A log with these entries, the newest first, as the platform gives them. */
const open = (entries: readonly unknown[]) => {
  const { fetch, requests } = recordFetch(() =>
    Response.json({ logs: entries.map((log) => ({ log, timestamp: "2026-11-22T09:00:00.123456789Z" })) }),
  );
  const platform = createPipecatPlatform(project, { fetch });
  return {
    requests,
    read: (lines: number, deploymentId: string | null = null) =>
      platform.readLogTail(agent, { lines, deploymentId }),
  };
};

describe("the tail of a Pipecat log", () => {
  it("is read newest first and given oldest first", async () => {
    const { read, requests } = open(["three", "two", "one"]);
    expect(await read(3, "d1")).toEqual({ ok: true, value: ["one", "two", "three"] });
    expect(requests.map(({ url }) => `${url.pathname}${url.search}`)).toEqual([
      "/v1/agents/voice-starter/logs?limit=3&order=desc&deploymentId=d1",
    ]);
  });

  it("asks for no more than a hundred entries, and for nothing when no line is wanted", async () => {
    const { read, requests } = open([]);
    expect(await read(5_000)).toEqual({ ok: true, value: [] });
    expect(await read(0)).toEqual({ ok: true, value: [] });
    expect(requests.map(({ url }) => url.search)).toEqual(["?limit=100&order=desc"]);
  });

  it("takes an entry of several lines apart, and keeps the newest", async () => {
    const { read } = open(["Traceback:\n  File\r\nError: x\n\n", "10%\r20%", null, "old"]);
    expect(await read(4)).toEqual({ ok: true, value: ["20%", "Traceback:", "  File", "Error: x"] });
  });

  it("is free of what only a terminal understands, and clamped", async () => {
    const { read } = open([`\u001b[31m${"x".repeat(1_000_000)}`, "\u001b[31;1mred\u001b[0m\u0007"]);
    const result = await read(2);
    if (!result.ok) throw new Error(result.failure.kind);
    expect(result.value[0]).toBe("red");
    expect(result.value[1]).toMatch(/^x{100,1000}…$/);
  });

  it("reports an agent that is gone", async () => {
    const { fetch } = recordFetch(() =>
      Response.json({ error: "Not found", code: "NOT_FOUND" }, { status: 404 }),
    );
    const platform = createPipecatPlatform(project, { fetch });
    expect(await platform.readLogTail(agent, { lines: 5, deploymentId: null })).toEqual({
      ok: false,
      failure: { kind: "platform-not-found", call: failedCall("/agents/{name}/logs") },
    });
  });
});
