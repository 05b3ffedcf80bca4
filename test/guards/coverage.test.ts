/** The table of what the clouds' own tools can do promises commands and tests; each of them is there. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/commands/command-table.ts";
import { ROOT } from "../support/source-files.ts";

const rows = readFileSync(join(ROOT, "docs/coverage.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.endsWith("| test |"))
  .map((line) => line.split(" | "));

const specOf = (verb: string) =>
  Object.values(COMMANDS).find((spec) => spec.command === "agent" && spec.verb === verb);

describe("docs/coverage.md", () => {
  it("names commands and flags that there are", () => {
    const named = rows.flatMap(([, ours = ""]) => [...ours.matchAll(/`\/agent ([a-z-]+)([^`]*)`/g)]);
    expect(named.length).toBeGreaterThan(40);
    for (const [, verb = "", rest = ""] of named) {
      const spec = specOf(verb);
      expect(spec, verb).toBeDefined();
      const flags = [...rest.matchAll(/--([a-z-]+)/g)].map(([, flag]) => flag);
      expect(Object.keys(spec?.flags ?? {}), `/agent ${verb}`).toEqual(expect.arrayContaining(flags));
    }
  });

  it("names tests that there are, for all that is not left out", () => {
    for (const [theirs = "", ours = "", tests = ""] of rows.filter(([first = ""]) => first.includes("`"))) {
      const files = [...tests.matchAll(/`(test\/[^`]+)`/g)].map(([, file = ""]) => file);
      if (!ours.startsWith("not ")) expect(files.length, theirs).toBeGreaterThan(0);
      for (const file of files) expect(existsSync(join(ROOT, file)), file).toBe(true);
    }
  });
});
