import { beforeEach, describe, expect, it } from "vitest";
import { createFixture, type RawCall } from "./cloud-fixture.ts";

let fixture: ReturnType<typeof createFixture>;
beforeEach(() => {
  fixture = createFixture();
});

const AGENTS = {
  "support-line": "CA_p7KxQ2mVw9Ld",
  "night-desk": "CA_n4TzH8bRc3Ys",
  crashy: "CA_c9WfJ5gXe2Qa",
};
const claims = { agent: { admin: true } };
const REGISTERED = '"message":"registered worker"';
const SHUT_DOWN = "The agent has shut down due to inactivity.";

const send = (query: string, call: RawCall = {}) =>
  fixture.send(`/logs?${query}`, { verb: "GET", claims, ...call });
const ask = (agent: keyof typeof AGENTS, more = "", host = "localhost:8792") =>
  send(
    String(
      new URLSearchParams([
        ...new URLSearchParams(more),
        ["agent_id", AGENTS[agent]],
        ["log_type", "deploy"],
      ]),
    ),
    {
      host,
    },
  );

/** What comes first; then whether the stream stays open. */
async function begin(response: Response) {
  const reader = response.body?.getReader();
  if (!reader) throw new Error("no body");
  const { value } = await reader.read();
  let isOpen = true;
  const next = reader.read().then(({ done }) => {
    isOpen = !done;
  });
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  const wasOpen = isOpen;
  await reader.cancel();
  await next;
  return { lines: new TextDecoder().decode(value).trimEnd().split("\n"), wasOpen };
}

describe("GET /logs", () => {
  it("sends what the worker has written, as text that does not end", async () => {
    await fixture.dispatch("support-line", "room-1");
    fixture.advance(2);
    const response = await ask("support-line");
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    const { lines, wasOpen } = await begin(response);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { message: "starting worker", level: "INFO", timestamp: "2026-09-30T10:04:00.000000+00:00" },
      { message: "registered worker", region: "us-east" },
      { message: "received job request", room: "room-1", timestamp: "2026-10-01T12:00:01.000000+00:00" },
    ]);
    expect(wasOpen).toBe(true);
  });

  it("ends in a traceback and an exit code when the agent crashes", async () => {
    const { lines } = await begin(await ask("crashy"));
    expect(lines[1]).toBe("Traceback (most recent call last):");
    expect(lines.slice(-2)).toEqual([
      "ModuleNotFoundError: No module named 'livekit.plugins.rime'",
      "process exited with exit code 1",
    ]);
  });

  it("says that an agent sleeps", async () => {
    const { lines } = await begin(await ask("night-desk"));
    expect(lines).toEqual([expect.stringContaining(SHUT_DOWN)]);
  });

  it("begins anew with a new instance", async () => {
    fixture.cloud.world.crash({ project: "prod", agent: "support-line" });
    fixture.cloud.world.heal({ project: "prod", agent: "support-line" });
    fixture.advance(15);
    const { lines } = await begin(await ask("support-line"));
    expect(lines[0]).toContain("2026-10-01T12:00:10");
    expect(lines).toHaveLength(2);
  });

  it.each([
    ["agents.livekit.cloud", REGISTERED],
    ["osbxash1a.agents.livekit.cloud", REGISTERED],
    ["osbxfra1a.agents.livekit.cloud", SHUT_DOWN],
  ])("knows the region by its host: %s", async (host, line) => {
    const { lines } = await begin(await ask("support-line", "", host));
    expect(lines.at(-1)).toContain(line);
  });

  it("shows the crash where one host is for all regions", async () => {
    fixture.cloud.world.crash({ project: "prod", agent: "support-line", region: "eu-central" });
    const { lines } = await begin(await ask("support-line"));
    expect(lines.at(-1)).toBe("process exited with exit code 1");
  });

  it("tells deployments apart", async () => {
    fixture.cloud.world.deploy({ project: "prod", agent: "support-line" }, { deployment: "preview" });
    fixture.advance(65);
    const { lines } = await begin(await ask("support-line", "&deployment=preview"));
    expect(lines[0]).toContain("2026-10-01T12:01:00");
  });

  it("is silent, and stays open, where nothing has run yet", async () => {
    fixture.cloud.world.setAgentStatus({ project: "prod", agent: "crashy" }, "Setting Up");
    const reader = (await ask("crashy")).body?.getReader();
    let isAnswered = false;
    const read = reader?.read().then(() => {
      isAnswered = true;
    });
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(isAnswered).toBe(false);
    await reader?.cancel();
    await read;
  });

  it("sends each new line while it is open, and no other after the caller has left", async () => {
    const waits: (() => void)[] = [];
    const pass = async (seconds: number) => {
      fixture.advance(seconds);
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      waits.shift()?.();
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    };
    fixture = createFixture({ logDelay: () => new Promise((resolve) => waits.push(resolve)) });
    await fixture.dispatch("support-line", "room-1");
    fixture.advance(2);
    const reader = (await ask("support-line")).body?.getReader();
    await reader?.read();
    const next = reader?.read().then(({ value }) => new TextDecoder().decode(value));
    await pass(1);
    fixture.cloud.world.writeLog({ project: "prod", agent: "support-line" }, "the model is slow");
    fixture.cloud.world.writeLog({ project: "prod", agent: "support-line" }, "the model is slow");
    await pass(9);
    expect((await next)?.trimEnd().split("\n")).toEqual([
      "the model is slow",
      "the model is slow",
      expect.stringContaining('"message":"user turn committed"'),
    ]);
    const last = reader?.read();
    await reader?.cancel();
    await pass(100);
    expect(await last).toEqual({ done: true, value: undefined });
  });

  it("has the build of a version as it goes, and of one that failed", async () => {
    const build = async () => (await begin(await ask("support-line", "&log_type=build"))).lines;
    expect((await build()).slice(-1)).toEqual(["#5 DONE 6.0s"]);
    fixture.cloud.world.deploy({ project: "prod", agent: "support-line" });
    fixture.advance(13);
    expect(await build()).toEqual([
      "#1 [internal] load build definition from Dockerfile",
      "#1 DONE 3.0s",
      "#2 [1/3] FROM docker.io/library/python:3.13-slim",
      "#2 DONE 9.0s",
      "#3 [2/3] COPY . .",
    ]);
    fixture.cloud.world.deploy({ project: "prod", agent: "support-line" }, { outcome: "build-failed" });
    fixture.advance(30);
    expect((await build()).at(-1)).toBe("#1 ERROR: the build did not complete");
  });

  it.each<[string, string, RawCall, number, string]>([
    ["a missing grant", "", { claims: { video: { roomList: true } } }, 401, "permissions denied"],
    [
      "a missing version of the CLI",
      "",
      { headers: { "x-livekit-cli-version": "" } },
      400,
      "livekit-cli version header is required",
    ],
    ["another type of log", "&log_type=audit", {}, 400, "there are no logs of this type"],
    ["a missing agent", "&agent_id=CA_nobody", {}, 404, "agent not found"],
    ["a missing deployment", "&deployment=preview", {}, 404, "agent not found"],
    ["a region where it is not", "", { host: "osbxsyd1a.agents.livekit.cloud" }, 404, "agent not found"],
  ])("refuses %s without a code", async (_, query, call, status, msg) => {
    // The first of two parameters of one name is the one that counts.
    const all = [...new URLSearchParams(query), ["agent_id", AGENTS.crashy], ["log_type", "deploy"]];
    const response = await send(String(new URLSearchParams(all)), call);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ msg, meta: {} });
  });

  it("is answered by a project's host with a friendly text that is no log", async () => {
    const response = await ask("support-line", "", "prod.livekit.cloud");
    expect([response.status, await response.text()]).toEqual([200, "OK"]);
  });

  it("is noted with its query, and without the token", async () => {
    await ask("crashy");
    const [call] = fixture.cloud.calls.list("GET /logs");
    expect(call).toMatchObject({
      path: "/logs",
      status: 200,
      request: { agent_id: AGENTS.crashy, log_type: "deploy", deployment: "" },
    });
    expect(JSON.stringify(call)).not.toContain("eyJ");
  });
});
