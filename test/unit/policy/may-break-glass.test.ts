import { describe, expect, it } from "vitest";
import { mayBreakGlass } from "../../../src/policy/may-break-glass.ts";
import type { Policy } from "../../../src/policy/policy.ts";
import { openDirectory, person } from "./policy-fixture.ts";

const policy = (...breakGlass: string[]): Policy => ({ rules: [], breakGlass, onCall: null });
const RULE = "policy.break_glass";

describe("mayBreakGlass", () => {
  it("lets named people and members of named groups, and says by which rule", async () => {
    for (const userId of ["UADA", "UPRIYA"])
      expect(await mayBreakGlass(policy("UADA", "SONCALL"), person(userId), openDirectory())).toEqual({
        ok: true,
        value: RULE,
      });
  });

  it("lets nobody else, and nobody at all when nobody is named", async () => {
    const failure = { kind: "not-allowed", verb: "--break-glass", needs: "break-glass", rule: RULE };
    expect(await mayBreakGlass(policy("UADA", "SONCALL"), person("UEVE"), openDirectory())).toEqual({
      ok: false,
      failure,
    });
    expect(await mayBreakGlass(policy(), person("UADA"), openDirectory())).toEqual({ ok: false, failure });
  });

  it("refuses outsiders even when they are named", async () => {
    const directory = openDirectory({ accounts: { UADA: "guest" } });
    expect(await mayBreakGlass(policy("UADA"), person("UADA"), directory)).toEqual({
      ok: false,
      failure: { kind: "outsider", who: "guest" },
    });
    expect(await mayBreakGlass(policy("UADA"), person("UADA", "T2"), openDirectory())).toEqual({
      ok: false,
      failure: { kind: "outsider", who: "stranger" },
    });
  });

  it("refuses when Slack is silent", async () => {
    for (const directory of [openDirectory({ accounts: { UPRIYA: null } }), openDirectory({ members: {} })])
      expect(await mayBreakGlass(policy("SONCALL"), person("UPRIYA"), directory)).toEqual({
        ok: false,
        failure: { kind: "membership-unavailable", verb: "--break-glass", rule: RULE },
      });
  });
});
