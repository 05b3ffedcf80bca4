import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isIgnored, parseIgnoreLines } from "../../../src/source/ignore-rules.ts";

const ignores = (lines: readonly string[], path: string): boolean => {
  const { rules, badLine } = parseIgnoreLines(lines);
  expect(badLine).toBeNull();
  return isIgnored(rules, path);
};

describe("a pattern leaves out", () => {
  it.each([
    ["agent.py", ["agent.py"], ["src/agent.py", "agent.pyc"]],
    ["src", ["src", "src/a", "src/a/b"], ["lib/src", "srcs"]],
    ["src/", ["src", "src/a"], ["lib/src"]],
    ["./src//a", ["src/a", "src/a/b"], ["src/ab"]],
    ["src/../lib", ["lib", "lib/x"], ["src"]],
    ["*.md", ["README.md"], ["docs/README.md", "README.mdx"]],
    ["*", ["a", "a/b/c", "."], []],
    ["**", ["a", "a/b/c", "."], []],
    ["**/*.md", ["README.md", "docs/a/README.md"], ["README.mdx"]],
    ["**/node_modules", ["node_modules", "a/node_modules/b"], ["node_modules_2"]],
    ["docs/**", ["docs/a", "docs/a/b"], ["docs", "docs2/a"]],
    ["docs/**/*.md", ["docs/a.md", "docs/a/b/c.md"], ["docs.md", "docs/a.txt"]],
    ["**/a/**/b", ["a/b", "x/a/y/z/b", "a/b/c"], ["b", "ab"]],
    ["a**b", ["ab", "ax/b", "ax/y/b/c"], ["axb"]],
    ["**.txt", ["a.txt", "a/b.txt"], ["a.txt.gz"]],
    ["file?.py", ["file1.py", "fileé.py"], ["file.py", "file/.py"]],
    ["[a-c]x", ["ax", "bx"], ["dx"]],
    ["[^a-c]x", ["dx"], ["ax"]],
    ["\\*", ["*"], ["a"]],
    ["a+b(c)|{d}$.^", ["a+b(c)|{d}$.^"], ["aab(c)"]],
    ["*.{js,ts}", ["x.{js,ts}"], ["x.js"]],
    ["prä*", ["präsenz"], ["pra"]],
    ["/src", [], ["src", "src/a"]],
    ["Src", ["Src"], ["src"]],
    ["  src  ", ["src"], []],
    ["# src", ["# src"], ["src"]],
  ])("%j", (line, out, left) => {
    for (const path of out) expect([path, ignores([line], path)]).toEqual([path, true]);
    for (const path of left) expect([path, ignores([line], path)]).toEqual([path, false]);
  });
});

describe("the last line that speaks of a path", () => {
  it.each([
    [["*.md", "!README.md"], "README.md", false],
    [["!README.md", "*.md"], "README.md", true],
    [["docs", "!docs/keep"], "docs/keep/a", false],
    [["docs", "!docs/keep", "docs/keep/b"], "docs/keep/b", true],
    [["*", "!src", "**/*.pyc"], "src/a.pyc", true],
    [["*", "!src", "**/*.pyc"], "src/a.py", false],
    [["*", "! src"], "src", true],
    [["*", "!/src"], "src", true],
  ])("decides: %j for %s", (lines, path, expected) => {
    expect(ignores(lines, path)).toBe(expected);
  });
});

describe("a line that is no pattern", () => {
  it.each([
    "[",
    "[]",
    "[a",
    "[a-]",
    "[^]",
    "[b-a]",
    "!",
    "!/",
    "a\\",
    "[[:alpha:]]",
    "[*]",
    "\\d",
    "*\\é",
    "a*^b",
    "*|b",
    "*{2}",
  ])("is named: %s", (line) => {
    expect(parseIgnoreLines(["*.md", line, "["]).badLine).toBe(line);
  });

  it("is nothing to speak of in a comment", () => {
    expect(parseIgnoreLines(["# see [the docs", "*.md"])).toMatchObject({ badLine: null, rules: [{}] });
  });
});

describe("every pattern", () => {
  const patterns = fc.array(fc.constantFrom("*", "**", "/", "a", "b", "?", "[ab]", "é", "!", "."), {
    maxLength: 12,
  });
  const paths = fc.array(fc.constantFrom("a", "b", "ab", "é"), { minLength: 1, maxLength: 5 });

  it("that names a folder leaves out all that is in it", () => {
    fc.assert(
      fc.property(patterns, paths, fc.constantFrom("x", "y/z"), (pieces, steps, below) => {
        const { rules } = parseIgnoreLines([pieces.join("")]);
        const folder = steps.join("/");
        if (isIgnored(rules, folder)) expect(isIgnored(rules, `${folder}/${below}`)).toBe(true);
      }),
    );
  });

  it("is undone by its own exception", () => {
    fc.assert(
      fc.property(patterns, paths, (pieces, steps) => {
        const line = pieces.join("").replace(/^!+/, "");
        const { rules, badLine } = parseIgnoreLines([line, `!${line}`]);
        // Behind an exclamation mark nothing is shortened at the front.
        fc.pre(badLine === null && !/^(\.|\/|!|$)/.test(line));
        expect(isIgnored(rules, steps.join("/"))).toBe(false);
      }),
    );
  });

  it("is held against a long path in a time that grows with its length only", () => {
    const { rules } = parseIgnoreLines([`${"**/a*".repeat(30)}b`, `${"*a".repeat(60)}b`]);
    // A matcher that tries all ways would not end before the test does.
    expect(isIgnored(rules, `${"a".repeat(2_000)}/${"a/".repeat(500)}c`)).toBe(false);
  });
});
