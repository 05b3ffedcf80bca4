import { describe, expect, it } from "vitest";
import type { RoleTable } from "../../../src/commands/authorize.ts";
import { type ExplanationQuestion, readExplanation } from "../../../src/commands/read-explanation.ts";
import type { Policy } from "../../../src/policy/policy.ts";
import { openDirectory, person, rule } from "./policy-fixture.ts";

const ROLES: RoleTable = { viewer: ["*"], operator: ["UOP"], approver: ["SONCALL"], admin: [] };
const POLICY: Policy = {
  rules: [
    rule({ name: "prod.default", approvers: ["UADA", "SONCALL"] }),
    rule({ name: "prod.scale", approvals: 0, approvers: [] }),
  ],
  breakGlass: ["UOP"],
  onCall: "SONCALL",
};
const explain = (changes: Partial<ExplanationQuestion> = {}) =>
  readExplanation({
    project: "prod",
    verb: "rollback",
    actor: person("UOP"),
    policy: POLICY,
    roles: ROLES,
    directory: openDirectory(),
    ...changes,
  });

describe("readExplanation", () => {
  it("tells the rule, who is behind it, and what the person may do", async () => {
    expect(await explain()).toEqual({
      project: "prod",
      verb: "rollback",
      needs: "operator",
      rule: POLICY.rules[0],
      approvers: [
        { entry: "UADA", members: ["UADA"] },
        { entry: "SONCALL", members: ["UPRIYA", "UGUEST"] },
      ],
      breakGlass: [{ entry: "UOP", members: ["UOP"] }],
      onCall: "SONCALL",
      person: { userId: "UOP", mayAsk: "yes", mayApprove: "no", mayBreakGlass: "yes" },
      isReachable: "yes",
    });
  });

  it("keeps the classes apart: an approver cannot ask, an operator cannot approve, neither breaks the glass", async () => {
    const approver = await explain({ actor: person("UPRIYA") });
    expect(approver.person).toMatchObject({ mayAsk: "no", mayApprove: "yes", mayBreakGlass: "no" });
    const operator = await explain({ policy: { ...POLICY, breakGlass: [] } });
    expect(operator.person).toMatchObject({ mayAsk: "yes", mayApprove: "no", mayBreakGlass: "no" });
  });

  it("finds nothing that an empty policy allows", async () => {
    const policy = { rules: [], breakGlass: [], onCall: null };
    const roles = { ...ROLES, admin: ["UADA"] };
    expect(await explain({ policy, roles, actor: person("UADA") })).toMatchObject({
      rule: null,
      approvers: [],
      breakGlass: [],
      person: { mayAsk: "yes", mayApprove: "no", mayBreakGlass: "no" },
      isReachable: "no",
    });
  });

  it("says that it does not know what Slack did not say", async () => {
    const silent = await explain({
      actor: person("UEVE"),
      directory: openDirectory({ members: {}, accounts: { UEVE: null } }),
    });
    expect(silent).toMatchObject({
      approvers: [{ members: ["UADA"] }, { members: null }],
      person: { mayAsk: "no", mayApprove: "unknown", mayBreakGlass: "unknown" },
      isReachable: "yes",
    });
    const roles = { ...ROLES, operator: ["SOPS"] };
    expect(await explain({ roles, directory: openDirectory({ members: {} }) })).toMatchObject({
      person: { mayAsk: "unknown" },
    });
  });

  it("notices that nobody is left to approve what this person asks for", async () => {
    const only = (approvers: string[], changes = {}) => ({
      ...POLICY,
      rules: [rule({ name: "prod.default", approvers, ...changes })],
    });
    expect(await explain({ policy: only(["UOP"]) })).toMatchObject({ isReachable: "no" });
    expect(await explain({ policy: only(["UOP"]), actor: person("UADA") })).toMatchObject({
      isReachable: "yes",
    });
    expect(await explain({ policy: only(["UOP"], { selfApproval: true }) })).toMatchObject({
      isReachable: "yes",
    });
    expect(await explain({ policy: only(["SLEADS"], { approvals: 2 }) })).toMatchObject({
      isReachable: "no",
    });
    expect(await explain({ policy: only(["SLEADS", "SGONE"], { approvals: 2 }) })).toMatchObject({
      isReachable: "unknown",
    });
  });

  it("explains a dispatch by its role alone, and needs no person", async () => {
    expect(await explain({ verb: "dispatch", actor: null })).toMatchObject({
      rule: null,
      needs: "operator",
      person: null,
    });
  });
});
