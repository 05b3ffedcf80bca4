import { describe, expect, it } from "vitest";
import { formatSlackDate } from "../../../sim/playground/blocks/format-slack-date.ts";
import { formatAgo } from "../../../sim/playground/format-time.ts";

/** Local times, so that the tests hold in every zone. */
const now = new Date(2026, 10, 22, 12, 0, 0);
const at = (day: number, hour = 9, minute = 5) => new Date(2026, 10, day, hour, minute, 7);

describe("formatSlackDate", () => {
  it.each([
    ["{date_num}", "2026-11-22"],
    ["{date}", "November 22, 2026"],
    ["{date_short}", "Nov 22, 2026"],
    ["{date_long}", "Sunday, November 22, 2026"],
    ["{date_slash}", "11/22/2026"],
    ["{time}", "9:05 AM"],
    ["{time_secs}", "9:05:07 AM"],
    ["{date_short_pretty} at {time}", "Today at 9:05 AM"],
    ["{nobody_knows}", "{nobody_knows}"],
  ])("writes %s as Slack does", (format, text) => {
    expect(formatSlackDate(at(22), format, now).replaceAll("\u202f", " ")).toBe(text);
  });

  it("names the days that are near, in prettier formats only", () => {
    expect(formatSlackDate(at(21), "{date_pretty}", now)).toBe("Yesterday");
    expect(formatSlackDate(at(23), "{date_long_pretty}", now)).toBe("Tomorrow");
    expect(formatSlackDate(at(20), "{date_short_pretty}", now)).toBe("Nov 20, 2026");
  });

  it("counts by the calendar, not by hours", () => {
    expect(formatSlackDate(at(21, 23, 59), "{date_pretty}", new Date(2026, 10, 22, 0, 1))).toBe("Yesterday");
  });
});

describe("formatAgo", () => {
  it.each([
    [at(22, 11, 57), "2 minutes ago"],
    [at(22, 9), "2 hours ago"],
    [at(20), "2 days ago"],
    [new Date(2026, 10, 22, 12, 30), "in 30 minutes"],
    [now, "now"],
  ])("says %s as people do", (moment, text) => {
    expect(formatAgo(moment, now)).toBe(text);
  });
});
