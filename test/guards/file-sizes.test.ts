import { describe, expect, it } from "vitest";
import { readSourceFiles } from "../support/source-files.ts";

const MAX_LINES = 300;
const MAX_MEDIAN_LINES = 80;

const files = ["src", "sim", "bench", "scripts"]
  .flatMap(readSourceFiles)
  .map(({ path, text }) => ({ path, lines: text.split("\n").length }));

describe("files", () => {
  it(`have at most ${MAX_LINES} lines, because each is one idea`, () => {
    expect(files.filter(({ lines }) => lines > MAX_LINES)).toEqual([]);
  });

  it(`have a median of at most ${MAX_MEDIAN_LINES} lines in src`, () => {
    const sizes = files
      .filter(({ path }) => path.startsWith("src/"))
      .map(({ lines }) => lines)
      .sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(MAX_MEDIAN_LINES);
  });
});
