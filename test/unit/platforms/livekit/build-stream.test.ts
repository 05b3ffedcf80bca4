import { describe, expect, it } from "vitest";
import { followBuild } from "../../../../src/platforms/livekit/build-stream.ts";
import { failedCall, now, project } from "./example-project.ts";

const TARGET = { agentId: "CA_1", deployment: "", attributes: {} };
type Watch = Parameters<typeof followBuild>[3];
const STEP = JSON.stringify({ vertexes: [{ digest: "sha256:1", name: "[1/2] RUN pip", started: "t" }] });

/** A build whose log begins with these lines. What comes after them is up to `goOn`; without it the stream stays open. */
function open(
  lines: readonly string[],
  { goOn = () => {}, headers = {} }: { goOn?: (error: () => void) => void; headers?: HeadersInit } = {},
) {
  let isCancelled = false;
  let isBegun = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (writer) => {
      if (isBegun) return goOn(() => writer.error(new TypeError("socket closed")));
      isBegun = true;
      writer.enqueue(new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")));
    },
    cancel: () => {
      isCancelled = true;
    },
  });
  const fetch = async () => new Response(body, { headers });
  return {
    follow: (watch: Watch = () => {}) => followBuild(project, { fetch, now }, TARGET, watch),
    isCancelled: () => isCancelled,
  };
}

describe("followBuild", () => {
  it("hangs up at the error of the build, even if the connection stays open", async () => {
    const { follow, isCancelled } = open([STEP, "BUILD ERROR: exit code: 1", STEP]);
    expect(await follow()).toEqual({ ok: true, value: { error: "exit code: 1" } });
    expect(isCancelled()).toBe(true);
  });

  it("hangs up on a page of somebody else", async () => {
    const { follow, isCancelled } = open(["<html>"], { headers: { "content-type": "text/html" } });
    expect(await follow()).toMatchObject({ failure: { kind: "platform-unreadable", path: "content-type" } });
    expect(isCancelled()).toBe(true);
  });

  it("says with each line that there is news, and what it is when it is asked", async () => {
    const news: Parameters<Watch>[0][] = [];
    const { follow } = open([STEP, STEP.replaceAll("1", "2"), "BUILD ERROR:"]);
    await follow((read) => news.push(read));
    expect(news.map((read) => read().total)).toEqual([2, 2, 2]);
  });

  it("keeps the error of the build when the connection breaks after it", async () => {
    const { follow } = open([STEP, "BUILD ERROR: exit code: 1"], { goOn: (error) => error() });
    expect(await follow()).toEqual({ ok: true, value: { error: "exit code: 1" } });
  });

  it("does not know the end of a build whose connection breaks before it", async () => {
    const { follow } = open([STEP], { goOn: (error) => error() });
    expect(await follow()).toEqual({
      ok: false,
      failure: { kind: "platform-unavailable", call: failedCall("POST /build", true), cause: "network" },
    });
  });
});
