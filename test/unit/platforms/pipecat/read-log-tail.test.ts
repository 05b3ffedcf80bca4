import { describe, expect, it } from "vitest";
import type { LogTailOptions } from "../../../../src/platforms/log-tail.ts";
import { createPipecatPlatform } from "../../../../src/platforms/pipecat/pipecat-platform.ts";
import { type RecordedRequest, recordFetch } from "../record-fetch.ts";
import { agent, failedCall, project } from "./example-project.ts";

const NINE = Date.UTC(2026, 10, 22, 9);
const entry = (log: unknown, second = 0, deploymentId: unknown = undefined) => ({
  log,
  deploymentId,
  timestamp: `2026-11-22T09:00:${String(second).padStart(2, "0")}.123456789Z`,
});

const openWith = (answer: (request: RecordedRequest) => Response) => {
  const { fetch, requests } = recordFetch(answer);
  const platform = createPipecatPlatform(project, { fetch });
  const read = async (lines: number, more: Partial<LogTailOptions> = {}) => {
    const result = await platform.readLogTail(agent, { lines, deploymentId: null, ...more });
    if (!result.ok) throw new Error(result.failure.kind);
    return result.value;
  };
  return { requests, read, asked: () => requests.map(({ url }) => `${url.pathname}${url.search}`) };
};
/** A log with these entries, the newest first, as the platform gives them. */
const open = (entries: readonly unknown[], total?: object) =>
  openWith(() => Response.json({ logs: entries.map((log) => entry(log)), total }));

describe("the tail of a Pipecat log", () => {
  it("is read newest first and given oldest first", async () => {
    const { read, asked } = open(["three", "two", "one"], { value: 79, relation: "eq" });
    expect(await read(3, { deploymentId: "d1", sessionId: "s1" })).toEqual({
      lines: ["one", "two", "three"],
      marks: Array.from({ length: 3 }, () => ({ at: NINE + 123, deployment: null })),
      matched: { count: 79, isAtLeast: false },
      searched: { count: 79, isAtLeast: false },
      isTimed: true,
      isCut: false,
      isAsleep: false,
      region: null,
    });
    expect(asked()).toEqual([
      "/v1/agents/voice-starter/logs?limit=3&order=desc&deploymentId=d1&sessionId=s1",
    ]);
  });

  it("says of each line when it was written, and by which deployment", async () => {
    const { read } = openWith(() =>
      Response.json({ logs: [entry("c", 3, "d2"), entry("b", 2, 7), entry("a", 1, "d1")] }),
    );
    expect((await read(3)).marks).toEqual([
      { at: NINE + 1_123, deployment: "d1" },
      { at: NINE + 2_123, deployment: null },
      { at: NINE + 3_123, deployment: "d2" },
    ]);
  });

  it("asks for nothing when no line is wanted", async () => {
    const { read, requests } = open([]);
    expect((await read(0)).lines).toEqual([]);
    expect(requests).toEqual([]);
  });

  it("asks for a hundred entries at a time, and no more than are there", async () => {
    const all = Array.from({ length: 250 }, (_, index) => `line ${index}`);
    const { read, asked } = openWith(({ url }) => {
      const offset = Number(url.searchParams.get("offset"));
      return Response.json({ logs: all.slice(offset, offset + 100).map((log) => entry(log)) });
    });
    const tail = await read(1_000);
    expect(tail.lines).toEqual(all.toReversed());
    expect(tail.matched).toEqual({ count: 250, isAtLeast: false });
    expect(
      asked().map((path) => path.replace("/v1/agents/voice-starter/logs?limit=100&order=desc", "")),
    ).toEqual(["", "&offset=100", "&offset=200"]);
  });

  it("shows no line twice when lines are written between two pages", async () => {
    const all = Array.from({ length: 150 }, (_, index) => entry(`line ${index}`, index % 60));
    let calls = 0;
    const { read } = openWith(({ url }) => {
      const offset = Number(url.searchParams.get("offset"));
      calls += 1;
      const logs = calls === 1 ? all : [entry("new"), entry("newer"), ...all];
      return Response.json({ logs: logs.slice(offset, offset + 100) });
    });
    expect((await read(150)).lines).toEqual(all.map(({ log }) => log).toReversed());
  });

  it.each([1, 99, 100, 130, 250])(
    "keeps the order when %i lines are written between two pages",
    async (written) => {
      let log = Array.from({ length: 500 }, (_, index) => index).toReversed();
      const { read } = openWith(({ url }) => {
        const offset = Number(url.searchParams.get("offset"));
        const logs = log
          .slice(offset, offset + 100)
          .map((at) => ({ log: `line ${at}`, timestamp: new Date(NINE + at).toISOString() }));
        if (offset === 0)
          log = [...Array.from({ length: written }, (_, index) => 500 + index).toReversed(), ...log];
        return Response.json({ logs });
      });
      const { lines } = await read(300);
      expect(lines.length).toBeGreaterThanOrEqual(100);
      expect(lines).toEqual(lines.map((_, index) => `line ${500 - lines.length + index}`));
    },
  );

  it("is read where its entries are long, as many pages as there is room for", async () => {
    const page = Array.from({ length: 100 }, (_, index) => entry(`line ${index} ${"x".repeat(90_000)}`));
    const { read, requests } = openWith(() => Response.json({ logs: page }));
    const { lines, matched } = await read(300);
    expect([lines.length, matched, requests.length]).toEqual([100, { count: 100, isAtLeast: true }, 1]);
  });

  it("gives what it has when a later page fails", async () => {
    const page = Array.from({ length: 100 }, (_, index) => entry(`line ${index}`));
    const { read } = openWith(({ url }) =>
      url.searchParams.has("offset") ? new Response(null, { status: 502 }) : Response.json({ logs: page }),
    );
    expect(await read(300)).toMatchObject({ matched: { count: 100, isAtLeast: true } });
  });

  it("takes an entry of several lines apart, and keeps the newest", async () => {
    const { read } = open(["Traceback:\n  File\r\nError: x\n\n", "10%\r20%", null, "old"]);
    expect((await read(4)).lines).toEqual(["20%", "Traceback:", "  File", "Error: x"]);
  });

  it("lets the platform search, looks again, and says of how many", async () => {
    const { read, asked } = openWith(({ url }) =>
      url.searchParams.has("query")
        ? Response.json({
            logs: ["boom KeyError", "unlike it", "keyerror\nnot this"].map((log) => entry(log)),
            total: { value: 3, relation: "gte" },
          })
        : Response.json({ logs: [entry("boom KeyError")], total: { value: 1_240, relation: "eq" } }),
    );
    expect(await read(3, { grep: "KeyError" })).toMatchObject({
      lines: ["keyerror", "boom KeyError"],
      matched: { count: 3, isAtLeast: true },
      searched: { count: 1_240, isAtLeast: false },
    });
    expect(asked().toSorted()).toEqual([
      "/v1/agents/voice-starter/logs?limit=1&order=desc",
      "/v1/agents/voice-starter/logs?limit=3&order=desc&query=KeyError",
    ]);
  });

  it("leaves out what is older than it was asked for, should the platform have understood another unit", async () => {
    const { read, asked } = openWith(() =>
      Response.json({ logs: [entry("new", 30), entry("trace\nback", 20), entry("old", 10)] }),
    );
    expect((await read(9, { since: NINE + 20_000 })).lines).toEqual(["trace", "back", "new"]);
    expect(asked()[0]).toContain(`startTime=${NINE / 1_000 + 19}`);
  });

  it("is free of what only a terminal understands, masked, and clamped", async () => {
    const { read } = open([
      `\u001b[31m${"x".repeat(1_000_000)}`,
      "\u001b[31;1mpassword=hunter2\u001b[0m\u0007",
    ]);
    const { lines } = await read(2);
    expect(lines[0]).toBe("password=[masked]");
    expect(lines[1]).toMatch(/^x{100,10000}…$/);
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

describe("the build log of a Pipecat agent", () => {
  const build = { logs: ["#1 load", "#2 RUN pip", "token: a1b2c3d4"] };
  const openAgent = (deployment: object, log: object = build) =>
    openWith(({ url }) =>
      url.pathname.includes("/builds/")
        ? Response.json(log)
        : Response.json({ name: "voice-starter", desiredDeploymentId: "d1", deployment }),
    );
  const BUILT = { id: "d1", buildId: "b-1", manifest: { spec: {} } };

  it("is that of the build that it runs on", async () => {
    const { read, asked } = openAgent(BUILT);
    expect(await read(2, { type: "build" })).toMatchObject({
      lines: ["#2 RUN pip", "token: [masked]"],
      searched: { count: 3 },
      isTimed: false,
      isCut: false,
    });
    expect(asked()).toEqual(["/v1/agents/voice-starter", "/v1/builds/b-1/logs?limit=10000"]);
    const cut = openAgent(BUILT, { ...build, nextToken: "more" });
    expect(await cut.read(2, { type: "build", deploymentId: "d1" })).toMatchObject({ isCut: true });
  });

  it("is read where it is longer than any other answer", async () => {
    const { read } = openAgent(BUILT, { logs: Array.from({ length: 10_000 }, () => "x".repeat(450)) });
    expect(await read(2, { type: "build" })).toMatchObject({ searched: { count: 10_000 } });
  });

  it.each<[string, object, Partial<LogTailOptions>, RegExp]>([
    [
      "an image",
      { id: "d1", manifest: { spec: { image: "a:1" } } },
      {},
      /an image, which was built elsewhere/,
    ],
    ["nothing that is told", { id: "d1", manifest: { spec: {} } }, {}, /no build is named/],
    ["an earlier deployment", BUILT, { deploymentId: "d0" }, /leave out `--deployment`/],
    ["a session", BUILT, { sessionId: "s1" }, /leave out `--session`/],
  ])("is not to be had of %s, and says so", async (_, deployment, options, why) => {
    const { fetch } = recordFetch(() =>
      Response.json({ name: "voice-starter", desiredDeploymentId: "d1", deployment }),
    );
    const platform = createPipecatPlatform(project, { fetch });
    expect(
      await platform.readLogTail(agent, { lines: 5, deploymentId: null, type: "build", ...options }),
    ).toMatchObject({
      failure: { kind: "not-offered", verb: "logs --type build", why: expect.stringMatching(why) },
    });
  });
});
