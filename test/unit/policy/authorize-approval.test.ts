import { describe, expect, it } from "vitest";
import type { AccountKind } from "../../../src/commands/authorize.ts";
import { type ApprovalAttempt, authorizeApproval } from "../../../src/policy/authorize-approval.ts";
import { openDirectory, person, rule } from "./policy-fixture.ts";

const attempt = (userId: string, changes: Partial<ApprovalAttempt> = {}) =>
  authorizeApproval({
    actor: person(userId),
    askedBy: "UOPERATOR",
    rule: rule(),
    verb: "rollback",
    directory: openDirectory(),
    channelId: "COPS",
    isSharedChannel: false,
    ...changes,
  });
const refused = (failure: object) => ({ ok: false, failure });
const unavailable = refused({ kind: "membership-unavailable", verb: "rollback", rule: "prod.rollback" });

describe("authorizeApproval", () => {
  it("takes approvals by person, user group and channel, and says by which", async () => {
    expect(await attempt("UADA")).toEqual({ ok: true, value: ["UADA"] });
    expect(await attempt("UPRIYA")).toEqual({ ok: true, value: ["SONCALL"] });
    expect(await attempt("UCARL")).toEqual({ ok: true, value: ["COPS"] });
    const directory = openDirectory({ members: { SONCALL: ["UADA"], COPS: ["UADA"] } });
    expect(await attempt("UADA", { directory })).toEqual({ ok: true, value: ["UADA", "SONCALL", "COPS"] });
  });

  it("refuses whom the rule does not name, and says who can", async () => {
    const others = { kind: "not-an-approver", rule: "prod.rollback", approvers: ["UADA", "SONCALL", "COPS"] };
    expect(await attempt("UEVE")).toEqual(refused(others));
  });

  it("lets nobody approve under a rule without approvers", async () => {
    for (const userId of ["UADA", "UPRIYA", "UOPERATOR"])
      expect(await attempt(userId, { rule: rule({ approvers: [] }), askedBy: "UEVE" })).toEqual(
        refused({ kind: "not-an-approver", rule: "prod.rollback", approvers: [] }),
      );
  });

  it("refuses who asked, whatever else they are, and names the others", async () => {
    const failure = { kind: "self-approval", rule: "prod.rollback", approvers: ["SONCALL", "COPS"] };
    expect(await attempt("UADA", { askedBy: "UADA" })).toEqual(refused(failure));
  });

  it("lets who asked approve where the rule allows it, and only if they are an approver", async () => {
    const lenient = rule({ selfApproval: true });
    expect(await attempt("UADA", { askedBy: "UADA", rule: lenient })).toEqual({ ok: true, value: ["UADA"] });
    expect(await attempt("UEVE", { askedBy: "UEVE", rule: lenient })).toMatchObject(
      refused({ kind: "not-an-approver" }),
    );
  });

  it("compares ids exactly: no prefix, no case, no name", async () => {
    for (const userId of ["UAD", "UADAX", "uada", "Ada", "SONCALL", "COPS", ""])
      expect(await attempt(userId)).toMatchObject(refused({ kind: "not-an-approver" }));
  });

  it("refuses guests, bots, strangers and deactivated accounts even when the rule names them", async () => {
    for (const kind of ["guest", "bot", "stranger", "deactivated"] satisfies AccountKind[]) {
      const directory = openDirectory({ accounts: { UADA: kind, UGUEST: kind } });
      expect(await attempt("UADA", { directory })).toEqual(refused({ kind: "outsider", who: kind }));
      expect(await attempt("UGUEST", { directory })).toEqual(refused({ kind: "outsider", who: kind }));
    }
  });

  it("refuses people of another workspace without asking Slack", async () => {
    const directory = openDirectory();
    expect(await attempt("UADA", { actor: person("UADA", "T2"), directory })).toEqual(
      refused({ kind: "outsider", who: "stranger" }),
    );
    expect(directory.asked).toEqual([]);
  });

  it("takes no approval where another company reads along", async () => {
    expect(await attempt("UADA", { isSharedChannel: true, channelId: "CSHARED" })).toEqual(
      refused({ kind: "shared-channel", channelId: "CSHARED" }),
    );
  });

  it("refuses when Slack is silent: about the channel, the account, the group or the channel's members", async () => {
    expect(await attempt("UADA", { isSharedChannel: null })).toEqual(unavailable);
    expect(await attempt("UADA", { directory: openDirectory({ accounts: { UADA: null } }) })).toEqual(
      unavailable,
    );
    for (const members of [{}, { SONCALL: [] }, { COPS: [] }])
      expect(await attempt("UPRIYA", { directory: openDirectory({ members }) })).toEqual(unavailable);
  });

  it("asks anew each time, so who was taken from the group a moment ago is refused", async () => {
    const members: Record<string, string[]> = { SONCALL: ["UPRIYA"], COPS: [] };
    const directory = openDirectory({ members });
    expect(await attempt("UPRIYA", { directory })).toMatchObject({ ok: true });
    members.SONCALL = [];
    expect(await attempt("UPRIYA", { directory })).toMatchObject(refused({ kind: "not-an-approver" }));
  });
});
