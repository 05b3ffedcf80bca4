import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ChangeEvent,
  type ChangeOperation,
  isChangeOver,
} from "../../../src/operations/change-operation.ts";
import { decideChange } from "../../../src/operations/decide-change.ts";
import { WORK_STAGES, type WorkReport } from "../../../src/operations/source-work.ts";
import { play, playEvery, START } from "./change-fixture.ts";
import {
  blind,
  buildFailed,
  built,
  cutOff,
  due,
  sameOf,
  seen,
  sought,
  sourceCall,
  stopped,
  toCreate,
  toDeploy,
  working,
} from "./source-fixture.ts";

const deploy = toDeploy(sourceCall);
const begun = [due, sameOf(deploy)] as const;
const creation = toCreate();
const creating = [due, sameOf(creation), working("creating", { agentId: null })] as const;
const cancel: ChangeEvent = { type: "cancel", by: "UOPERATOR", door: "button", why: null };

describe("decideChange › a version from source", () => {
  it("is made in stages that are looked at now and then, and followed once it is built", () => {
    const called = play(deploy, ...begun);
    expect(called).toMatchObject({ effect: "call", operation: { phase: "executing", calls: 1, work: null } });
    const packing = decideChange(called.operation, working("packing"), called.now);
    expect(packing).toMatchObject({ effect: null, dueAt: called.now + 3_000 });
    expect(decideChange(packing.operation, due, called.now + 3_000)).toMatchObject({ effect: "work" });
    const done = play(deploy, ...begun, working("packing"), working("uploading"), working("building"), built);
    expect(done.operation).toMatchObject({ phase: "observing", calls: 1, receipt: { deploymentId: null } });
  });

  it.each([
    [
      "the build is refused",
      [stopped("building", "refused", { agentId: "CA_NEW" })],
      "no source has been uploaded",
    ],
    [
      "it is cancelled",
      [stopped("uploading", "silent", { agentId: "CA_NEW" }), cancel],
      "platform-unavailable",
    ],
  ] as const)("leaves an agent without a version, and says so, when %s", (_, events, lastLine) => {
    expect(
      play(creation, ...creating, working("uploading", { agentId: "CA_NEW" }), ...events).operation,
    ).toMatchObject({
      phase: "failed",
      work: { agentId: "CA_NEW" },
      assessment: { state: "failing", trouble: { reason: "Build Failed", lastLine } },
    });
  });

  it("stores nothing where nothing is new", () => {
    const { operation, now } = play(deploy, ...begun, working("building"));
    expect(decideChange(operation, working("building"), now + 3_000).operation).toBe(operation);
  });

  it.each(["packing", "uploading"] as const)(
    "begins again when it was cut off while %s, three times",
    (stage) => {
      let decision = play(deploy, ...begun, working(stage), cutOff);
      for (const calls of [2, 3]) {
        expect(decision.operation.phase).toBe("approved");
        decision = { ...decision, ...goOn(decision.operation, decision.now, due, sameOf(deploy)) };
        expect(decision).toMatchObject({ effect: "call", operation: { calls } });
        decision = { ...decision, ...goOn(decision.operation, decision.now, working(stage), cutOff) };
      }
      expect(decision.operation).toMatchObject({
        phase: "refused",
        failure: { kind: "work-interrupted", stage },
      });
    },
  );

  it("never builds again when it was cut off at the build: it looks for the version", () => {
    const { operation, now } = play(deploy, ...begun, working("building"), cutOff);
    expect(operation).toMatchObject({ phase: "unsure", calls: 1 });
    expect(decideChange(operation, due, now + 3_000).effect).toBe("look");
    expect(decideChange(operation, seen("looked", "v3"), now).operation).toMatchObject({
      phase: "observing",
      receipt: { version: "v3" },
    });
  });

  it("says that it does not know, where no version comes within fifteen minutes", () => {
    let { operation, now } = play(deploy, ...begun, working("building"), cutOff);
    for (let looks = 0; looks < 1_000 && !isChangeOver(operation); looks += 1) {
      now += 15_000;
      operation = decideChange(
        operation,
        looks % 3 === 0 ? blind("looked") : seen("looked", null),
        now,
      ).operation;
    }
    expect(operation).toMatchObject({ phase: "lost", failure: { kind: "build-not-seen" }, calls: 1 });
    expect(now - START).toBeLessThan(16 * 60_000);
  });

  it("fails with the platform's words when it was not built, without a countdown", () => {
    const { operation } = play(toDeploy(sourceCall, 60_000), ...begun, working("building"), buildFailed);
    expect(operation).toMatchObject({
      phase: "failed",
      assessment: { trouble: { reason: "Build Failed", lastLine: "exit code: 1" } },
    });
  });

  it("tells a build that failed unseen by its version, and a version that crashes by its regions", () => {
    const unseen = [...begun, working("building"), cutOff, seen("looked", "v3", { at: "v2" })] as const;
    const failed = seen("observed", "v3", { at: "v2", hasFailed: true });
    const rollback = toDeploy(sourceCall, 60_000);
    expect(play(rollback, ...unseen, failed).operation.phase).toBe("observing");
    expect(play(rollback, ...unseen, failed, failed).operation.phase).toBe("failed");
    const crashed = seen("observed", "v3", { word: "CrashLoop" });
    expect(playEvery(25_000, rollback, ...begun, working("building"), built, crashed, crashed)).toMatchObject(
      {
        operation: { phase: "countdown", receipt: { version: "v3" } },
      },
    );
  });

  it("is done when the version that came of it serves, and not before", () => {
    const following = [...begun, working("building"), built] as const;
    expect(play(deploy, ...following, seen("observed", null)).operation.phase).toBe("observing");
    expect(play(deploy, ...following, seen("observed", "v3", { at: "v2" })).operation.phase).toBe(
      "observing",
    );
    expect(play(deploy, ...following, seen("observed", "v3")).operation.phase).toBe("succeeded");
    const other = seen("observed", "v3", { at: "v9" });
    expect(play(deploy, ...following, other, other).operation).toMatchObject({
      phase: "superseded",
      supersededBy: "v9",
    });
  });

  it.each([
    ["packing", "silent", "approved"],
    ["packing", "limited", "approved"],
    ["packing", "refused", "refused"],
    ["uploading", "silent", "approved"],
    ["uploading", "refused", "refused"],
    ["building", "silent", "unsure"],
    ["building", "limited", "approved"],
    ["building", "refused", "refused"],
  ] as const)("stopped while %s (%s): is %s", (stage, failure, phase) => {
    expect(play(deploy, ...begun, working(stage), stopped(stage, failure)).operation.phase).toBe(phase);
  });

  it("can be cancelled until the build, and not from then on", () => {
    expect(play(deploy, ...begun, cancel).operation.phase).toBe("cancelled");
    for (const stage of ["packing", "uploading"] as const)
      expect(play(deploy, ...begun, working(stage), cancel).operation.phase).toBe("cancelled");
    const late = play(deploy, ...begun, working("building"), cancel);
    expect(late.operation.phase).toBe("executing");
    expect(late.refusal).toMatchObject({ kind: "operation-moved" });
    const stale = play(deploy, ...begun, working("uploading"), cancel, working("building"));
    expect(stale.operation).toMatchObject({ phase: "cancelled", work: { stage: "uploading" } });
  });
});

describe("decideChange › a new agent of LiveKit", () => {
  it("goes on with the agent that was made, also after a restart", () => {
    const { operation, now } = play(creation, ...creating, working("uploading", { agentId: "CA_2" }), cutOff);
    expect(operation.phase).toBe("approved");
    const again = goOn(operation, now, due, sameOf(creation));
    expect(again).toMatchObject({ effect: "call", operation: { work: { agentId: "CA_2" } } });
  });

  it("adopts the one agent that is new, asks about two, and repeats after two looks that find none", () => {
    for (const end of [cutOff, stopped("creating", "silent", { agentId: null })]) {
      const unsure = [...creating, end] as const;
      expect(play(creation, ...unsure).operation.phase).toBe("unsure");
      expect(play(creation, ...unsure, sought("CA_2")).operation).toMatchObject({
        phase: "approved",
        work: { agentId: "CA_2" },
      });
      expect(play(creation, ...unsure, sought("CA_2", "CA_3")).operation.phase).toBe("unproven");
      expect(play(creation, ...unsure, sought()).operation.phase).toBe("unsure");
      expect(play(creation, ...unsure, sought(), sought()).operation).toMatchObject({
        phase: "approved",
        work: { agentId: null },
      });
    }
  });

  it("cannot be cancelled once there may be an agent", () => {
    for (const last of [working("creating", { agentId: null }), working("uploading", { agentId: "CA_2" })])
      expect(play(creation, ...creating, last, cancel).operation.phase).toBe("executing");
  });
});

describe("decideChange › whatever happens to a version from source", () => {
  const events: readonly ChangeEvent[] = [
    due,
    sameOf(deploy),
    cancel,
    cutOff,
    built,
    buildFailed,
    ...(["packing", "creating", "uploading", "building"] as const).flatMap((stage) => [
      working(stage),
      stopped(stage, "silent"),
      stopped(stage, "limited"),
      stopped(stage, "refused"),
    ]),
    seen("looked", null),
    seen("looked", "v3"),
    blind("looked"),
    blind("observed"),
    seen("observed", "v3"),
    seen("observed", "v3", { word: "CrashLoop" }),
    sought(),
    sought("CA_2"),
    { type: "proceed", by: "UOPERATOR", door: "button" },
  ];

  const stageOf = ({ work }: WorkReport): number => WORK_STAGES.indexOf(work.stage);

  /** Drives the operation as its object does: a run only goes forward, and a build counts when the store said yes to it. */
  it("builds at most once without proof that it was not", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(events.length - 1), { maxLength: 60 }), (choices) => {
        let operation: ChangeOperation = play(deploy).operation;
        let builds = 0;
        let isOpen = false;
        let reached = 0;
        choices.forEach((choice, index) => {
          const event = events[choice] ?? due;
          const stage = event.type === "worked" && event.report ? stageOf(event.report) : reached;
          if (stage < reached) return;
          const before = operation;
          const decision = decideChange(operation, event, START + index * 4_000);
          operation = decision.operation;
          reached = decision.effect === "call" ? 0 : stage;
          const isAsked =
            event.type === "worked" &&
            event.report?.state === "working" &&
            event.report.work.stage === "building";
          const isNew = before.work?.stage !== "building" && before.phase === "executing";
          if (isAsked && isNew && operation.phase === "executing") {
            builds += 1;
            // A second one only after the platform provably took none.
            expect(isOpen).toBe(false);
            isOpen = true;
          }
          const isRefused =
            event.type === "worked" &&
            event.report?.state === "stopped" &&
            event.report.failure.kind === "platform-rate-limited";
          if (isRefused && before.phase === "executing") isOpen = false;
        });
        expect(builds).toBeLessThanOrEqual(3);
      }),
      { numRuns: 2_000 },
    );
  });

  it("changes nothing once it is over", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(events.length - 1), { maxLength: 60 }), (choices) => {
        let operation: ChangeOperation = play(deploy).operation;
        choices.forEach((choice, index) => {
          const before = operation;
          operation = decideChange(operation, events[choice] ?? due, START + index * 4_000).operation;
          if (isChangeOver(before)) expect(operation).toBe(before);
        });
      }),
      { numRuns: 1_000 },
    );
  });
});

/** Goes on with an operation that has begun. */
function goOn(operation: ChangeOperation, from: number, ...events: readonly ChangeEvent[]) {
  let decision = decideChange(operation, events[0] ?? due, from + 1_000);
  let now = from + 1_000;
  for (const event of events.slice(1)) {
    now += 1_000;
    decision = decideChange(decision.operation, event, now);
  }
  return { ...decision, now };
}
