import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { measureBundle } from "../../../bench/measure-bundle.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "bundle-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe("measureBundle", () => {
  it("counts every module that is uploaded, and neither source maps nor wrangler's README", () => {
    for (const name of ["index.js", "extra.wasm", "index.js.map", "README.md"])
      writeFileSync(join(directory, name), "x".repeat(2_048));
    const { kib, gzipKib } = measureBundle(directory);
    expect(kib).toBe(4);
    expect(gzipKib).toBeLessThan(0.1);
  });
});
