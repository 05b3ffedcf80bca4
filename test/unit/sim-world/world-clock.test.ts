import { describe, expect, it } from "vitest";
import { WorldClock } from "../../../sim/world/world-clock.ts";

function open() {
  let real = 1_750_000_000_000;
  const clock = new WorldClock(() => real);
  return { clock, pass: (ms: number) => (real += ms), real: () => real };
}

describe("WorldClock", () => {
  it("is everybody's as long as nobody makes it faster", () => {
    const { clock, pass, real } = open();
    pass(5_000);
    expect([clock.now(), clock.aheadMs]).toEqual([real(), 0]);
  });

  it("runs faster from when it is told to, and stays ahead afterwards", () => {
    const { clock, pass } = open();
    clock.setSpeed(60);
    pass(1_000);
    expect(clock.aheadMs).toBe(59_000);
    clock.setSpeed(1);
    pass(1_000);
    expect(clock.aheadMs).toBe(59_000);
  });

  it("never runs backwards over a restart, and goes on at the ordinary speed", () => {
    const { clock, pass, real } = open();
    clock.setSpeed(10);
    const snapshot = JSON.parse(JSON.stringify(clock.snapshot()));
    pass(3_000);
    const seen = clock.now();
    const next = new WorldClock(real);
    next.restore(snapshot);
    expect(next.now()).toBe(seen);
    expect(next.speed).toBe(1);
  });

  it("takes no snapshot that is none", () => {
    expect(() => open().clock.restore({ speed: 0 })).toThrow();
  });
});
