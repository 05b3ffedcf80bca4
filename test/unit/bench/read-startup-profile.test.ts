import { describe, expect, it } from "vitest";
import { readStartupProfile } from "../../../bench/read-startup-profile.ts";

const node = (id: number, functionName: string) => ({
  id,
  callFrame: { functionName, url: "", lineNumber: -1, columnNumber: -1 },
});
const nodes = [node(1, "(root)"), node(2, "(idle)"), node(3, "(program)"), node(4, "start"), node(5, "")];

describe("readStartupProfile", () => {
  it("counts the time before each sample for what the sample found running", () => {
    const profile = { nodes, samples: [4, 2, 3, 5, 2], timeDeltas: [1_000, 5_000, 2_000, 500, 9_000] };
    expect(readStartupProfile(JSON.stringify(profile))).toEqual({ activeMs: 3.5, scriptMs: 1.5 });
  });

  it("refuses what is no profile", () => {
    expect(() => readStartupProfile(JSON.stringify({ nodes, samples: [1] }))).toThrow(/timeDeltas/);
  });
});
