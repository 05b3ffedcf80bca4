import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FOLLOW_MS, pollDelayMs } from "../../../src/operations/poll-schedule.ts";

describe("pollDelayMs", () => {
  it.each([
    [0, 3_000],
    [-5_000, 3_000],
    [30_000, 3_000],
    [60_000, 6_000],
    [150_000, 15_000],
    [3_600_000, 15_000],
  ])("looks again %i ms after the acceptance in %i ms", (sinceMs, delayMs) => {
    expect(pollDelayMs(sinceMs, 0)).toBe(delayMs);
  });

  it("backs off while the platform does not answer", () => {
    expect([1, 2, 3, 4, 5, 100].map((failed) => pollDelayMs(0, failed))).toEqual([
      5_000, 10_000, 20_000, 30_000, 30_000, 30_000,
    ]);
  });

  it("never asks a platform in trouble more often than one that answers", () => {
    fc.assert(
      fc.property(fc.nat({ max: 900_000 }), fc.nat({ max: 20 }), (sinceMs, failed) => {
        const delayMs = pollDelayMs(sinceMs, failed);
        expect(Number.isInteger(delayMs)).toBe(true);
        expect(delayMs).toBeGreaterThanOrEqual(pollDelayMs(sinceMs, 0));
        expect(delayMs).toBeGreaterThanOrEqual(3_000);
        expect(delayMs).toBeLessThanOrEqual(30_000);
        expect(pollDelayMs(sinceMs + 1_000, failed)).toBeGreaterThanOrEqual(delayMs);
        expect(pollDelayMs(sinceMs, failed + 1)).toBeGreaterThanOrEqual(delayMs);
      }),
    );
  });

  it("takes some sixty looks for the longest change that is followed", () => {
    let looks = 0;
    for (let now = 0; now < FOLLOW_MS.update; now += pollDelayMs(now, 0)) looks += 1;
    expect(looks).toBeGreaterThan(50);
    expect(looks).toBeLessThan(70);
  });
});

describe("FOLLOW_MS", () => {
  it("gives deployments ten minutes, fifteen after a build, restarts and secrets five, deletions three, stops two", () => {
    expect(FOLLOW_MS).toEqual({
      update: 600_000,
      rollback: 600_000,
      promote: 600_000,
      restart: 300_000,
      delete: 180_000,
      create: 600_000,
      source: 900_000,
      workflow: 600_000,
      secrets: 300_000,
      "stop-sessions": 120_000,
    });
  });
});
