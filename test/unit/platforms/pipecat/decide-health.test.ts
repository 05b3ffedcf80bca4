import { describe, expect, it } from "vitest";
import { decideHealth, type HealthFacts } from "../../../../src/platforms/pipecat/decide-health.ts";
import type { Health, PipecatRevision } from "../../../../src/platforms/port.ts";

const revision = (more: Partial<PipecatRevision> = {}): PipecatRevision => ({
  deploymentId: "new",
  phase: "Active",
  phaseStartedAt: null,
  readyReplicas: 1,
  infrastructureIssue: false,
  health: null,
  ...more,
});

const healthOf = (
  reason: string | null,
  { ready = false, ended = null }: { ready?: boolean; ended?: string | null } = {},
): PipecatRevision["health"] => ({
  ready,
  state: "waiting",
  restarts: 4,
  reason,
  lastExitCode: null,
  lastTerminationReason: ended,
  message: null,
});

const serving: HealthFacts = {
  ready: true,
  available: true,
  activeSessions: 0,
  desiredDeploymentId: "new",
  reconciledDeploymentId: "new",
  current: revision(),
  errors: [],
};
const down = { ready: false, available: false };
const stuck = (reason: string) =>
  revision({ phase: "Validating", readyReplicas: 0, health: healthOf(reason) });

describe("decideHealth", () => {
  const pictures: readonly [string, Partial<HealthFacts>, Health][] = [
    ["an agent that serves", {}, "healthy"],
    ["one that serves, without any details", { current: null }, "healthy"],
    ["one scaled to zero", { current: revision({ readyReplicas: 0 }) }, "asleep"],
    [
      "no ready replica, but a call in progress",
      { current: revision({ readyReplicas: 0 }), activeSessions: 1 },
      "healthy",
    ],
    [
      "a new agent that the platform has not picked up",
      { ...down, reconciledDeploymentId: null, current: null },
      "working",
    ],
    ["an update that the platform has not picked up", { reconciledDeploymentId: "old" }, "working"],
    [
      "the same while the old revision is broken",
      { ...down, reconciledDeploymentId: "old", current: stuck("CrashLoopBackOff") },
      "working",
    ],
    ["a ready agent of whom no reconciled id is told", { reconciledDeploymentId: null }, "healthy"],
    ["one of whom no desired id is told", { desiredDeploymentId: null }, "healthy"],
    ["a roll-out", { ready: false, current: revision({ phase: "Creating", readyReplicas: 0 }) }, "working"],
    [
      "a first validation",
      { ...down, current: revision({ phase: "Validating", readyReplicas: 0, health: healthOf(null) }) },
      "working",
    ],
    [
      "a cold start, both flags down for a moment",
      { ...down, current: revision({ readyReplicas: 0 }) },
      "working",
    ],
    ["ready but not available", { available: false }, "working"],
    ["a crash loop", { ...down, current: stuck("CrashLoopBackOff") }, "failed"],
    [
      "a program that runs again after a crash, and is not ready",
      { ...down, current: revision({ readyReplicas: 0, health: healthOf(null, { ended: "Error" }) }) },
      "failed",
    ],
    [
      "a program that crashed once and is ready",
      { current: revision({ readyReplicas: 0, health: healthOf(null, { ended: "Error", ready: true }) }) },
      "asleep",
    ],
    [
      "an image that cannot be pulled, while the old version serves",
      { ready: false, current: stuck("ImagePullBackOff") },
      "failed",
    ],
    ["a program out of memory", { ...down, current: stuck("OOMKilled") }, "failed"],
    ["a program that ended with an error", { ...down, current: stuck("Error") }, "failed"],
    [
      "a phase that failed, while the old version serves",
      { ready: false, current: revision({ phase: "Failed", readyReplicas: 0 }) },
      "failed",
    ],
    ["an error that is reported", { errors: [{ code: "PCC_IMAGE_NOT_FOUND", message: "no" }] }, "failed"],
    [
      "an error reported before the update was picked up",
      { errors: [{ code: "", message: "" }], reconciledDeploymentId: "old" },
      "failed",
    ],
    [
      "a fault of the platform without any replica",
      { ...down, current: revision({ readyReplicas: 0, infrastructureIssue: true }) },
      "failed",
    ],
    [
      "a replica that crashes beside one that serves",
      { current: revision({ health: healthOf("CrashLoopBackOff") }) },
      "healthy",
    ],
    [
      "a reason of the past on a revision that is ready",
      { current: revision({ readyReplicas: 0, health: healthOf("Error", { ready: true }) }) },
      "asleep",
    ],
    ["a waiting reason that passes", { ...down, current: stuck("ContainerCreating") }, "working"],
    ["a phase that nobody has seen", { current: revision({ phase: "Hibernating" }) }, "unknown"],
    ["no phase at all", { current: revision({ phase: "" }) }, "healthy"],
    [
      "an agent of which nothing is told",
      { ...down, desiredDeploymentId: null, reconciledDeploymentId: null, current: null },
      "unknown",
    ],
  ];
  it.each(pictures)("judges %s", (_, facts, health) => {
    expect(decideHealth({ ...serving, ...facts })).toBe(health);
  });
});
