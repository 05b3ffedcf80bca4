import { describe, expect, it } from "vitest";
import { mayClimb, placeEntry } from "../../../src/source/place-entry.ts";

describe("placeEntry", () => {
  it.each([
    ["o-n-1234567/", null, "."],
    ["o-n-1234567/agent.py", null, "agent.py"],
    ["o-n-1234567/a/b/", null, "a/b"],
    ["o-n-1234567/outside", null, "outside"],
    ["o-n-1234567/", "agents/one", null],
    ["o-n-1234567/agents/", "agents/one", null],
    ["o-n-1234567/agents/one/", "agents/one", "."],
    ["o-n-1234567/agents/one/x.py", "agents/one", "x.py"],
    ["o-n-1234567/agents/one-more/x.py", "agents/one", null],
  ])("%s below %s is %s", (name, subdirectory, place) => {
    expect(placeEntry(name, subdirectory)).toBe(place);
  });
});

describe("mayClimb", () => {
  it.each([
    "/etc/passwd",
    "a/../b",
    "..",
    "a/..",
    "a/../",
    "./a",
    "a//b",
    "a/./b",
    "a\\..\\b",
    "\\a",
    "a\0b",
    "",
    "/",
  ])("refuses %j", (name) => {
    expect(mayClimb(name)).toBe(true);
  });

  it.each(["a", "a/", "a/..b", "a/b..", "a/...", "a/.b", "a/b\\c"])("takes %j", (name) => {
    expect(mayClimb(name)).toBe(false);
  });
});
