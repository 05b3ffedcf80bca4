import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeText } from "../../../src/views/escape-text.ts";
import { mrkdwn } from "../../../src/views/mrkdwn.ts";
import { layoutRows, pageRows, type Row } from "../../../src/views/rows.ts";

const lines = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ text: mrkdwn`${index}` }));
const button = { label: "Status", command: "/agent status x" };

describe("pageRows", () => {
  it("shows up to a hundred things on a page", () => {
    expect(pageRows(lines(100), 1)).toMatchObject({ number: 1, count: 1 });
    expect(pageRows(lines(101), 2)).toMatchObject({ number: 2, count: 2, rows: [{ text: "100" }] });
  });

  it("counts the things, not the lines", () => {
    const rows: Row[] = [
      { text: mrkdwn`note`, items: 0 },
      { text: mrkdwn`a`, items: 60 },
      { text: mrkdwn`b`, items: 40 },
      { text: mrkdwn`c` },
    ];
    expect(pageRows(rows, 1).rows).toHaveLength(3);
  });

  it("keeps the blocks of a page few", () => {
    const rows = Array.from({ length: 60 }, (_, index): Row => {
      return index % 2 === 0 ? { text: mrkdwn`x`, button } : { text: mrkdwn`x` };
    });
    expect(layoutRows(pageRows(rows, 1).rows).length).toBeLessThanOrEqual(45);
  });

  it("gives the last page for one past the end, and the first for one before the beginning", () => {
    expect(pageRows(lines(250), 99).number).toBe(3);
    expect(pageRows(lines(250), -1).number).toBe(1);
  });

  it("has no empty page before a row that fills one by itself", () => {
    const row: Row = { text: mrkdwn`x`, button: { label: "x", command: "\u0001".repeat(1900) } };
    expect(pageRows([row, row], 1)).toEqual({ rows: [row], number: 1, count: 2 });
  });

  it("has one empty page when there is nothing", () => {
    expect(pageRows([], 1)).toEqual({ rows: [], number: 1, count: 1 });
  });

  it("shows every row once, in order, on pages that fit", () => {
    const row = fc.record({ length: fc.integer({ min: 1, max: 4000 }), hasButton: fc.boolean() });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 120 }), (shapes) => {
        const rows = shapes.map(({ length, hasButton }, index): Row => {
          const text = mrkdwn`${index} ${codeText('"'.repeat(length), length)}`;
          return hasButton ? { text, button } : { text };
        });
        const { count } = pageRows(rows, 1);
        const pages = Array.from({ length: count }, (_, index) => pageRows(rows, index + 1));
        expect(pages.flatMap((page) => page.rows)).toEqual(rows);
        for (const page of pages) {
          const blocks = layoutRows(page.rows);
          expect(blocks.length).toBeLessThanOrEqual(45);
          expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(11_000);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("layoutRows", () => {
  it("puts lines together, and a row with a button by itself", () => {
    const rows: Row[] = [
      { text: mrkdwn`a` },
      { text: mrkdwn`b` },
      { text: mrkdwn`c`, button },
      { text: mrkdwn`d` },
    ];
    expect(layoutRows(rows)).toMatchObject([
      { text: { text: "a\nb" } },
      { text: { text: "c" }, accessory: { value: "/agent status x" } },
      { text: { text: "d" } },
    ]);
  });

  it("begins a new section before one gets too long", () => {
    const line = { text: codeText("x".repeat(1400), 1400) };
    expect(layoutRows([line, line, line]).map((block) => JSON.stringify(block).includes("\\n"))).toEqual([
      true,
      false,
    ]);
  });
});
