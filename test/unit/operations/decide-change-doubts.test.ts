import { describe, expect, it } from "vitest";
import type { Failure } from "../../../src/failure.ts";
import type { ChangeEvent, RollbackOutcome } from "../../../src/operations/change-operation.ts";
import { decideChange } from "../../../src/operations/decide-change.ts";
import { judgeEffect } from "../../../src/operations/judge-effect.ts";
import {
  accepted,
  approve,
  moved,
  plan,
  play,
  playEvery,
  proposed,
  rule,
  same,
  status,
  unanswered,
} from "./change-fixture.ts";

const due: ChangeEvent = { type: "due" };
const press = (type: "keep" | "proceed"): ChangeEvent => ({ type, by: "UOPERATOR", door: "button" });
const looked = (version: string): ChangeEvent => ({
  type: "looked",
  result: { ok: true, value: status(version) },
});
const call = { project: "prod", service: "LiveKit Cloud", endpoint: "ListAgents", changes: false };
const checkFails = (failure: Failure): ChangeEvent => ({ type: "checked", result: { ok: false, failure } });
const busy: Failure = { kind: "platform-unavailable", call, cause: "server-error" };

describe("decideChange › the end of a countdown", () => {
  const autoRule = rule({ autoRollbackAfterMs: 120_000 });
  const deploy = proposed({
    request: { agent: proposed().request.agent, asked: { verb: "deploy", update: {} } },
    rule: autoRule,
  });
  const crash: ChangeEvent = { type: "observed", result: { ok: true, value: status("v1", "CrashLoop") } };
  const yes = { ...approve("UADMIN"), rule: autoRule } as ChangeEvent;
  const failed = playEvery(20_000, deploy, yes, due, same, accepted, crash, crash).operation;
  const deadline = failed.expiresAt ?? 0;
  const tried = (outcome: RollbackOutcome, at = deadline) =>
    decideChange(failed, { type: "rolled-back", outcome }, at);

  it("takes no keep any more once the rollback is being begun", () => {
    const late = decideChange(failed, press("keep"), deadline);
    expect(late.operation).toBe(failed);
    expect(late.refusal).toMatchObject({ kind: "operation-moved", phase: "countdown" });
  });

  it("does not undo what somebody else has deployed since", () => {
    expect(tried({ kind: "overtaken", by: "d-fix" }).operation).toMatchObject({
      phase: "superseded",
      supersededBy: "d-fix",
    });
  });

  it("tries again while the platform is out of reach, and then says why it could not", () => {
    const waiting = tried({ kind: "failed", failure: busy });
    expect(waiting.operation.phase).toBe("countdown");
    expect(waiting.dueAt).toBe(deadline + 5_000);
    expect(tried({ kind: "failed", failure: busy }, deadline + 300_000).operation).toMatchObject({
      phase: "failed",
      failure: { kind: "platform-unavailable" },
    });
    const nothing: Failure = {
      kind: "nothing-to-roll-back-to",
      agent: { project: "prod", id: "CA_1", name: "support-line" },
      why: "none",
    };
    expect(tried({ kind: "failed", failure: nothing }).operation).toMatchObject({
      phase: "failed",
      failure: { kind: "nothing-to-roll-back-to" },
    });
  });
});

describe("decideChange › after a call that nobody can prove", () => {
  const doubtful = (change = {}) =>
    play(
      proposed(change),
      ...("rule" in change ? [] : [approve("UADMIN")]),
      due,
      same,
      unanswered,
      looked("v9"),
      looked("v9"),
    );

  it("never says again that nothing was changed, until a call is accepted", () => {
    const { operation, now } = doubtful();
    expect(operation).toMatchObject({ phase: "unproven", isDoubtful: true });
    const again = decideChange(operation, press("proceed"), now).operation;
    const reject: ChangeEvent = { type: "reject", by: "UADMIN", door: "button", why: "no" };
    expect(decideChange(again, reject, now).operation).toMatchObject({ phase: "lost", decidedBy: "UADMIN" });
    const executing = decideChange(again, same, now).operation;
    expect(decideChange(executing, accepted, now).operation).toMatchObject({
      phase: "observing",
      isDoubtful: false,
    });
  });

  it("ends as unknown, not as refused, when the plan moved where nobody is asked", () => {
    const { operation, now } = doubtful({ rule: rule({ approvals: 0 }) });
    const again = decideChange(operation, press("proceed"), now).operation;
    expect(decideChange(again, moved, now).operation).toMatchObject({
      phase: "lost",
      planNumber: 1,
      failure: { kind: "plan-changed" },
    });
  });

  it("takes a roll-out for its own only where none was under way before", () => {
    const updating = status("v2", "Updating");
    expect(judgeEffect(plan, updating)).toMatchObject({ kind: "happened" });
    const before = { ...plan.before, isUpdating: true };
    expect(judgeEffect({ ...plan, before }, updating)).toEqual({ kind: "absent" });
    expect(judgeEffect({ ...plan, before, call: { kind: "restart" } }, updating)).toEqual({
      kind: "unclear",
    });
  });
});

describe("decideChange › before the call", () => {
  it("waits for a platform that answers with garbage, and for an agent that is missing once", () => {
    const approved = play(proposed(), approve("UADMIN"), due).operation;
    const garbage: Failure = { kind: "platform-unreadable", call, path: "body" };
    expect(decideChange(approved, checkFails(garbage), approved.phaseSince).operation.phase).toBe("approved");
    const gone: Failure = { kind: "platform-not-found", call };
    const once = decideChange(approved, checkFails(gone), approved.phaseSince).operation;
    expect(once.phase).toBe("approved");
    expect(decideChange(once, checkFails(gone), approved.phaseSince).operation).toMatchObject({
      phase: "refused",
      failure: gone,
    });
  });

  it("takes an approval as proof that the card is there", () => {
    expect(decideChange(proposed(), approve("UADMIN"), 0).operation.phase).toBe("approved");
  });

  it("counts no approval of somebody whom the policy names no more", () => {
    const two = rule({ approvals: 2, approvers: ["UADMIN", "UAPPROVER", "ULEAD"] });
    const by = (person: string, under = two): ChangeEvent =>
      ({ ...approve(person), entries: [person], rule: under }) as ChangeEvent;
    const without = { ...two, approvers: ["UAPPROVER", "ULEAD"] };
    const { operation } = play(proposed({ rule: two }), by("UADMIN"), by("UAPPROVER", without));
    expect(operation.phase).toBe("awaiting-approval");
    expect(operation.approvals.map((approval) => approval.by)).toEqual(["UAPPROVER"]);
  });

  it("does not wait for approvals of a question that nobody can see", () => {
    const failure: Failure = {
      kind: "slack-refused",
      method: "chat.postMessage",
      error: "not_in_channel",
      channelId: "COPS",
    };
    expect(play(proposed(), { type: "unannounceable", failure }).operation.phase).toBe("refused");
  });
});

describe("decideChange › a deletion", () => {
  it("is believed when the agent is missing twice", () => {
    const deletion = proposed({
      request: { agent: proposed().request.agent, asked: { verb: "delete" } },
      plan: { ...plan, call: { kind: "delete" } },
    });
    const checked: ChangeEvent = {
      type: "checked",
      result: { ok: true, value: { plan: deletion.plan, digest: deletion.planDigest } },
    };
    const gone: ChangeEvent = { type: "observed", result: { ok: true, value: null } };
    const there: ChangeEvent = { type: "observed", result: { ok: true, value: status("v2") } };
    const start = [approve("UADMIN"), due, checked, accepted] as const;
    expect(play(deletion, ...start, gone).operation.phase).toBe("observing");
    expect(play(deletion, ...start, gone, there, gone).operation.phase).toBe("observing");
    expect(play(deletion, ...start, gone, gone).operation.phase).toBe("succeeded");
    const blind: ChangeEvent = { type: "looked", result: { ok: true, value: null } };
    expect(play(deletion, approve("UADMIN"), due, checked, unanswered, blind).operation.phase).toBe("unsure");
    expect(play(deletion, approve("UADMIN"), due, checked, unanswered, blind, blind).operation.phase).toBe(
      "observing",
    );
  });
});
