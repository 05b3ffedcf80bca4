import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countApprovals } from "../../../src/policy/count-approvals.ts";

const by = (person: string, ...entries: string[]) => ({ by: person, entries });

describe("countApprovals", () => {
  it("is enough at once where none is needed", () => {
    expect(countApprovals({ approvals: 0, fromEach: [] }, [])).toEqual({
      given: 0,
      missing: [],
      isEnough: true,
    });
  });

  it("counts people, not presses", () => {
    const twice = [by("UADA", "SONCALL"), by("UADA", "SONCALL")];
    expect(countApprovals({ approvals: 2, fromEach: [] }, twice)).toMatchObject({
      given: 1,
      isEnough: false,
    });
    expect(countApprovals({ approvals: 2, fromEach: [] }, [...twice, by("UBOB", "SONCALL")])).toMatchObject({
      given: 2,
      isEnough: true,
    });
  });

  it("wants a different person from each", () => {
    const rule = { approvals: 2, fromEach: ["SONCALL", "SLEADS"] };
    const both = by("UADA", "SONCALL", "SLEADS");
    expect(countApprovals(rule, [both])).toEqual({ given: 1, missing: ["SLEADS"], isEnough: false });
    expect(countApprovals(rule, [both, by("UBOB", "UBOB")])).toMatchObject({ given: 2, isEnough: false });
    expect(countApprovals(rule, [both, by("UBOB", "SLEADS")])).toMatchObject({ isEnough: true });
  });

  it("lets somebody who is in two groups stand for the one that needs them", () => {
    const rule = { approvals: 2, fromEach: ["SONCALL", "SLEADS"] };
    for (const approvals of [
      [by("UBOTH", "SONCALL", "SLEADS"), by("UONCALL", "SONCALL")],
      [by("UONCALL", "SONCALL"), by("UBOTH", "SONCALL", "SLEADS")],
    ])
      expect(countApprovals(rule, approvals)).toEqual({ given: 2, missing: [], isEnough: true });
  });

  it("wants as many as the rule says beyond one from each", () => {
    const rule = { approvals: 3, fromEach: ["SONCALL"] };
    const two = [by("UADA", "SONCALL"), by("UBOB", "UBOB")];
    expect(countApprovals(rule, two)).toEqual({ given: 2, missing: [], isEnough: false });
  });

  it("agrees with trying every way to give people to groups", () => {
    const groups = ["SA", "SB", "SC", "SD"];
    const people = ["U1", "U2", "U3", "U4", "U5"];
    const approval = fc.record({ by: fc.constantFrom(...people), entries: fc.subarray([...groups, "U1"]) });
    fc.assert(
      fc.property(
        fc.nat(5),
        fc.shuffledSubarray(groups),
        fc.array(approval, { maxLength: 8 }),
        (approvals, fromEach, given) => {
          const entriesOf = (person: string) =>
            new Set(given.filter((one) => one.by === person).flatMap(({ entries }) => entries));
          const present = people.filter((person) => given.some((one) => one.by === person));
          const covered = mostCovered(fromEach, present, (person, entry) => entriesOf(person).has(entry));
          const count = countApprovals({ approvals, fromEach }, given);
          expect(count.given).toBe(present.length);
          expect(fromEach.length - count.missing.length).toBe(covered);
          expect(count.missing.every((entry) => fromEach.includes(entry))).toBe(true);
          expect(count.isEnough).toBe(present.length >= approvals && covered === fromEach.length);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("never falls from enough to not enough when somebody approves as well", () => {
    const approval = fc.record({
      by: fc.constantFrom("U1", "U2", "U3"),
      entries: fc.subarray(["SA", "SB", "SC"]),
    });
    fc.assert(
      fc.property(
        fc.nat(3),
        fc.subarray(["SA", "SB", "SC"]),
        fc.array(approval),
        approval,
        (approvals, fromEach, some, more) => {
          const rule = { approvals, fromEach };
          if (countApprovals(rule, some).isEnough)
            expect(countApprovals(rule, [...some, more]).isEnough).toBe(true);
        },
      ),
    );
  });
});

/** The most groups that can have a person of their own, by trying everything. */
function mostCovered(
  groups: readonly string[],
  people: readonly string[],
  isIn: (person: string, group: string) => boolean,
): number {
  const [group, ...rest] = groups;
  if (group === undefined) return 0;
  const without = mostCovered(rest, people, isIn);
  const withEach = people
    .filter((person) => isIn(person, group))
    .map(
      (person) =>
        1 +
        mostCovered(
          rest,
          people.filter((other) => other !== person),
          isIn,
        ),
    );
  return Math.max(without, ...withEach);
}
