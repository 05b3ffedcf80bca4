import { describe, expect, it } from "vitest";
import type { RoleTable } from "../../../src/commands/authorize.ts";
import { parsePolicy } from "../../../src/policy/parse-policy.ts";

const ROLES: RoleTable = { viewer: ["*"], operator: ["UOP"], approver: ["SONCALL"], admin: ["UADMIN"] };
const parse = (value: unknown, roles: RoleTable | null = ROLES) =>
  parsePolicy(value, { projects: ["prod", "voice"], roles });
const rule = (value: unknown, roles: RoleTable | null = ROLES) =>
  parse({ rules: { prod: { rollback: value } } }, roles);
const keys = (outcome: ReturnType<typeof parse>): string[] =>
  outcome.ok ? [] : outcome.problems.map(({ key }) => key.replace("POLICY.rules.prod.rollback", "…"));

describe("parsePolicy", () => {
  it("reads a policy in full", () => {
    const outcome = parse({
      break_glass: ["UADMIN", "SLEADS"],
      on_call: "SONCALL",
      rules: {
        prod: {
          delete: {
            approvers: ["U1", "W2", "C3"],
            approvals: 3,
            from_each: ["SONCALL", "GSECRET"],
            self_approval: true,
            expires_minutes: 5,
            reason: true,
            auto_rollback_seconds: 120,
          },
        },
      },
    });
    expect(outcome).toEqual({
      ok: true,
      policy: {
        breakGlass: ["UADMIN", "SLEADS"],
        onCall: "SONCALL",
        rules: [
          {
            name: "prod.delete",
            approvals: 3,
            approvers: ["U1", "W2", "C3", "SONCALL", "GSECRET"],
            fromEach: ["SONCALL", "GSECRET"],
            selfApproval: true,
            expiresAfterMs: 300_000,
            reasonRequired: true,
            autoRollbackAfterMs: 120_000,
          },
        ],
      },
    });
  });

  it("takes the strict side wherever something is left out", () => {
    expect(parse({})).toEqual({ ok: true, policy: { rules: [], breakGlass: [], onCall: null } });
    expect(rule({ approvers: ["U1"] })).toMatchObject({
      policy: {
        rules: [
          {
            approvals: 1,
            fromEach: [],
            selfApproval: false,
            expiresAfterMs: 1_800_000,
            reasonRequired: false,
            autoRollbackAfterMs: null,
          },
        ],
      },
    });
  });

  it("takes rules for all projects, for all verbs, and for none to approve", () => {
    const rules = { "*": { default: { approvers: ["U1"] } }, voice: { restart: { approvals: 0 } } };
    expect(parse({ rules })).toMatchObject({
      policy: { rules: [{ name: "*.default" }, { name: "voice.restart", approvals: 0, approvers: [] }] },
    });
  });

  it("puts the people of the role in the place of role:approver, admins included, each once", () => {
    expect(rule({ approvers: ["UADMIN", "role:approver"] })).toMatchObject({
      policy: { rules: [{ approvers: ["UADMIN", "SONCALL"] }] },
    });
  });

  it("refuses role:approver while that is everybody, or nobody", () => {
    const approvers = ["role:approver"];
    expect(keys(rule({ approvers }, { ...ROLES, approver: ["*"] }))).toEqual(["….approvers"]);
    expect(keys(rule({ approvers }, { ...ROLES, admin: ["*"] }))).toEqual(["….approvers"]);
    expect(keys(rule({ approvers }, { ...ROLES, approver: [], admin: [] }))).toEqual(["….approvers"]);
  });

  it("does not blame the policy for roles that are wrong themselves", () => {
    expect(keys(rule({ approvers: ["role:approver"] }, null))).toEqual([]);
    expect(keys(rule({ approvers: [] }, null))).toEqual(["….approvers"]);
  });

  it("takes ids only: names, handles, mentions and * change hands", () => {
    for (const name of ["Ada Lindqvist", "ada", "@ada", "oncall", "<@UADA>", "*", "D123", "role:admin", ""]) {
      expect(keys(rule({ approvers: ["U1", name] }))).toEqual(["….approvers"]);
      expect(keys(parse({ break_glass: [name] }))).toEqual(["POLICY.break_glass"]);
      expect(keys(parse({ on_call: name }))).toEqual(["POLICY.on_call"]);
    }
    expect(keys(rule({ from_each: ["UADA"], approvals: 1 }))).toEqual(["….from_each"]);
    expect(keys(parse({ break_glass: ["COPS"] }))).toEqual(["POLICY.break_glass"]);
  });

  it("refuses a rule that nobody could ever satisfy", () => {
    expect(keys(rule({}))).toEqual(["….approvers"]);
    expect(keys(rule({ approvals: 1, approvers: [] }))).toEqual(["….approvers"]);
    expect(keys(rule({ approvals: 1, from_each: ["S1", "S2"] }))).toEqual(["….approvals"]);
    expect(keys(rule({ approvals: 0, from_each: ["S1"] }))).toEqual(["….approvals"]);
    expect(keys(rule({ approvals: 3, approvers: ["U1", "U2", "U1"] }))).toEqual(["….approvals"]);
    expect(keys(rule({ approvals: 3, approvers: ["U1", "S2"] }))).toEqual([]);
    expect(keys(rule({ approvals: 2, from_each: ["S1", "S1"] }))).toEqual(["….from_each"]);
  });

  it("holds every number and switch to its limits", () => {
    const good = { approvers: ["S1"] };
    for (const [field, values] of Object.entries({
      approvals: [-1, 1.5, 21, "1", null],
      expires_minutes: [0, 1441, 0.5, "30"],
      auto_rollback_seconds: [9, 3601, false],
      self_approval: ["true", 1],
      reason: ["yes", null],
      approvers: ["S1", [1]],
      from_each: ["S1"],
    }))
      for (const value of values) expect(keys(rule({ ...good, [field]: value }))).toEqual([`….${field}`]);
    for (const [field, values] of Object.entries({
      approvals: [1, 20],
      expires_minutes: [1, 1440],
      auto_rollback_seconds: [10, 3600],
    }))
      for (const value of values) expect(keys(rule({ ...good, [field]: value }))).toEqual([]);
  });

  it("lists every wrong key at once, with a remedy each", () => {
    const outcome = parse({
      rules: {
        prod: {
          rollback: { aprovers: ["U1"], expires_minutes: 0, colour: "red" },
          roll_back: {},
          scale: "nobody",
          restart: { approvers: ["ada", "bob"] },
        },
        production: { default: { approvals: 0 } },
        voice: 7,
      },
    });
    expect(outcome.ok ? [] : outcome.problems.map(({ key }) => key)).toEqual([
      "POLICY.rules.prod.rollback.expires_minutes",
      "POLICY.rules.prod.rollback.aprovers",
      "POLICY.rules.prod.rollback.colour",
      "POLICY.rules.prod.roll_back",
      "POLICY.rules.prod.scale",
      "POLICY.rules.prod.restart.approvers",
      "POLICY.rules.production",
      "POLICY.rules.voice",
    ]);
    expect(outcome.ok || outcome.problems.every(({ remedy }) => remedy.length > 10)).toBe(true);
  });

  it("says so when the whole is no table, or has settings that are none", () => {
    expect(keys(parse("everybody"))).toEqual(["POLICY"]);
    expect(keys(parse(null))).toEqual(["POLICY"]);
    expect(keys(parse({ rules: [] }))).toEqual(["POLICY.rules"]);
    expect(keys(parse({ approvers: ["U1"], oncall: "S1" }))).toEqual(["POLICY.approvers", "POLICY.oncall"]);
  });

  it("never repeats a value", () => {
    for (const value of [
      { break_glass: ["hunter2"], on_call: "hunter2", rules: "hunter2" },
      { rules: { prod: { rollback: { approvers: ["hunter2"], approvals: "hunter2", reason: "hunter2" } } } },
      { rules: { prod: "hunter2" } },
    ]) {
      const outcome = parse(value);
      expect(outcome.ok).toBe(false);
      expect(JSON.stringify(outcome)).not.toContain("hunter2");
    }
  });
});
