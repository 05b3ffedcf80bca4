import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterBurst, afterCall, fitsAt } from "../../../src/operations/rate-budget.ts";

const MINUTE_MS = 60_000;

const budgets = fc.record({
  burst: fc.integer({ min: 1, max: 20 }),
  everyMs: fc.integer({ min: 50, max: 5_000 }),
});

describe("a rate budget", () => {
  it("is never exceeded in any window, however impatient the caller", () => {
    fc.assert(
      fc.property(budgets, fc.array(fc.nat(10_000), { minLength: 50, maxLength: 200 }), (budget, pauses) => {
        const calls: number[] = [];
        let now = 1_000_000;
        let fullAt = 0;
        for (const pauseMs of pauses) {
          // Either waits until it may, or comes later of its own accord.
          now = Math.max(now + (pauseMs > 5_000 ? pauseMs : 0), fitsAt(budget, fullAt));
          calls.push(now);
          fullAt = afterCall(budget, fullAt, now);
        }
        for (const windowMs of [budget.everyMs, 7_777, MINUTE_MS]) {
          const most = Math.max(
            ...calls.map((from) => calls.filter((at) => at >= from && at < from + windowMs).length),
          );
          expect(most).toBeLessThanOrEqual(budget.burst + Math.ceil(windowMs / budget.everyMs) - 1);
        }
      }),
    );
  });

  it("gives the whole burst at once after a rest", () => {
    const budget = { burst: 3, everyMs: 1_000 };
    let fullAt = 0;
    const at = [1, 2, 3, 4].map(() => {
      const now = Math.max(50_000, fitsAt(budget, fullAt));
      fullAt = afterCall(budget, fullAt, now);
      return now;
    });
    expect(at).toEqual([50_000, 50_000, 50_000, 51_000]);
  });

  it("assumes after a restart that nothing is left of the burst", () => {
    const budget = { burst: 3, everyMs: 1_000 };
    expect(fitsAt(budget, afterBurst(budget, 50_000))).toBe(51_000);
  });
});
