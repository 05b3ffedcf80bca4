import { describe, expect, it } from "vitest";
import { CRASH_POINTS } from "../crash/crash-points.ts";
import { SCENARIOS } from "../crash/crash-scenario.ts";
import { runCrash, VICTIMS } from "../crash/run-crash.ts";

/** Each point once, with both victims and both platforms in turn; `npm run crash` repeats it all. */
const cases = CRASH_POINTS.map((point, index) => ({
  point,
  victim: VICTIMS[index % VICTIMS.length] ?? "everything",
  scenario: SCENARIOS[Math.floor(index / VICTIMS.length) % SCENARIOS.length],
}));

describe("an operation that is killed", () => {
  it.each(cases)(
    "$point.name ($victim) has one effect and one card that says how it ended",
    async ({ point, victim, scenario }) => {
      if (!scenario) throw new Error("there are scenarios");
      expect(await runCrash(point, scenario, victim)).toMatchObject({
        effects: 1,
        cards: 1,
        pings: 1,
        isOver: true,
      });
    },
  );
});
