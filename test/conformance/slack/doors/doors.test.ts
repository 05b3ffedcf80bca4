/** Bolt's own HTTP receiver, which we did not write, and our door: the same listeners, the same requests, the same answers. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openBoltDoor } from "./bolt-door.ts";
import { DOOR_DIFFERENCES } from "./door-differences.ts";
import { type Exchange, exchangeLetter } from "./exchange-letter.ts";
import type { Letter } from "./letter.ts";
import { badlySentLetter, genuineLetter, strangeLetter } from "./letter-arbitraries.ts";
import { openOurDoor } from "./our-door.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: Date.UTC(2026, 10, 2, 9) });
  for (const level of ["info", "error"] as const) vi.spyOn(console, level).mockReturnValue();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

interface Answers {
  readonly ours: Exchange;
  readonly bolt: Exchange;
}

const ask = async (letter: Letter): Promise<Answers> => ({
  ours: await exchangeLetter(letter, openOurDoor),
  bolt: await exchangeLetter(letter, openBoltDoor),
});

const isSame = ({ ours, bolt }: Answers): boolean => JSON.stringify(ours) === JSON.stringify(bolt);

const explainers = (letter: Letter, { ours, bolt }: Answers): string[] =>
  DOOR_DIFFERENCES.filter(({ explains }) => explains(letter, ours, bolt)).map(({ name }) => name);

describe("our door and Bolt's", () => {
  // The last number: so many must have had an effect, that nobody takes refusals alone for agreement.
  it.each([
    ["what Slack sends", genuineLetter, 150, 60],
    ["what is badly sent", badlySentLetter, 250, 10],
    ["what Slack would not say", strangeLetter, 250, 20],
  ])("answer %s alike, and do the same in the same order", async (_, letters, numRuns, minimum) => {
    let agreed = 0;
    const property = fc.asyncProperty(letters, async (letter) => {
      const answers = await ask(letter);
      if (isSame(answers)) agreed += answers.ours.effects.length > 0 ? 1 : 0;
      else if (explainers(letter, answers).length === 0) expect(answers.ours).toEqual(answers.bolt);
    });
    await fc.assert(property, { numRuns });
    expect(agreed).toBeGreaterThan(minimum);
  });

  it.each(DOOR_DIFFERENCES)("differ as listed: ours $name", async ({ name, example }) => {
    const answers = await ask(example);
    expect(isSame(answers), "this difference is no more; take it off the list").toBe(false);
    expect(explainers(example, answers), JSON.stringify(answers)).toEqual([name]);
  });
});
