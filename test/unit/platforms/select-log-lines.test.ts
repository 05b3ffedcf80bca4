import { describe, expect, it } from "vitest";
import { selectLogLines } from "../../../src/platforms/select-log-lines.ts";

const line = (text: string, at: number | null = null) => ({
  text,
  at,
  deployment: null,
});
const LOG = [line("head"), line("a", 10), line("  trace"), line("b", 20), line("  Trace"), line("c", 30)];
const select = (options: { lines?: number; since?: number | null; grep?: string | null }, log = LOG) =>
  selectLogLines(log, { lines: 99, ...options });
const exactly = (count: number) => ({ count, isAtLeast: false });

describe("selectLogLines", () => {
  it("keeps the newest, and counts all", () => {
    expect(select({ lines: 2 })).toEqual({
      lines: ["  Trace", "c"],
      marks: [
        { at: null, deployment: null },
        { at: 30, deployment: null },
      ],
      matched: exactly(6),
      searched: exactly(6),
      isTimed: true,
    });
    expect(select({ lines: 0 }).lines).toEqual([]);
  });

  it("takes a line without a time for one of the line before, and the first ones for those of the line after", () => {
    expect(select({ since: 20 }).lines).toEqual(["b", "  Trace", "c"]);
    expect(select({ since: 10 }).lines).toEqual(["head", "a", "  trace", "b", "  Trace", "c"]);
    expect(select({ since: 31 })).toMatchObject({ lines: [], searched: exactly(0) });
  });

  it("gives all and says so where no line has a time", () => {
    const untimed = LOG.map(({ text }) => line(text));
    expect(select({ since: 20 }, untimed)).toMatchObject({ isTimed: false, searched: exactly(6) });
  });

  it("searches for plain text in any case, after the time", () => {
    expect(select({ grep: "TRACE" })).toMatchObject({
      lines: ["  trace", "  Trace"],
      matched: exactly(2),
      searched: exactly(6),
    });
    expect(select({ grep: "trace", since: 20 })).toMatchObject({ matched: exactly(1), searched: exactly(3) });
    expect(select({ grep: ".*" }).lines).toEqual([]);
  });

  it("clamps a line of any length, and cuts no character in two", () => {
    const [clamped = ""] = select({}, [line(`x${"😀".repeat(200_000)}`)]).lines;
    expect(clamped.length).toBeLessThanOrEqual(10_000);
    expect(clamped.isWellFormed()).toBe(true);
    expect(clamped.endsWith("😀…")).toBe(true);
    const whole = "x".repeat(10_000);
    expect(select({}, [line(whole)]).lines).toEqual([whole]);
  });
});
