import { describe, expect, it } from "vitest";
import { renderTable } from "../../../bench/table.ts";

describe("renderTable", () => {
  it("aligns names to the left and figures to the right", () => {
    const rows = [
      ["a", "9"],
      ["longer", "1234.5"],
    ];
    expect(renderTable({ title: "Size", columns: ["Bot", "KiB"], rows, notes: ["as built"] })).toBe(
      [
        "## Size",
        "",
        "| Bot    |    KiB |",
        "| ------ | -----: |",
        "| a      |      9 |",
        "| longer | 1234.5 |",
        "",
        "- as built",
        "",
      ].join("\n"),
    );
  });
});
