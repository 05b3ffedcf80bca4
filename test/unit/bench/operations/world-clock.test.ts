import { describe, expect, it } from "vitest";
import { REAL_TIME, toRealTime, toWorldTime, withSpeed } from "../../../../bench/operations/world-clock.ts";

describe("the world's clock", () => {
  it("is the real one at first", () => {
    expect(toWorldTime(REAL_TIME, 1_234)).toBe(1_234);
    expect(toRealTime(REAL_TIME, 1_234)).toBe(1_234);
  });

  it("goes on from where it is when its speed changes, and never back", () => {
    const fast = withSpeed(REAL_TIME, 10, 1_000);
    expect([1_000, 1_001, 1_100].map((at) => toWorldTime(fast, at))).toEqual([1_000, 1_010, 2_000]);
    const slow = withSpeed(fast, 1, 1_100);
    expect([1_100, 1_200].map((at) => toWorldTime(slow, at))).toEqual([2_000, 2_100]);
  });

  it("says when something rings that is due in the world", () => {
    const fast = withSpeed(REAL_TIME, 10, 1_000);
    expect(toRealTime(fast, 2_000)).toBe(1_100);
  });
});
