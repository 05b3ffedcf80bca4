import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEpoch } from "../../../../src/platforms/livekit/parse-epoch.ts";

describe("parseEpoch", () => {
  it.each([
    ["seconds", 1_763_805_600n],
    ["milliseconds", 1_763_805_600_000n],
    ["microseconds", 1_763_805_600_000_000n],
    ["nanoseconds", 1_763_805_600_000_000_000n],
  ])("tells %s by their magnitude", (_, count) => {
    expect(parseEpoch(count)).toBe(1_763_805_600_000);
  });

  it("reads zero and anything below as not set", () => {
    expect([parseEpoch(0n), parseEpoch(-5n)]).toEqual([null, null]);
  });

  it("gives the same time in every unit, for every time from 1980 to 2200", () => {
    const timeMs = fc.integer({ min: Date.UTC(1980, 0), max: Date.UTC(2200, 0) });
    fc.assert(
      fc.property(timeMs, fc.bigInt({ min: 0n, max: 999_999n }), (ms, fraction) => {
        expect(parseEpoch(BigInt(ms) * 1_000_000n + fraction)).toBe(ms);
        expect(parseEpoch(BigInt(ms) * 1_000n + fraction / 1_000n)).toBe(ms);
        expect(parseEpoch(BigInt(ms))).toBe(ms);
        expect(parseEpoch(BigInt(Math.floor(ms / 1000)))).toBe(Math.floor(ms / 1000) * 1000);
      }),
    );
  });
});
