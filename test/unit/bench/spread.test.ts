import { describe, expect, it } from "vitest";
import { renderSpread } from "../../../bench/spread.ts";

describe("renderSpread", () => {
  it("says the median, the least and the most", () => {
    expect(renderSpread([3, 1, 2.25, 9], 1)).toBe("2.6 (1.0–9.0)");
    expect(renderSpread([5], 0)).toBe("5 (5–5)");
  });

  it("refuses no values", () => {
    expect(() => renderSpread([], 1)).toThrow("no values");
  });
});
