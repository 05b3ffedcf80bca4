import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toLogLines } from "../../../src/platforms/to-log-lines.ts";
import { LEAKS } from "./masking/secret-samples.ts";

const read = (text: string): string[] => toLogLines([{ text, at: null }]).map((line) => line.text);

describe("toLogLines", () => {
  it("leaves out lines with nothing on them, and keeps what indents a traceback", () => {
    expect(read('Traceback:\n\n  File "a.py"\n\tx\n \u001b[0m \r\n')).toEqual([
      "Traceback:",
      '  File "a.py"',
      "\tx",
    ]);
    expect(read("")).toEqual([]);
  });

  it("takes off what only a terminal understands", () => {
    expect(read("\u001b[1;31mERROR\u001b[0m \u001b]0;title\u0007boom\u001b]8;;x\u001b\\!\u001b(B")).toEqual([
      "ERROR boom!",
    ]);
    expect(read("cut in a code \u001b")).toEqual(["cut in a code "]);
    expect(read("a\u0000b\u0008c\u202ed\u2028e")).toEqual(["abcde"]);
  });

  it("shows the last state of what overwrote itself", () => {
    expect(read("10%\r50%\r100%\r\ndone\r\n")).toEqual(["100%", "done"]);
  });

  it("gives every line the time and deployment of its piece, or its own time", () => {
    const pieces = [
      { text: "one\ntwo", at: 7_000, deployment: "d1" },
      { text: "2026-11-22T12:00:00Z three\nfour", at: null },
    ];
    expect(toLogLines(pieces)).toEqual([
      { text: "one", at: 7_000, deployment: "d1" },
      { text: "two", at: 7_000, deployment: "d1" },
      { text: "2026-11-22T12:00:00Z three", at: Date.UTC(2026, 10, 22, 12), deployment: null },
      { text: "four", at: null, deployment: null },
    ]);
  });

  it("hides a secret in the middle of which the colour changes", () => {
    const colour = fc.constantFrom("\u001b[31m", "\u001b[0m", "\u0000", "\u202e");
    fc.assert(
      fc.property(fc.constantFrom(...LEAKS), colour, fc.nat(40), ([, line, hidden], code, place) => {
        const at = line.indexOf(hidden) + (place % hidden.length);
        const [shown = ""] = read(`${line.slice(0, at)}${code}${line.slice(at)}`);
        expect(shown).not.toContain(hidden);
      }),
    );
  });

  it("hides a key that comes in several pieces, and keeps the times of what surrounds it", () => {
    const key = [
      "-----BEGIN PRIVATE KEY-----",
      "A".repeat(64),
      "B".repeat(64),
      "-----END PRIVATE KEY-----",
      "after",
    ];
    const pieces = ["before", ...key].map((text, index) => ({ text, at: 1_000 * (index + 1) }));
    expect(toLogLines(pieces)).toEqual([
      { text: "before", at: 1_000, deployment: null },
      { text: "-----BEGIN PRIVATE KEY-----[masked]", at: 2_000, deployment: null },
      { text: "-----END PRIVATE KEY-----", at: 5_000, deployment: null },
      { text: "after", at: 6_000, deployment: null },
    ]);
  });

  it("gives nothing that moves a cursor, whatever is written", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\u001b[", "\u009b", "\r", "\n"))),
        (parts) => {
          for (const line of read(parts.join(""))) expect(line).not.toMatch(/(?!\t)\p{Cc}|[\u202a-\u202e]/u);
        },
      ),
    );
  });
});
