import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ChangeEvent,
  type ChangeOperation,
  isChangeOver,
} from "../../../src/operations/change-operation.ts";
import { decideChange } from "../../../src/operations/decide-change.ts";
import {
  accepted,
  approve,
  moved,
  plan,
  play,
  playEvery,
  proposed,
  rule,
  START,
  same,
  status,
  unanswered,
} from "./change-fixture.ts";

const observed = (version: string, word?: string): ChangeEvent => ({
  type: "observed",
  result: { ok: true, value: status(version, word) },
});
const looked = (version: string, word?: string): ChangeEvent => ({
  type: "looked",
  result: { ok: true, value: status(version, word) },
});
const due: ChangeEvent = { type: "due" };
const approved = [approve("UADMIN"), due, same] as const;

describe("decideChange › approval", () => {
  it("waits for approval once its card is there, and expires when nobody gives it", () => {
    const waiting = play(proposed());
    expect(waiting.operation.phase).toBe("awaiting-approval");
    const { expiresAt } = waiting.operation;
    expect(waiting.dueAt).toBe(expiresAt);
    expect(decideChange(waiting.operation, due, (expiresAt ?? 0) - 1).operation.phase).toBe(
      "awaiting-approval",
    );
    expect(decideChange(waiting.operation, due, expiresAt ?? 0).operation.phase).toBe("expired");
  });

  it("calls the platform only after the plan was compared once more", () => {
    const { operation, effect } = play(proposed(), approve("UADMIN"), due);
    expect(operation.phase).toBe("approved");
    expect(effect).toBe("check");
    expect(decideChange(operation, same, START + 5_000)).toMatchObject({
      effect: "call",
      operation: { phase: "executing", calls: 1 },
    });
  });

  it("counts a second press of the same person once", () => {
    const two = proposed({ rule: rule({ approvals: 2 }) });
    const again: ChangeEvent = { ...approve("UADMIN"), rule: rule({ approvals: 2 }) } as ChangeEvent;
    const { operation, refusal } = play(two, again, again);
    expect(operation.approvals).toHaveLength(1);
    expect(operation.phase).toBe("awaiting-approval");
    expect(refusal).toMatchObject({ kind: "already-approved" });
    expect(play(proposed(), approve("UADMIN"), approve("UADMIN")).refusal).toBeNull();
  });

  it("takes no approval for a plan that it no longer has", () => {
    const { operation, refusal } = play(proposed(), approve("UADMIN", "bbbbbbbbbbbb"));
    expect(operation.approvals).toHaveLength(0);
    expect(refusal).toMatchObject({ kind: "plan-changed" });
  });

  it("voids the approvals and shows the new plan when the platform moved", () => {
    const { operation, effect } = play(proposed(), approve("UADMIN"), due, moved);
    expect(effect).toBeNull();
    expect(operation).toMatchObject({
      phase: "awaiting-approval",
      planNumber: 2,
      approvals: [],
      planDigest: "bbbbbbbbbbbb2222",
      calls: 0,
    });
  });

  it("asks nobody when the rule asks for nobody, when the glass is broken, and when policy undoes a failure", () => {
    for (const free of [
      proposed({ rule: rule({ approvals: 0 }) }),
      proposed({ breakGlass: true }),
      proposed({ rollbackOf: "X" }),
    ])
      expect(play(free).operation.phase).toBe("approved");
  });

  it("can be rejected and cancelled until the call, and not after it", () => {
    for (const type of ["reject", "cancel"] as const) {
      const press: ChangeEvent = { type, by: "UADMIN", door: "button", why: null };
      expect(play(proposed(), press).operation.phase).toBe(type === "reject" ? "rejected" : "cancelled");
      expect(play(proposed(), approve("UADMIN"), press).operation.phase).not.toBe("approved");
      const late = play(proposed(), ...approved, press);
      expect(late.operation.phase).toBe("executing");
      expect(late.refusal).toMatchObject({ kind: "operation-moved", phase: "executing" });
    }
  });

  it("refuses an approval that comes after the deadline, and ends", () => {
    const waiting = play(proposed()).operation;
    const late = decideChange(waiting, approve("UADMIN"), waiting.expiresAt ?? 0);
    expect(late.operation.phase).toBe("expired");
    expect(late.refusal).toMatchObject({ kind: "operation-moved", phase: "expired" });
  });
});

describe("decideChange › one effect", () => {
  it("looks before it repeats a call that was not answered", () => {
    const unsure = play(proposed(), ...approved, unanswered);
    expect(unsure.operation.phase).toBe("unsure");
    expect(unsure.effect).toBeNull();
    expect(decideChange(unsure.operation, due, unsure.now + 3_000).effect).toBe("look");
  });

  it("adopts what it finds done", () => {
    const { operation } = play(proposed(), ...approved, unanswered, looked("v1"));
    expect(operation).toMatchObject({ phase: "observing", calls: 1 });
  });

  it("repeats only after two looks found no trace, and after another look at the plan", () => {
    const once = play(proposed(), ...approved, unanswered, looked("v2"));
    expect(once.operation.phase).toBe("unsure");
    const twice = decideChange(once.operation, looked("v2"), once.now + 3_000);
    expect(twice.operation.phase).toBe("approved");
    const again = decideChange(twice.operation, same, once.now + 4_000);
    expect(again).toMatchObject({ effect: "call", operation: { calls: 2 } });
  });

  it("asks a person where no look can tell, and leaves it when they say so", () => {
    const restart = proposed({
      request: { agent: proposed().request.agent, asked: { verb: "restart" } },
      plan: { ...plan, call: { kind: "restart" } },
    });
    const checked: ChangeEvent = {
      type: "checked",
      result: { ok: true, value: { plan: restart.plan, digest: restart.planDigest } },
    };
    const doubtful = play(restart, approve("UADMIN"), due, checked, unanswered, looked("v2"), looked("v2"));
    expect(doubtful.operation.phase).toBe("unproven");
    const press = (type: "keep" | "proceed"): ChangeEvent => ({ type, by: "UOPERATOR", door: "button" });
    expect(decideChange(doubtful.operation, press("keep"), doubtful.now).operation.phase).toBe("lost");
    expect(decideChange(doubtful.operation, press("proceed"), doubtful.now).operation).toMatchObject({
      phase: "approved",
      decidedBy: null,
    });
    const deadline = doubtful.operation.expiresAt ?? 0;
    expect(decideChange(doubtful.operation, due, deadline).operation).toMatchObject({
      phase: "lost",
      failure: null,
    });
  });

  it("ends as refused when the platform says no, and calls again when it was merely busy", () => {
    const call = { project: "prod", service: "LiveKit Cloud", endpoint: "RollbackAgent", changes: true };
    const no: ChangeEvent = {
      type: "called",
      result: { ok: false, failure: { kind: "platform-refused", call, status: 200, message: "no" } },
    };
    expect(play(proposed(), ...approved, no).operation.phase).toBe("refused");
    const busy: ChangeEvent = {
      type: "called",
      result: { ok: false, failure: { kind: "platform-rate-limited", call, retryAfterMs: 7_000 } },
    };
    const waiting = play(proposed(), ...approved, busy);
    expect(waiting.operation.phase).toBe("approved");
    expect(waiting.dueAt).toBe(waiting.now + 7_000);
  });
});

describe("decideChange › following", () => {
  const followed = [...approved, accepted] as const;

  it("succeeds when the platform shows it done", () => {
    expect(play(proposed(), ...followed, observed("v1")).operation.phase).toBe("succeeded");
  });

  it("needs to see a failure twice in a row", () => {
    const crash = observed("v1", "CrashLoop");
    const phaseAfter = (...events: ChangeEvent[]) =>
      playEvery(20_000, proposed(), ...followed, ...events).operation.phase;
    expect(phaseAfter(crash)).toBe("observing");
    expect(phaseAfter(crash, observed("v1", "Updating"), crash)).toBe("observing");
    expect(phaseAfter(crash, crash)).toBe("failed");
  });

  it("counts down to a rollback where the policy asks for it, and stops when somebody keeps it", () => {
    const deploy = proposed({
      request: { agent: proposed().request.agent, asked: { verb: "deploy", update: {} } },
      rule: rule({ autoRollbackAfterMs: 120_000 }),
    });
    const crash = observed("v1", "CrashLoop");
    const yes = { ...approve("UADMIN"), rule: deploy.rule } as ChangeEvent;
    const failed = playEvery(20_000, deploy, yes, due, same, accepted, crash, crash);
    expect(failed.operation).toMatchObject({ phase: "countdown", expiresAt: failed.now + 120_000 });
    const press = (type: "keep" | "proceed"): ChangeEvent => ({ type, by: "UOPERATOR", door: "button" });
    expect(decideChange(failed.operation, press("keep"), failed.now).operation).toMatchObject({
      phase: "failed",
      decidedBy: "UOPERATOR",
    });
    const hurried = decideChange(failed.operation, press("proceed"), failed.now);
    expect(decideChange(hurried.operation, due, failed.now).effect).toBe("roll-back");
    expect(decideChange(failed.operation, due, failed.now + 119_999).effect).toBeNull();
    expect(decideChange(failed.operation, due, failed.now + 120_000).effect).toBe("roll-back");
  });

  it("says by what it was superseded, seen twice", () => {
    const { operation } = play(proposed(), ...followed, observed("v3"), observed("v3"));
    expect(operation).toMatchObject({ phase: "superseded", supersededBy: "v3" });
  });

  it("gives the very same object back while nothing is new", () => {
    const first = play(proposed(), ...followed, observed("v2", "Updating"));
    const second = decideChange(first.operation, observed("v2", "Updating"), first.now + 3_000);
    expect(second.operation).toBe(first.operation);
    expect(second.dueAt).toBeGreaterThan(first.now + 3_000);
  });

  it("does not take a look that failed for a change that failed", () => {
    const call = { project: "prod", service: "LiveKit Cloud", endpoint: "ListAgents", changes: false };
    const blind: ChangeEvent = {
      type: "observed",
      result: { ok: false, failure: { kind: "platform-unavailable", cause: "timeout", call } },
    };
    const { operation } = play(proposed(), ...followed, blind, blind, blind);
    expect(operation).toMatchObject({ phase: "observing", failedPolls: 3, badSamples: 0 });
  });

  it("ends in time, whatever the platform shows", () => {
    const { operation, now } = play(proposed(), ...followed, observed("v2", "Updating"));
    expect(decideChange(operation, observed("v2", "Updating"), now + 3_600_000).operation.phase).toBe(
      "timed-out",
    );
  });
});

/** What the platform and people may say at any time, in any order. */
const anyEvent: fc.Arbitrary<ChangeEvent> = fc.oneof(
  fc.constantFrom<ChangeEvent>(
    due,
    { type: "announced" },
    approve("UADMIN"),
    approve("UAPPROVER"),
    approve("UAPPROVER", null),
    approve("UADMIN", "bbbbbbbbbbbb"),
    { type: "reject", by: "UADMIN", door: "button", why: "no" },
    { type: "cancel", by: "UOPERATOR", door: "button", why: null },
    { type: "proceed", by: "UOPERATOR", door: "button" },
    { type: "keep", by: "UOPERATOR", door: "button" },
    same,
    moved,
    accepted,
    unanswered,
    looked("v1"),
    looked("v2"),
    observed("v1"),
    observed("v2", "Updating"),
    observed("v1", "CrashLoop"),
    observed("v3"),
    { type: "rolled-back", outcome: { kind: "begun", rollbackId: "R" } },
    { type: "logged", lastLine: "ModuleNotFoundError: No module named 'openai'" },
  ),
);

describe("decideChange › the log of what failed", () => {
  const lastLine = "ModuleNotFoundError: No module named 'openai'";
  const logged: ChangeEvent = { type: "logged", lastLine };
  const crash = observed("v1", "CrashLoop");

  it("tells the cause on the card where the platform names none", () => {
    const { operation } = playEvery(20_000, proposed(), ...approved, accepted, crash, crash, logged);
    expect(operation).toMatchObject({ phase: "failed", assessment: { trouble: { lastLine } } });
  });

  it("changes nothing where it says nothing, or where nothing failed", () => {
    const failed = playEvery(20_000, proposed(), ...approved, accepted, crash, crash).operation;
    expect(decideChange(failed, { ...logged, lastLine: null }, START).operation).toBe(failed);
    const followed = play(proposed(), ...approved, accepted).operation;
    expect(decideChange(followed, logged, START).operation).toBe(followed);
  });
});

describe("decideChange › any order of events", () => {
  it("never calls twice without proof that the call before took no effect", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyEvent, fc.nat(60_000)), { maxLength: 60 }), (events) => {
        let operation: ChangeOperation = proposed({ rule: rule({ approvals: 2 }) });
        let now = START;
        let isOpenCall = false;
        for (const [event, afterMs] of events) {
          now += afterMs;
          const wasAbsent = event.type === "looked";
          const decision = decideChange(operation, event, now);
          if (decision.effect === "call") {
            expect(isOpenCall).toBe(false);
            expect(decision.operation.approvals.length).toBeGreaterThanOrEqual(
              decision.operation.rule.approvals,
            );
            expect(decision.operation.calls).toBe(operation.calls + 1);
            isOpenCall = true;
          }
          // Only two looks without a trace, or a person, give the call free again.
          const isFreed = decision.operation.phase === "approved" && operation.phase !== "approved";
          if (isFreed && isOpenCall) {
            expect(wasAbsent || event.type === "proceed").toBe(true);
            isOpenCall = false;
          }
          if (isChangeOver(operation)) expect(decision.operation).toBe(operation);
          ({ operation } = decision);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("always comes to an end when time goes by, whatever happened before", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        let { operation } = play(proposed(), ...events);
        let now = START + 60_000;
        for (let step = 0; step < 200 && !isChangeOver(operation); step += 1) {
          const decision = decideChange(operation, due, now);
          ({ operation } = decision);
          if (decision.effect === "check") ({ operation } = decideChange(operation, same, now));
          else if (decision.effect === "look") ({ operation } = decideChange(operation, looked("v2"), now));
          else if (decision.effect === "observe")
            ({ operation } = decideChange(operation, observed("v2", "Updating"), now));
          else if (decision.effect === "roll-back")
            ({ operation } = decideChange(
              operation,
              { type: "rolled-back", outcome: { kind: "begun", rollbackId: "R" } },
              now,
            ));
          if (operation.phase === "executing") ({ operation } = decideChange(operation, unanswered, now));
          now += 60_000 * 60;
        }
        expect(isChangeOver(operation)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
