/** A change of secrets from its question to the call: who has the values, and what becomes of it when nobody has. */
import { describe, expect, it } from "vitest";
import { isCovered } from "../../../src/operations/await-values.ts";
import type { ChangeEvent, ChangeOperation } from "../../../src/operations/change-operation.ts";
import type { ChangePlan } from "../../../src/operations/change-plan.ts";
import { decideChange } from "../../../src/operations/decide-change.ts";
import { describeBasis } from "../../../src/operations/plan-basis.ts";
import { approve, play, proposed, plan as rollback, rule, START, status } from "./change-fixture.ts";

const HOUR = 3_600_000;
const call = {
  kind: "secrets",
  write: [{ name: "A", kind: "environment", replaces: false }],
  remove: ["B"],
  overwrite: false,
  set: null,
} as const;
const plan = { ...rollback, call, basis: describeBasis(status("v2"), call), changes: [] };
const asked = {
  verb: "update-secrets",
  write: [{ name: "A", kind: "environment" }],
  remove: ["B"],
  overwrite: false,
  set: null,
  host: null,
} as const;
const secrets = (approvals: number): ChangeOperation => {
  const { request } = proposed();
  return proposed({ plan, request: { ...request, asked }, rule: rule({ approvals }) });
};

const digest = "aaaaaaaaaaaa1111";
const checked = (hasValues: boolean, changed: Partial<ChangePlan> = {}): ChangeEvent => {
  const isSame = Object.keys(changed).length === 0;
  const value = { plan: { ...plan, ...changed }, digest: isSame ? digest : "bbbbbbbbbbbb2222" };
  return { type: "checked", hasValues, result: { ok: true, value } };
};
const supply = (by: string): ChangeEvent => ({ type: "supply", by, door: "form" });
const unanswered: ChangeEvent = {
  type: "called",
  result: {
    ok: false,
    failure: {
      kind: "platform-unavailable",
      cause: "network",
      call: { project: "prod", service: "LiveKit Cloud", endpoint: "UpdateAgentSecrets", changes: true },
    },
  },
};
const yes = approve("UAPPROVER");

describe("a change of secrets", () => {
  it("is called at once with values that came with the question", () => {
    expect(play(secrets(0), checked(true))).toMatchObject({
      effect: "call",
      operation: { phase: "executing", calls: 1 },
    });
  });

  it("waits an hour for the values after its approval, and is called with them", () => {
    const waiting = play(secrets(1), yes, checked(false));
    expect(waiting).toMatchObject({ effect: null, operation: { phase: "awaiting-values", calls: 0 } });
    expect(waiting.dueAt).toBe(START + 2_000 + HOUR);
    expect(play(secrets(1), yes, checked(false), supply("UOPERATOR"))).toMatchObject({
      operation: { phase: "approved", suppliedAt: START + 3_000, expiresAt: null },
    });
    expect(play(secrets(1), yes, checked(false), supply("UOPERATOR"), checked(true))).toMatchObject({
      effect: "call",
      operation: { phase: "executing" },
    });
  });

  it("takes the values from who asked, once, and in time", () => {
    const { operation } = play(secrets(1), yes, checked(false));
    expect(decideChange(operation, supply("UADMIN"), START + 5_000)).toMatchObject({
      operation: { phase: "awaiting-values" },
      refusal: { kind: "not-the-asker", askedBy: "UOPERATOR" },
    });
    expect(decideChange(operation, supply("UOPERATOR"), START + 2 * HOUR)).toMatchObject({
      operation: { phase: "expired" },
      refusal: { kind: "operation-moved", phase: "expired" },
    });
    const { operation: supplied } = decideChange(operation, supply("UOPERATOR"), START + 5_000);
    expect(decideChange(supplied, supply("UOPERATOR"), START + 6_000).refusal).toMatchObject({
      kind: "operation-moved",
    });
  });

  it("expires without them", () => {
    const { operation } = play(secrets(0), checked(false));
    expect(decideChange(operation, { type: "due" }, START + HOUR)).toMatchObject({ effect: null });
    expect(decideChange(operation, { type: "due" }, START + 1_000 + HOUR)).toMatchObject({
      operation: { phase: "expired" },
    });
  });

  it.each<[string, ChangeEvent]>([
    ["a call without an answer", unanswered],
    ["a process that was killed in the call", { type: "due" }],
  ])("asks for the values again after %s, and does not look", (_, event) => {
    expect(play(secrets(0), checked(true), event)).toMatchObject({
      effect: null,
      operation: { phase: "awaiting-values", isDoubtful: true },
    });
  });

  it("is nothing that nobody can speak of as undone once it was called without an answer", () => {
    const cancel: ChangeEvent = { type: "cancel", by: "UOPERATOR", door: "button", why: null };
    expect(play(secrets(0), checked(true), unanswered, cancel).operation.phase).toBe("lost");
    expect(play(secrets(0), checked(false), cancel).operation.phase).toBe("cancelled");
  });

  it("is covered by its approval when a call of ours has done a part of it, and by nothing more", () => {
    const after = { ...plan, call: { ...call, write: [{ ...call.write[0], replaces: true }], remove: [] } };
    const more = { ...plan, call: { ...call, remove: ["B", "C"] } };
    const { operation } = play(secrets(1), yes, checked(true), unanswered);
    expect(isCovered(operation, after)).toBe(true);
    expect(isCovered(operation, more)).toBe(false);
    expect(isCovered(operation, { ...plan, call: { ...call, write: [] } })).toBe(false);
    expect(isCovered({ ...operation, calls: 0 }, after)).toBe(false);
    const again = play(secrets(1), yes, checked(true), unanswered, supply("UOPERATOR"), checked(true, after));
    expect(again.operation).toMatchObject({ phase: "executing", calls: 2, planNumber: 1 });
  });

  it("is asked about anew, without values, when the agent is another one meanwhile", () => {
    const moved = checked(true, { basis: describeBasis(status("v3"), call) });
    expect(play(secrets(1), yes, moved)).toMatchObject({
      effect: null,
      operation: { phase: "awaiting-approval", planNumber: 2, approvals: [] },
    });
  });
});
