import { describe, expect, it } from "vitest";
import { percentile } from "../../../../bench/operations/percentile.ts";

describe("percentile", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it("is the value that so many of a hundred do not exceed, whatever the order", () => {
    expect(percentile(hundred, 0.5)).toBe(50);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile(hundred, 1)).toBe(100);
  });

  it("is the only value there is", () => {
    expect(percentile([7], 0.9)).toBe(7);
  });

  it("throws when there is none", () => {
    expect(() => percentile([], 0.5)).toThrow("no values");
  });
});
