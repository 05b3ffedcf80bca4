import { describe, expect, it } from "vitest";
import { assessChange } from "../../../src/operations/assess-change.ts";
import { D4, NOW, pipecatStatus, requirePlan, revision, revisionHealth } from "./plan-fixtures.ts";

const plan = requirePlan({ verb: "restart" }, { status: pipecatStatus() });

/** A new deployment whose program has crashed this often. */
const crashed = (restarts: number, change: { readyReplicas?: number; deploymentId?: string } = {}) => {
  const health = revisionHealth({
    ready: false,
    state: "waiting",
    restarts,
    reason: "CrashLoopBackOff",
    lastExitCode: 1,
    lastTerminationReason: "Error",
  });
  const current = revision({
    deploymentId: D4,
    phase: "Validating",
    readyReplicas: 0,
    health,
    ...change,
  });
  const seen = pipecatStatus({
    ready: false,
    desiredDeploymentId: D4,
    reconciledDeploymentId: D4,
    current,
  });
  return assessChange(plan, { deploymentId: D4, warning: null }, NOW - 90_000, seen, NOW).state;
};

describe("a program that crashes again and again", () => {
  it("is trouble at first, and a failure when it never came up in five restarts", () => {
    expect([1, 4, 5, 12].map((restarts) => crashed(restarts))).toEqual([
      "working",
      "working",
      "failing",
      "failing",
    ]);
  });

  it("is no failure while a replica serves", () => {
    expect(crashed(12, { readyReplicas: 1 })).toBe("working");
  });
});
