import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readStreamStart } from "../../../../src/platforms/livekit/read-stream-start.ts";

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
function follow(reading: Promise<string>) {
  const seen: { text: string | null } = { text: null };
  const done = reading.then((text) => {
    seen.text = text;
  });
  return { seen, done };
}

describe("readStreamStart", () => {
  it("ends half a second after the last that came, and cancels the stream", async () => {
    const stream = openStream();
    const { seen, done } = follow(readStreamStart(stream.response));
    stream.write("one\n");
    await vi.advanceTimersByTimeAsync(400);
    stream.write("two\n");
    await vi.advanceTimersByTimeAsync(499);
    expect(seen.text).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    await done;
    expect(seen.text).toBe("one\ntwo\n");
    expect(stream.isCancelled()).toBe(true);
  });

  it("ends after two and a half seconds, however much still comes", async () => {
    const stream = openStream();
    const { seen, done } = follow(readStreamStart(stream.response));
    for (let second = 0; second < 2.4; second += 0.4) {
      stream.write("x");
      await vi.advanceTimersByTimeAsync(400);
    }
    stream.write("y");
    await vi.advanceTimersByTimeAsync(99);
    expect(seen.text).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    await done;
    expect(seen.text).toBe("xxxxxxy");
  });

  it("gives nothing after that time when nothing came", async () => {
    const stream = openStream();
    const { seen, done } = follow(readStreamStart(stream.response));
    await vi.advanceTimersByTimeAsync(2_499);
    expect(seen.text).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    await done;
    expect([seen.text, stream.isCancelled()]).toEqual(["", true]);
  });

  it("reads 256 KiB, and not one byte more", async () => {
    const stream = openStream();
    const reading = readStreamStart(stream.response);
    for (let piece = 0; piece < 5; piece += 1) stream.write("x".repeat(60_000));
    expect(await reading).toHaveLength(256 * 1024);
    expect(stream.isCancelled()).toBe(true);
  });

  it("ends with the stream, where one ends", async () => {
    const stream = openStream();
    const reading = readStreamStart(stream.response);
    stream.write("all");
    stream.close();
    expect(await reading).toBe("all");
    expect(await readStreamStart(new Response(null))).toBe("");
  });

  it("puts characters together that come in pieces, and replaces what is none", async () => {
    const stream = openStream();
    const reading = readStreamStart(stream.response);
    const [first = 0, ...rest] = new TextEncoder().encode("ü");
    stream.write(Uint8Array.of(first));
    stream.write(Uint8Array.from(rest));
    stream.write(Uint8Array.of(0xff, 0x41, first));
    stream.close();
    expect(await reading).toBe("ü\ufffdA\ufffd");
  });

  it("keeps what came before the connection broke, and rejects when nothing had", async () => {
    const late = openStream();
    const reading = readStreamStart(late.response);
    late.write("one\n");
    await vi.advanceTimersByTimeAsync(1);
    late.fail(new TypeError("socket closed"));
    expect(await reading).toBe("one\n");

    const early = openStream();
    const rejected = expect(readStreamStart(early.response)).rejects.toThrow("socket closed");
    early.fail(new TypeError("socket closed"));
    await rejected;
  });
});
