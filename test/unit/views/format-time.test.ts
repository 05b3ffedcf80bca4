import { describe, expect, it } from "vitest";
import { formatAgo, formatDate, formatDuration } from "../../../src/views/format-time.ts";
import { DAY, HOUR, MINUTE, NOW, SECOND } from "./fixtures.ts";

describe("formatDuration", () => {
  it.each([
    [-5 * SECOND, "0 s"],
    [999, "0 s"],
    [8 * SECOND, "8 s"],
    [60 * SECOND, "1 min"],
    [130 * SECOND, "2 min 10 s"],
    [59 * MINUTE + 59 * SECOND, "59 min 59 s"],
    [2 * HOUR, "2 h"],
    [5 * HOUR + 20 * MINUTE + 40 * SECOND, "5 h 20 min"],
    [DAY, "1 day"],
    [DAY + 4 * HOUR + 10 * MINUTE, "1 day 4 h"],
    [3 * DAY + 5 * HOUR, "3 days"],
    [400 * DAY, "400 days"],
  ])("writes %d ms as %s", (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });
});

describe("formatAgo", () => {
  it("counts from now", () => {
    expect(formatAgo(NOW - 8 * SECOND, NOW)).toBe("8 s ago");
  });

  it("calls the future of another clock just now", () => {
    expect(formatAgo(NOW + 3 * SECOND, NOW)).toBe("just now");
    expect(formatAgo(NOW - 400, NOW)).toBe("just now");
  });
});

describe("formatDate", () => {
  it("shows a moment in the reader's zone, and in UTC where Slack cannot", () => {
    expect(formatDate(NOW)).toBe("<!date^1754880240^{date_short_pretty} at {time}|2025-08-11 02:44 UTC>");
  });

  it("does not pretend to know an impossible moment", () => {
    for (const at of [-1, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15]) {
      expect(formatDate(at)).toBe("at an unknown time");
    }
  });
});
