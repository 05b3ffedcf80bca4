import { describe, expect, it } from "vitest";
import type { LineMark } from "../../../src/platforms/log-tail.ts";
import { stampLog } from "../../../src/views/stamp-log.ts";

const NINE = Date.UTC(2026, 10, 22, 9);
const OLD = "d054c629-0000-4000-8000-000000000001";
const NEW = "e7a1b2c3-0000-4000-8000-000000000002";
const EXTENT = { lines: 20, characters: 4_000 };

type Written = readonly [text: string, at?: number | null, deployment?: string | null];
const stamp = (written: readonly Written[], max = EXTENT) =>
  stampLog(
    {
      lines: written.map(([text]) => text),
      marks: written.map(([, at = null, deployment = null]): LineMark => ({ at, deployment })),
    },
    max,
  );
const print = (...written: readonly Written[]) => stamp(written).printed;

describe("stampLog", () => {
  it("begins each group of lines with its time", () => {
    expect(
      print(
        ["boom", NINE],
        ["  File", NINE + 400],
        ["no time"],
        ["next", NINE + 2_000],
        ["more", NINE + 2_001],
      ),
    ).toEqual(["— 2026-11-22 UTC —", "09:00:00 boom", "  File", "no time", "09:00:02 next", "more"]);
  });

  it("says which deployment wrote what follows, and on which day", () => {
    expect(
      print(
        ["last words", NINE - 86_400_000, OLD],
        ["started", NINE, NEW],
        ["of whom?", NINE + 1],
        ["late", NINE + 2, OLD],
      ),
    ).toEqual([
      "— deployment d054c629, 2026-11-21 UTC —",
      "09:00:00 last words",
      "— deployment e7a1b2c3, 2026-11-22 UTC —",
      "09:00:00 started",
      "— deployment not told —",
      "09:00:00 of whom?",
      "— deployment d054c629 —",
      "09:00:00 late",
    ]);
  });

  it("adds nothing where nothing is known", () => {
    expect(print(["one"], ["two"])).toEqual(["one", "two"]);
    expect(print(["one", -1], ["two", Number.MAX_VALUE])).toEqual(["one", "two"]);
  });

  it("tells no time twice", () => {
    expect(
      print(["2026-11-22 09:00:00.123 | INFO | up", NINE], ["[2026-11-22T09:00:01Z] b", NINE + 1_000]),
    ).toEqual(["— 2026-11-22 UTC —", "2026-11-22 09:00:00.123 | INFO | up", "[2026-11-22T09:00:01Z] b"]);
  });

  it("says when the newest line was written, and counts only those of the log", () => {
    expect(stamp([["a", NINE, OLD], ["b", NINE + 5_000, OLD], ["c"]])).toMatchObject({
      shown: 3,
      newestAt: NINE + 5_000,
    });
    expect(stamp([])).toEqual({ printed: [], shown: 0, newestAt: null });
  });

  it("keeps within its bounds with what it adds, and names the deployment of the first line that is left", () => {
    const written = Array.from(
      { length: 60 },
      (_, index): Written => [`line ${index}`, NINE + index * 1_000, OLD],
    );
    expect(stamp(written, { lines: 4, characters: 4_000 }).printed).toEqual([
      "— deployment d054c629, 2026-11-22 UTC —",
      "09:00:57 line 57",
      "09:00:58 line 58",
      "09:00:59 line 59",
    ]);
    const { printed, shown } = stamp(written, { lines: 99, characters: 300 });
    expect(shown).toBe(printed.length - 1);
    expect(printed.map((line) => JSON.stringify(line)).join("").length).toBeLessThanOrEqual(300);
  });
});
