import { describe, expect, it } from "vitest";
import { toLogLines } from "../../../src/platforms/to-log-lines.ts";

describe("toLogLines", () => {
  it("keeps the newest lines, oldest first", () => {
    expect(toLogLines("one\ntwo\nthree\nfour\n", 2)).toEqual(["three", "four"]);
    expect(toLogLines("one\ntwo", 9)).toEqual(["one", "two"]);
    expect(toLogLines("one\ntwo", 0)).toEqual([]);
    expect(toLogLines("", 9)).toEqual([]);
  });

  it("leaves out lines with nothing on them, and keeps what indents a traceback", () => {
    expect(toLogLines('Traceback:\n\n  File "a.py"\n\tx\n \u001b[0m \r\n', 9)).toEqual([
      "Traceback:",
      '  File "a.py"',
      "\tx",
    ]);
  });

  it("takes off what only a terminal understands", () => {
    expect(
      toLogLines("\u001b[1;31mERROR\u001b[0m \u001b]0;title\u0007boom\u001b]8;;x\u001b\\!\u001b(B", 9),
    ).toEqual(["ERROR boom!"]);
    expect(toLogLines("cut in a code \u001b", 9)).toEqual(["cut in a code "]);
    expect(toLogLines("a\u0000b\u0008c\u202ed\u2028e", 9)).toEqual(["abcde"]);
  });

  it("shows the last state of what overwrote itself", () => {
    expect(toLogLines("10%\r50%\r100%\r\ndone\r\n", 9)).toEqual(["100%", "done"]);
  });

  it("clamps a line of any length, and cuts no character in two", () => {
    const [line] = toLogLines("😀".repeat(200_000), 9);
    expect([...(line ?? "")]).toEqual([...Array(999).fill("😀"), "…"]);
    expect(toLogLines("x".repeat(1_000), 9)).toEqual(["x".repeat(1_000)]);
  });
});
