import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ChangeEvent,
  type ChangeOperation,
  isChangeOver,
} from "../../../src/operations/change-operation.ts";
import { decideChange } from "../../../src/operations/decide-change.ts";
import { play, playEvery, START, unanswered } from "./change-fixture.ts";
import {
  blind,
  due,
  FAILURES,
  followed,
  run,
  sameOf,
  seen,
  started,
  toDeploy,
  workflowCall,
} from "./source-fixture.ts";

const deploy = toDeploy(workflowCall);
const begun = [due, sameOf(deploy)] as const;
const success = followed(run({ status: "completed", conclusion: "success" }));
const failure = followed(
  run({
    status: "completed",
    conclusion: "failure",
    steps: [
      { name: "Check out", status: "completed", conclusion: "success" },
      { name: "Deploy", status: "completed", conclusion: "failure" },
    ],
  }),
);
const silent: ChangeEvent = { type: "followed", result: { ok: false, failure: FAILURES.silent } };
const none = followed(null);

describe("decideChange › a deployment by a workflow", () => {
  it("follows the run, then the platform until something new serves", () => {
    const running = play(deploy, ...begun, started("77"), followed(run()));
    expect(running.operation).toMatchObject({ phase: "observing", run: { id: "77" }, ranAt: null });
    expect(decideChange(running.operation, due, running.now).effect).toBe("observe");
    const ran = decideChange(running.operation, success, running.now);
    expect(ran).toMatchObject({ operation: { phase: "observing", ranAt: running.now }, dueAt: running.now });
    const end = playEvery(
      1_000,
      deploy,
      ...begun,
      started("77"),
      success,
      seen("observed", null, { at: "v3" }),
    );
    expect(end.operation).toMatchObject({ phase: "succeeded", receipt: { version: "v3" } });
  });

  it("fails with the step that failed, and undoes nothing by itself", () => {
    const undone = toDeploy(workflowCall, 60_000);
    expect(play(undone, ...begun, started(null), failure).operation).toMatchObject({
      phase: "failed",
      assessment: { trouble: { reason: "failure", lastLine: "Step: Deploy" } },
    });
  });

  it("says so when a run ended well and nothing new came", () => {
    const old = seen("observed", null, { at: "v2" });
    const ran = [...begun, started("77"), success] as const;
    expect(playEvery(60_000, deploy, ...ran, old, old).operation.phase).toBe("observing");
    expect(playEvery(60_000, deploy, ...ran, old, old, old).operation.phase).toBe("unchanged");
  });

  it("finds a run whose start was not answered, by two looks at the most", () => {
    const unsure = play(deploy, ...begun, unanswered);
    expect(unsure.operation).toMatchObject({ phase: "unsure", calls: 1 });
    expect(play(deploy, ...begun, unanswered, followed(run())).operation).toMatchObject({
      phase: "observing",
      receipt: { runId: "77" },
      calls: 1,
    });
    const once = play(deploy, ...begun, unanswered, none);
    expect(once).toMatchObject({ operation: { phase: "unsure" }, dueAt: once.now + 10_000 });
    // Its workflow may not show our id, so that nothing is found is no proof, and nothing is started again unasked.
    expect(play(deploy, ...begun, unanswered, none, silent, none).operation).toMatchObject({
      phase: "unproven",
      calls: 1,
    });
  });

  it("waits for a run that GitHub has accepted, but not for ever", () => {
    const wait = [...begun, started(null)] as const;
    expect(playEvery(60_000, deploy, ...wait, none, none).operation.phase).toBe("observing");
    expect(playEvery(60_000, deploy, ...wait, none, none, none).operation).toMatchObject({
      phase: "lost",
      failure: { kind: "run-not-found" },
    });
  });

  it("keeps asking while GitHub does not answer, for an hour", () => {
    const quiet = playEvery(60_000, deploy, ...begun, started("77"), ...Array(50).fill(silent));
    expect(quiet.operation).toMatchObject({ phase: "observing", failedPolls: 50 });
    const late = playEvery(60_000, deploy, ...begun, started("77"), ...Array(70).fill(silent));
    expect(late.operation.phase).toBe("lost");
    const slow = playEvery(60_000, deploy, ...begun, started("77"), ...Array(70).fill(followed(run())));
    expect(slow.operation.phase).toBe("timed-out");
  });

  it("starts a second run only after two looks found none, and ends where it is over", () => {
    const events = [
      due,
      sameOf(deploy),
      unanswered,
      started("77"),
      none,
      silent,
      followed(run()),
      success,
      failure,
      seen("observed", "v3"),
      blind("observed"),
    ];
    fc.assert(
      fc.property(fc.array(fc.nat(events.length - 1), { maxLength: 60 }), (choices) => {
        let operation: ChangeOperation = play(deploy).operation;
        let nones = 2;
        choices.forEach((choice, index) => {
          const event = events[choice] ?? due;
          const before = operation;
          const decision = decideChange(operation, event, START + index * 4_000);
          operation = decision.operation;
          if (isChangeOver(before)) expect(operation).toBe(before);
          if (event === none && (before.phase === "executing" || before.phase === "unsure")) nones += 1;
          if (decision.effect === "call") {
            expect(nones).toBeGreaterThanOrEqual(2);
            nones = 0;
          }
        });
        expect(operation.calls).toBeLessThanOrEqual(3);
      }),
      { numRuns: 2_000 },
    );
  });
});
