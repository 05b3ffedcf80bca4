import { describe, expect, it } from "vitest";
import { complete } from "../../../sim/playground/composer/complete.ts";
import { workspace } from "./page-workspace.ts";

const offered = (typed: string, caret = typed.length) =>
  complete(typed, caret, workspace).options.map(({ text }) => text);

describe("complete", () => {
  it("offers the app's commands at the beginning, with what they are for", () => {
    expect(offered("/")).toEqual(["/agent ", "/dispatch "]);
    expect(offered("/di")).toEqual(["/dispatch "]);
    expect(complete("/ag", 3, workspace).options[0]?.detail).toContain("See and operate");
  });

  it("offers the verbs of the usage hint, but no placeholders", () => {
    expect(offered("/agent ")).toEqual(["/agent status ", "/agent rollback ", "/agent scale "]);
    expect(offered("/agent s")).toEqual(["/agent status ", "/agent scale "]);
    expect(offered("/dispatch ")).toEqual(["/dispatch list "]);
    expect(complete("/dispatch l", 11, workspace).options[0]?.detail).toBe("<room>");
  });

  it.each([
    "/agent status",
    "/agent status ",
    "/agent status prod",
    "/nobody ",
    "hello /agent",
    "@switchboard",
    "",
  ])("offers nothing where nothing is open: %j", (typed) => expect(offered(typed)).toEqual([]));

  it("offers people, groups and channels at the beginning of a word", () => {
    expect(offered("hello @ad")).toEqual(["@admin "]);
    expect(offered("@on")).toEqual(["@oncall "]);
    expect(offered("in #voice")).toEqual(["#voice-ops "]);
    expect(offered("mail@ad")).toEqual([]);
  });

  it("completes where the caret is, not at the end", () => {
    expect(complete("@ad status", 3, workspace)).toMatchObject({ from: 0, options: [{ text: "@admin " }] });
  });
});
