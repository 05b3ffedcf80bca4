import { describe, expect, it } from "vitest";
import { ConnectionCut } from "../../../sim/support/faults.ts";
import { CallRecord } from "../../../sim/world/panel/call-record.ts";

const post = (body: string, headers: Record<string, string> = {}) =>
  new Request("http://livekit.test/twirp/x?token=hush", { method: "POST", body, headers });

function open() {
  let now = 1_000;
  const record = new CallRecord(() => now);
  return { record, pass: (ms: number) => (now += ms) };
}

describe("CallRecord", () => {
  it("writes down what was asked and answered, without headers and credentials", async () => {
    const { record, pass } = open();
    const service = record.wrap("livekit", async (request) => {
      pass(30);
      return Response.json({ got: await request.json() });
    });
    const response = await service(
      post('{"name":"x"}', { "content-type": "application/json", authorization: "Bearer hush" }),
    );
    expect(await response.json()).toEqual({ got: { name: "x" } });
    const [call] = record.list(0).calls;
    expect(call).toMatchObject({ to: "livekit", method: "POST", status: 200, tookMs: 30, at: 1_000 });
    expect(call?.path).toBe("/twirp/x?token=•••");
    expect(JSON.parse(call?.request ?? "")).toEqual({ name: "x" });
    expect(JSON.parse(call?.answer ?? "")).toEqual({ got: { name: "x" } });
    expect(JSON.stringify(call)).not.toContain("hush");
  });

  it("tells a call when it begins, and again when it ends", async () => {
    const { record } = open();
    let answer = (_: Response): void => {};
    const under = record.wrap("slack", () => new Promise((resolve) => (answer = resolve)))(post("a=1"));
    const begun = record.list(0);
    expect(begun.calls.map(({ status }) => status)).toEqual([null]);
    answer(new Response("ok", { status: 500 }));
    await (await under).text();
    expect(record.list(begun.since).calls.map(({ status, answer: body }) => [status, body])).toEqual([
      [500, "ok"],
    ]);
    expect(record.list(record.list(0).since).calls).toEqual([]);
  });

  it("says of a broken connection that there was no answer, and breaks it", async () => {
    const { record } = open();
    const service = record.wrap("pipecat", () => Promise.reject(new ConnectionCut("cut")));
    await expect(service(post("x"))).rejects.toThrow(ConnectionCut);
    expect(record.list(0).calls.map(({ status }) => status)).toEqual([0]);
  });

  it("does not wait for the end of an answer that has none", async () => {
    const { record } = open();
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode("line\n")),
    });
    const response = await record.wrap("livekit", async () => new Response(endless))(post("x"));
    const reader = (response.body ?? endless).getReader();
    for (let read = 0; read < 3_000; read += 1) await reader.read();
    await reader.cancel();
    expect(record.list(0).calls[0]?.answer).toHaveLength(8_000);
  });

  it("leaves out who looks into a simulator", async () => {
    const { record } = open();
    await record.wrap("slack", async () => new Response())(new Request("http://slack.test/_sim/state"));
    expect(record.list(0).calls).toEqual([]);
  });

  it("shows of files only how long they are", async () => {
    const { record } = open();
    const form = new FormData();
    form.set("file", new Blob(["hush hush"]), "a.txt");
    const service = record.wrap(
      "livekit",
      async (request) => new Response((await request.text()).slice(0, 0)),
    );
    await service(new Request("http://livekit.test/upload", { method: "POST", body: form }));
    await Promise.resolve();
    expect(record.list(0).calls[0]?.request).toMatch(/^multipart\/form-data.*, \d+ bytes$/);
  });
});
