import { describe, expect, it } from "vitest";
import { parseTime } from "../../../src/platforms/parse-time.ts";

describe("parseTime", () => {
  const times: readonly [string, number | null][] = [
    ["2025-08-09T00:31:17Z", 1_754_699_477_000],
    ["2025-08-09T02:31:17.153744602+02:00", 1_754_699_477_153],
    ["0001-01-01T00:00:00Z", null],
    ["1970-01-01T00:00:00Z", null],
    ["", null],
    ["yesterday", null],
  ];
  it.each(times)("reads %j", (text, expected) => {
    expect(parseTime(text)).toBe(expected);
  });

  it("reads a missing time as null", () => {
    expect([parseTime(null), parseTime(undefined)]).toEqual([null, null]);
  });
});
