import { describe, expect, it } from "vitest";
import { CRASH_CASES } from "../crash/crash-cases.ts";
import { runCrash, VICTIMS } from "../crash/run-crash.ts";

/** Each point once, with both victims and both platforms in turn; `npm run crash` repeats it all. */
const cases = CRASH_CASES.map(({ point, scenarios }, index) => ({
  point,
  victim: VICTIMS[index % VICTIMS.length] ?? "everything",
  scenario: scenarios[Math.floor(index / VICTIMS.length) % scenarios.length],
}));

describe.concurrent("an operation that is killed", () => {
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
