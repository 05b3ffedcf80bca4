import fc from "fast-check";
import { expect, it } from "vitest";
import { splitLines } from "../../../../src/platforms/livekit/split-lines.ts";

const encode = (text: string) => new TextEncoder().encode(text);

async function* inPieces(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array, void> {
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    const to = Math.min(from + Math.max(0, cut - from), bytes.length);
    yield bytes.slice(from, to);
    from = to;
  }
  yield bytes.slice(from);
}

async function linesOf(body: AsyncIterable<Uint8Array>, maxBytes = 1_000_000): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of splitLines(body, maxBytes)) lines.push(line);
  return lines;
}

it("gives the same lines however the bytes are cut", async () => {
  const lines = fc.array(fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\n", " ")));
  await fc.assert(
    fc.asyncProperty(lines, fc.array(fc.nat(200)), async (written, cuts) => {
      const text = written.map((line) => `${line}\n`).join("");
      expect(await linesOf(inPieces(encode(text), cuts))).toEqual(written.map((line) => line.toWellFormed()));
    }),
  );
});

it("needs no line break at the end", async () => {
  expect(await linesOf(inPieces(encode("one\ntwo"), []))).toEqual(["one", "two"]);
});

it("keeps no more of a line than it may, and finds the next one", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 50 }), fc.array(fc.nat(300)), async (max, cuts) => {
      const text = `${"x".repeat(200)}\n${"y".repeat(10)}\n`;
      expect(await linesOf(inPieces(encode(text), cuts), max)).toEqual([
        "x".repeat(max),
        "y".repeat(Math.min(10, max)),
      ]);
    }),
  );
});
