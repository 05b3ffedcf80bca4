import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crashLoopAfter } from "../../../sim/pipecat/deployments/crash-loop.ts";

describe("crashLoopAfter", () => {
  it.each([
    [-1, 0, "running"],
    [0, 0, "running"],
    [2_999, 0, "running"],
    [3_000, 0, "terminated"],
    [4_000, 1, "running"],
    [7_000, 1, "waiting"],
    [17_000, 2, "running"],
    [20_000, 2, "waiting"],
    [40_000, 3, "running"],
  ])("after %i ms has restarted %i times and is %s", (elapsedMs, restarts, state) => {
    expect(crashLoopAfter(elapsedMs)).toMatchObject({ restarts, state });
  });

  it("waits at most five minutes between two runs", () => {
    const { crashesAtMs } = crashLoopAfter(86_400_000);
    const gaps = crashesAtMs.slice(1).map((at, index) => at - (crashesAtMs[index] ?? 0));
    expect(new Set(gaps)).toEqual(new Set([303_000]));
    expect(crashesAtMs).toHaveLength(50);
  });

  it("never takes a restart or a crash back", () => {
    const elapsed = fc.integer({ min: 0, max: 3_600_000 });
    fc.assert(
      fc.property(elapsed, elapsed, (one, other) => {
        const earlier = crashLoopAfter(Math.min(one, other));
        const later = crashLoopAfter(Math.max(one, other));
        expect(later.restarts).toBeGreaterThanOrEqual(earlier.restarts);
        expect(later.crashesAtMs.slice(0, earlier.crashesAtMs.length)).toEqual(earlier.crashesAtMs);
      }),
    );
  });
});
