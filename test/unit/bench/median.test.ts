import { describe, expect, it } from "vitest";
import { median } from "../../../bench/median.ts";

describe("median", () => {
  it("is the middle value, whatever the order, and the mean of the middle two of an even number", () => {
    expect(median([10, 1, 9])).toBe(9);
    expect(median([10, 1, 9, 2])).toBe(5.5);
  });

  it("throws when there is nothing to compare", () => {
    expect(() => median([])).toThrow("no values");
  });
});
