import { describe, expect, it } from "vitest";
import { BUDGETS, OutboxPace } from "../../../src/operations/outbox-pace.ts";

const MINUTE_MS = 60_000;
const SLACK_LIMITS = { edit: 50, post: 300, look: 50, channel: 65 };

describe("the budgets of the outbox", () => {
  it("keep below what Slack allows in a minute", () => {
    for (const name of ["edit", "post", "look", "channel"] as const) {
      const { burst, everyMs } = BUDGETS[name];
      expect(burst + MINUTE_MS / everyMs).toBeLessThanOrEqual(SLACK_LIMITS[name]);
    }
    expect(BUDGETS.edit.burst + MINUTE_MS / BUDGETS.edit.everyMs).toBe(45);
  });

  it("are whole again before an idle object is evicted", () => {
    for (const { burst, everyMs } of Object.values(BUDGETS))
      expect(burst * everyMs).toBeLessThanOrEqual(10_000);
  });
});

describe("OutboxPace", () => {
  const rows = { readPauses: () => [["edit", 9_000] as const], writePause: () => {} };
  const edit = { kind: "edit", channelId: "C1" } as const;

  it("waits in one channel without holding up another", () => {
    const pace = new OutboxPace(rows, { postAt: 0, callAt: 0 });
    for (let count = 0; count < 3; count += 1) pace.spend({ kind: "post", channelId: "C1" }, 100_000);
    expect(pace.readyAt({ kind: "post", channelId: "C1" })).toBe(101_100);
    expect(pace.readyAt({ kind: "post", channelId: "C2" })).toBeLessThanOrEqual(100_000);
  });

  it("remembers what Slack asked an earlier process to wait for", () => {
    const pace = new OutboxPace(rows, { postAt: 0, callAt: 0 });
    expect(pace.readyAt(edit)).toBe(9_000);
    expect(pace.readyAt({ kind: "post", channelId: "C1" })).toBeLessThan(9_000);
  });
});
