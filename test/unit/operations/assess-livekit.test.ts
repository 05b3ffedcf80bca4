import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assessChange } from "../../../src/operations/assess-change.ts";
import type { ChangePlan } from "../../../src/operations/change-plan.ts";
import type { LiveKitAgentStatus } from "../../../src/platforms/port.ts";
import { liveKitStatus, NO_RECEIPT, NOW, region, requirePlan, version } from "./plan-fixtures.ts";

const versions = [version(3, { current: true }), version(2)];
const rollback = requirePlan({ verb: "rollback", version: null }, { versions });
const restart = requirePlan({ verb: "restart" });
const deletion = requirePlan({ verb: "delete" });
const canary = region({ deployment: "canary", version: "v4" });
const promotion = requirePlan(
  { verb: "promote", from: "canary" },
  { status: liveKitStatus({ regions: [region({ deployment: "production" }), canary] }) },
);

/** What a look says `seconds` after the change was accepted; by default long after. */
const look = (plan: ChangePlan, status: LiveKitAgentStatus | null, seconds = 60) =>
  assessChange(plan, NO_RECEIPT, NOW - seconds * 1000, status, NOW);
const two = (first: object, second: object, agentVersion = "v2") =>
  liveKitStatus({
    version: agentVersion,
    regions: [region({ version: "v2", ...first }), region({ region: "eu", version: "v2", ...second })],
  });

describe("assessChange for a rollback on LiveKit", () => {
  it("is complete when every region of production serves the target version, asleep or awake", () => {
    expect(look(rollback, two({}, {}), 0)).toEqual({ state: "complete" });
    expect(look(rollback, two({}, { status: "Sleeping" }), 0)).toEqual({ state: "complete", asleep: ["eu"] });
  });

  it("works on while a region is on its way, and tells how many are there", () => {
    expect(look(rollback, two({}, { status: "Updating", version: "v3" }))).toEqual({
      state: "working",
      progress: { word: "Updating", ready: { count: 1, of: 2 } },
      trouble: null,
    });
  });

  it.each(["Setting Up", "Building", "Updating", "Scheduling", "Waking", "Hibernating", ""])(
    "takes %o for an agent that is not there yet, never for a failure",
    (status) => {
      expect(look(rollback, liveKitStatus({ regions: [region({ version: "v2", status })] }))).toEqual({
        state: "working",
        progress: { word: status || "no status", ready: null },
        trouble: null,
      });
    },
  );

  it.each(["Error", "CrashLoop", "Build Failed", "Server Error", "Suspended"])(
    "is failing where a region says %s in the target version",
    (status) => {
      expect(look(rollback, two({}, { status }))).toEqual({
        state: "failing",
        progress: { word: status, ready: { count: 1, of: 2 } },
        trouble: { reason: status, exitCode: null, restarts: null, lastLine: null, where: "eu" },
      });
    },
  );

  it("does not name the region of an agent that has one", () => {
    const status = liveKitStatus({
      version: "v2",
      regions: [region({ version: "v2", status: "CrashLoop" })],
    });
    expect(look(rollback, status)).toMatchObject({ state: "failing", trouble: { where: null } });
  });

  it("does not hold the failure against it that it is to mend", () => {
    const broken = two({ version: "v3", status: "CrashLoop" }, { version: "v3", status: "CrashLoop" }, "v3");
    expect(look(rollback, broken)).toMatchObject({ state: "working", trouble: null });
  });

  it("takes a failure of the first seconds for a mere sign: it may be that of before", () => {
    const failed = two({}, { status: "CrashLoop" });
    expect(look(rollback, failed, 19)).toMatchObject({ state: "working", trouble: { reason: "CrashLoop" } });
    expect(look(rollback, failed, 20)).toMatchObject({ state: "failing" });
  });

  it("takes an idle agent that is shown as Error for unknown", () => {
    const idle = { status: "Error", replicas: { current: 0, min: 1, max: 1 } };
    expect(look(rollback, two({}, idle))).toMatchObject({ state: "working" });
  });

  it("is superseded by a version that is neither the target nor the one before", () => {
    const other = { version: "v9", status: "Updating" };
    expect(look(rollback, two(other, other, "v9"))).toEqual({ state: "superseded", by: "v9" });
    expect(look(rollback, two(other, other, "v3"))).toMatchObject({ state: "working" });
    const unnamed = liveKitStatus({ version: null, regions: [region({ status: "Updating" })] });
    expect(look(rollback, unnamed)).toMatchObject({ state: "working" });
  });

  it("cares for production only, and not for a region that was deleted", () => {
    const regions = [
      region({ deployment: "production", version: "v2" }),
      region({ deployment: "production", version: "v3", status: "Deleted", region: "ap" }),
      region({ deployment: "canary", version: "v7", status: "CrashLoop" }),
    ];
    expect(look(rollback, liveKitStatus({ version: "v2", regions }))).toEqual({ state: "complete" });
  });

  it("is not complete where no region is told", () => {
    expect(look(rollback, liveKitStatus({ version: "v2", regions: [] }))).toEqual({
      state: "working",
      progress: { word: "no status", ready: null },
      trouble: null,
    });
  });

  it("fails when the agent is gone", () => {
    expect(look(rollback, null)).toMatchObject({ state: "failing", trouble: { reason: "Deleted" } });
  });

  it("ends only by what the regions of production show, whatever they say", () => {
    const word = fc.constantFrom("Running", "Sleeping", "Updating", "CrashLoop", "Suspended", "Foo");
    const rows = fc.array(fc.record({ status: word, version: fc.constantFrom("v2", "v3") }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(rows, fc.nat({ max: 600 }), (list, seconds) => {
        const regions = list.map((row, index) => region({ ...row, region: `r${index}` }));
        const { state } = look(rollback, liveKitStatus({ version: "v3", regions }), seconds);
        const isThere = (row: (typeof list)[number]) =>
          row.version === "v2" && ["Running", "Sleeping"].includes(row.status);
        const isBroken = (row: (typeof list)[number]) =>
          row.version === "v2" && ["CrashLoop", "Suspended"].includes(row.status);
        const isDone = list.length > 0 && list.every(isThere);
        const isFailing = list.some(isBroken) && seconds >= 20;
        expect(state).toBe(isDone ? "complete" : isFailing ? "failing" : "working");
      }),
    );
  });
});

describe("assessChange for a promotion", () => {
  const promoted = (production: object, agentVersion = "v4") =>
    liveKitStatus({
      version: agentVersion,
      regions: [region({ deployment: "production", version: "v4", ...production }), canary],
    });

  it("is complete when production serves what was promoted", () => {
    expect(look(promotion, promoted({}))).toEqual({ state: "complete" });
    expect(look(promotion, promoted({ status: "Updating", version: "v3" }, "v3"))).toMatchObject({
      state: "working",
    });
  });

  it("is superseded by another version", () => {
    expect(look(promotion, promoted({ version: "v8" }, "v8"))).toEqual({ state: "superseded", by: "v8" });
  });
});

describe("assessChange for a restart on LiveKit", () => {
  it("does not believe the words of before", () => {
    expect(look(restart, liveKitStatus(), 7)).toMatchObject({ state: "working" });
    expect(look(restart, liveKitStatus(), 8)).toEqual({ state: "complete" });
  });

  it("waits for all regions", () => {
    const regions = [region(), region({ region: "eu", status: "Scheduling" })];
    expect(look(restart, liveKitStatus({ regions }))).toEqual({
      state: "working",
      progress: { word: "Scheduling", ready: { count: 1, of: 2 } },
      trouble: null,
    });
  });

  it("is failing where an agent does not come up again", () => {
    const crashed = liveKitStatus({ regions: [region({ status: "CrashLoop" })] });
    expect(look(restart, crashed, 19)).toMatchObject({ state: "working", trouble: { reason: "CrashLoop" } });
    expect(look(restart, crashed, 20)).toMatchObject({ state: "failing" });
  });

  it("is superseded by a deployment", () => {
    expect(look(restart, liveKitStatus({ version: "v4" }))).toEqual({ state: "superseded", by: "v4" });
  });
});

describe("assessChange for a deletion on LiveKit", () => {
  it("is complete when the agent is gone, or every region says that it is", () => {
    expect(look(deletion, null, 0)).toEqual({ state: "complete" });
    const deleted = region({ status: "Deleted" });
    expect(look(deletion, liveKitStatus({ regions: [deleted, deleted] }))).toEqual({ state: "complete" });
  });

  it("works on until then, whatever the words are", () => {
    const regions = [region({ status: "Deleted" }), region({ status: "Deleting" })];
    expect(look(deletion, liveKitStatus({ regions }))).toEqual({
      state: "working",
      progress: { word: "Deleting", ready: { count: 1, of: 2 } },
      trouble: null,
    });
    for (const status of ["Running", "CrashLoop"]) {
      const still = liveKitStatus({ regions: [region({ status })] });
      expect(look(deletion, still)).toMatchObject({ state: "working" });
    }
    expect(look(deletion, liveKitStatus({ regions: [] }))).toMatchObject({ state: "working" });
  });
});
