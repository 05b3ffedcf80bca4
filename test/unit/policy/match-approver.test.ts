import { describe, expect, it } from "vitest";
import { listApproverEntries } from "../../../src/policy/match-approver.ts";
import { openDirectory } from "./policy-fixture.ts";

const match = (
  userId: string,
  rule: { approvers?: string[]; fromEach?: string[] },
  members?: Record<string, string[]>,
) =>
  listApproverEntries(
    { approvers: [], fromEach: [], ...rule },
    userId,
    openDirectory({ ...(members && { members }) }),
  );

describe("listApproverEntries", () => {
  it("lists each entry once, those that one is wanted of included", async () => {
    const members = { SONCALL: ["UADA"], SLEADS: ["UADA"], COPS: ["UCARL"] };
    const rule = { approvers: ["UADA", "SONCALL", "COPS"], fromEach: ["SONCALL", "SLEADS"] };
    expect(await match("UADA", rule, members)).toEqual({ entries: ["UADA", "SONCALL", "SLEADS"] });
  });

  it("knows people without asking Slack", async () => {
    const directory = openDirectory();
    expect(
      await listApproverEntries({ approvers: ["UADA", "WBOB"], fromEach: [] }, "WBOB", directory),
    ).toEqual({ entries: ["WBOB"] });
    expect(directory.asked).toEqual([]);
  });

  it("is satisfied with one match when Slack is silent about another entry", async () => {
    expect(await match("UADA", { approvers: ["UADA", "SGONE"] }, {})).toEqual({ entries: ["UADA"] });
  });

  it("cannot tell when nothing matches and Slack is silent about an entry", async () => {
    expect(await match("UEVE", { approvers: ["UADA", "SGONE"] }, {})).toEqual({ unavailable: true });
    expect(await match("UEVE", { approvers: ["GSECRET"] }, {})).toEqual({ unavailable: true });
  });

  it("cannot tell when Slack is silent about an entry that one is wanted of", async () => {
    const rule = { approvers: ["UADA"], fromEach: ["SONCALL", "SLEADS"] };
    expect(await match("UADA", rule, { SONCALL: ["UADA"] })).toEqual({ unavailable: true });
  });

  it("finds nothing in an empty rule", async () => {
    expect(await match("UADA", {})).toEqual({ entries: [] });
  });
});
