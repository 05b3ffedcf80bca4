import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readStreamEnd, type StreamEnd } from "../../../../src/platforms/livekit/read-stream-end.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** A stream that a test writes to, and that knows when it was cancelled. */
function openStream() {
  let writer: ReadableStreamDefaultController<Uint8Array> | undefined;
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      writer = controller;
    },
    cancel: () => {
      isCancelled = true;
    },
  });
  return {
    response: new Response(body),
    write: (bytes: string | Uint8Array) =>
      writer?.enqueue(typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes),
    close: () => writer?.close(),
    fail: (error: Error) => writer?.error(error),
    isCancelled: () => isCancelled,
  };
}

/** Whether the reading has come to an end, and with what. */
function follow(reading: Promise<StreamEnd>) {
  const seen: { text: string | null; isCut: boolean } = { text: null, isCut: false };
  const done = reading.then((end) => void Object.assign(seen, end));
  return { seen, done };
}

describe("readStreamEnd", () => {
  it("ends half a second after the last that came, and cancels the stream", async () => {
    const stream = openStream();
    const { seen, done } = follow(readStreamEnd(stream.response));
    stream.write("one\n");
    await vi.advanceTimersByTimeAsync(400);
    stream.write("two\n");
    await vi.advanceTimersByTimeAsync(499);
    expect(seen.text).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    await done;
    expect(seen).toEqual({ text: "one\ntwo\n", isCut: false });
    expect(stream.isCancelled()).toBe(true);
  });

  it("ends after two and a half seconds, however much still comes", async () => {
    const stream = openStream();
    const { seen, done } = follow(readStreamEnd(stream.response));
    for (let second = 0; second < 2.4; second += 0.4) {
      stream.write("x");
      await vi.advanceTimersByTimeAsync(400);
    }
    stream.write("y");
    await vi.advanceTimersByTimeAsync(99);
    expect(seen.text).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    await done;
    expect(seen).toEqual({ text: "xxxxxxy", isCut: true });
  });

  it("gives nothing after that time when nothing came", async () => {
    const stream = openStream();
    const { seen, done } = follow(readStreamEnd(stream.response));
    await vi.advanceTimersByTimeAsync(2_499);
    expect(seen.text).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    await done;
    expect([seen.text, seen.isCut, stream.isCancelled()]).toEqual(["", false, true]);
  });

  it("keeps the newest of what is long, from the beginning of a line", async () => {
    const stream = openStream();
    const reading = readStreamEnd(stream.response);
    for (let line = 0; line < 30_000; line += 1) stream.write(`line ${String(line).padStart(20, "0")}\n`);
    stream.close();
    const { text, isCut } = await reading;
    expect(text.length).toBeGreaterThan(250 * 1024);
    expect(text.length).toBeLessThanOrEqual(256 * 1024);
    const lines = text.trimEnd().split("\n");
    expect([lines[0]?.length, lines.at(-1), isCut]).toEqual([25, "line 00000000000000029999", false]);
  });

  it("keeps the beginning of a line that is too long, and all lines beside it", async () => {
    const stream = openStream();
    const reading = readStreamEnd(stream.response);
    stream.write(`one\npassword="${"x".repeat(200 * 1024)}`);
    stream.write(`${"x".repeat(100 * 1024)}"\ntwo\n${"y".repeat(300 * 1024)}`);
    stream.close();
    const lines = (await reading).text.split("\n");
    expect(lines.map((line) => line.slice(0, 10))).toEqual(["one", 'password="', "two", "yyyyyyyyyy"]);
    expect(lines.map(({ length }) => length)).toEqual([3, 16 * 1024, 3, 16 * 1024]);
  });

  it("leaves a log after 8 MiB, and says that there is more", async () => {
    const stream = openStream();
    const reading = readStreamEnd(stream.response);
    const piece = "y".repeat(1024 * 1024 - 1);
    for (let sent = 0; sent < 9; sent += 1) stream.write(`${piece}\n`);
    const { text, isCut } = await reading;
    expect([text.length <= 256 * 1024, isCut, stream.isCancelled()]).toEqual([true, true, true]);
  });

  it("ends with the stream, where one ends", async () => {
    const stream = openStream();
    const reading = readStreamEnd(stream.response);
    stream.write("all");
    stream.close();
    expect(await reading).toEqual({ text: "all", isCut: false });
    expect(await readStreamEnd(new Response(null))).toEqual({ text: "", isCut: false });
  });

  it("puts characters together that come in pieces, and replaces what is none", async () => {
    const stream = openStream();
    const reading = readStreamEnd(stream.response);
    const [first = 0, ...rest] = new TextEncoder().encode("ü");
    stream.write(Uint8Array.of(first));
    stream.write(Uint8Array.from(rest));
    stream.write(Uint8Array.of(0xff, 0x41, first));
    stream.close();
    expect((await reading).text).toBe("ü\ufffdA\ufffd");
  });

  it("keeps what came before the connection broke, and rejects when nothing had", async () => {
    const late = openStream();
    const reading = readStreamEnd(late.response);
    late.write("one\n");
    await vi.advanceTimersByTimeAsync(1);
    late.fail(new TypeError("socket closed"));
    expect(await reading).toEqual({ text: "one\n", isCut: true });

    const early = openStream();
    const rejected = expect(readStreamEnd(early.response)).rejects.toThrow("socket closed");
    early.fail(new TypeError("socket closed"));
    await rejected;
  });
});
