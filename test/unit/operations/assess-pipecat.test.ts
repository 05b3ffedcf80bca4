import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assessChange } from "../../../src/operations/assess-change.ts";
import type { ChangePlan } from "../../../src/operations/change-plan.ts";
import type { PipecatAgentStatus } from "../../../src/platforms/port.ts";
import {
  D2,
  D3,
  D4,
  NOW,
  pipecatStatus,
  type RevisionHealth,
  requirePlan,
  revision,
  revisionHealth,
} from "./plan-fixtures.ts";

const status = pipecatStatus();
const deploy = requirePlan({ verb: "deploy", update: { image: "your-org/voice:0.4" } }, { status });
const restart = requirePlan({ verb: "restart" }, { status });
const scaleTo = (min: number | null, max: number | null = null) =>
  requirePlan({ verb: "scale", min, max }, { status });

/** What a look says; the platform answered that it wants `D4` now. */
const look = (seen: PipecatAgentStatus | null, plan: ChangePlan = deploy, seconds = 90, wanted = D4) =>
  assessChange(plan, { deploymentId: wanted, warning: null }, NOW - seconds * 1000, seen, NOW);

/** The platform works on `D4`; the one before still serves. */
const rollingOut = (changes: Partial<PipecatAgentStatus> = {}) =>
  pipecatStatus({
    ready: false,
    desiredDeploymentId: D4,
    reconciledDeploymentId: D4,
    current: revision({ deploymentId: D4, phase: "Validating", readyReplicas: 0 }),
    previous: revision({ phase: "Draining" }),
    ...changes,
  });
const withHealth = (health: Partial<RevisionHealth>, changes: Partial<PipecatAgentStatus> = {}) =>
  rollingOut({
    current: revision({
      deploymentId: D4,
      phase: "Validating",
      readyReplicas: 0,
      health: revisionHealth({ ready: false, ...health }),
    }),
    ...changes,
  });
const serving = rollingOut({ ready: true, current: revision({ deploymentId: D4 }) });

const TRACEBACK = `Traceback (most recent call last):
  File "/app/bot.py", line 3, in <module>
    import foo
    ^^^^^^^^^^
ModuleNotFoundError: No module named 'foo'
    ~~~^^^

`;

describe("assessChange for a deployment on Pipecat", () => {
  it("is complete when the deployment is picked up and ready", () => {
    expect(look(serving)).toEqual({ state: "complete" });
  });

  it("never asks for replicas: scaled to zero is ready with none", () => {
    const asleep = pipecatStatus({ ...serving, current: revision({ deploymentId: D4, readyReplicas: 0 }) });
    expect(look(asleep)).toEqual({ state: "complete" });
    expect(look(pipecatStatus({ ...serving, current: null }))).toEqual({ state: "complete" });
  });

  it.each<[string, PipecatAgentStatus, string]>([
    ["not picked up yet", pipecatStatus({ desiredDeploymentId: D4 }), "not begun yet"],
    ["not shown yet: the answer was read a moment too early", status, "Active"],
    ["picked up by nobody", rollingOut({ reconciledDeploymentId: null }), "not begun yet"],
    [
      "being created",
      rollingOut({ current: revision({ deploymentId: D4, phase: "Creating", readyReplicas: 0 }) }),
      "Creating",
    ],
    ["being validated while the one before serves", rollingOut(), "Validating"],
    [
      "in a phase that nobody has seen",
      rollingOut({ current: revision({ deploymentId: D4, phase: "Warming" }) }),
      "Warming",
    ],
    ["without any detail", rollingOut({ current: null }), "no phase"],
    ["ready but not available", pipecatStatus({ ...serving, available: false }), "Active"],
  ])("works on while it is %s", (_, seen, word) => {
    expect(look(seen)).toEqual({ state: "working", progress: { word, ready: null }, trouble: null });
  });

  it("tells how many of the instances are ready where some are kept", () => {
    const warm = { min: 3, max: 10 };
    expect(look(rollingOut({ scaling: warm }))).toMatchObject({ progress: { ready: { count: 0, of: 3 } } });
    const many = revision({ deploymentId: D4, phase: "Validating", readyReplicas: 5 });
    expect(look(rollingOut({ scaling: warm, current: many }))).toMatchObject({
      progress: { ready: { count: 3, of: 3 } },
    });
  });

  it("is superseded by a deployment that is neither ours nor the one before", () => {
    expect(look(rollingOut({ desiredDeploymentId: "other" }))).toEqual({ state: "superseded", by: "other" });
    expect(look(rollingOut({ desiredDeploymentId: null }))).toMatchObject({ state: "working" });
  });

  it("fails when the agent is gone", () => {
    expect(look(null)).toMatchObject({ state: "failing", trouble: { reason: "Deleted" } });
  });

  it("goes by what is wanted where the answer named no deployment", () => {
    const receipt = { deploymentId: null, warning: null };
    expect(assessChange(deploy, receipt, NOW - 90_000, serving, NOW)).toEqual({ state: "complete" });
  });
});

describe("the failure pictures of Pipecat", () => {
  it("shows a program that crashes as trouble, with the last line of its traceback", () => {
    const crashing = withHealth({
      state: "waiting",
      reason: "CrashLoopBackOff",
      lastTerminationReason: "Error",
      lastExitCode: 1,
      restarts: 4,
      message: TRACEBACK,
    });
    expect(look(crashing)).toEqual({
      state: "working",
      progress: { word: "Validating", ready: null },
      trouble: {
        reason: "CrashLoopBackOff",
        exitCode: 1,
        restarts: 4,
        lastLine: "ModuleNotFoundError: No module named 'foo'",
        where: null,
      },
    });
  });

  it.each<[string, Partial<RevisionHealth>, string]>([
    ["that ended", { state: "terminated", reason: "Error", lastTerminationReason: "Error" }, "Error"],
    [
      "that runs for the moment, until it crashes again",
      { state: "running", reason: null, lastTerminationReason: "Error", restarts: 2 },
      "Error",
    ],
    [
      "out of memory",
      { reason: "CrashLoopBackOff", lastTerminationReason: "OOMKilled", lastExitCode: 137 },
      "OOMKilled",
    ],
    ["whose image cannot be pulled", { state: "waiting", reason: "ImagePullBackOff" }, "ImagePullBackOff"],
  ])("names the cause for a program %s", (_, health, reason) => {
    expect(look(withHealth(health))).toMatchObject({ state: "working", trouble: { reason } });
  });

  it("shows a fault of the platform as trouble", () => {
    const current = revision({ deploymentId: D4, phase: "Creating", infrastructureIssue: true });
    expect(look(rollingOut({ current }))).toMatchObject({
      state: "working",
      trouble: { reason: "infrastructure issue", exitCode: null, restarts: null, lastLine: null },
    });
  });

  it("does not take waiting for trouble", () => {
    expect(look(withHealth({ state: "waiting", reason: "ContainerCreating" }))).toMatchObject({
      trouble: null,
    });
  });

  it("does not hold against a deployment what the one before does", () => {
    const old = revision({ phase: "Failed", readyReplicas: 0, infrastructureIssue: true });
    const seen = pipecatStatus({ ready: false, desiredDeploymentId: D4, current: old });
    expect(look(seen)).toMatchObject({ state: "working", trouble: null });
  });

  it("is failing by reported errors, even while the one before serves", () => {
    const errors = [{ code: "PCC_IMAGE_NOT_FOUND", message: "no image your-org/voice:0.4" }];
    expect(look(withHealth({ reason: "ImagePullBackOff" }, { errors }), deploy, 1)).toEqual({
      state: "failing",
      progress: { word: "Validating", ready: null },
      trouble: {
        reason: "PCC_IMAGE_NOT_FOUND",
        exitCode: null,
        restarts: 0,
        lastLine: "no image your-org/voice:0.4",
        where: null,
      },
    });
  });

  it("finds something to say about an error without a code or message", () => {
    const errors = [{ code: "", message: "" }];
    expect(look(rollingOut({ errors }))).toMatchObject({
      state: "failing",
      trouble: { reason: "Validating", lastLine: null },
    });
    expect(look(rollingOut({ errors, current: null }))).toMatchObject({ trouble: { reason: "error" } });
  });

  it("is failing in phase Failed", () => {
    const current = revision({ deploymentId: D4, phase: "Failed", readyReplicas: 0 });
    expect(look(rollingOut({ current }))).toMatchObject({
      state: "failing",
      trouble: { reason: "Failed" },
    });
  });

  it("takes the errors of a broken deployment for its own until it is picked up", () => {
    const broken = {
      desiredDeploymentId: D4,
      ready: false,
      available: false,
      errors: [{ code: "PCC_IMAGE_NOT_FOUND", message: "no image your-org/voice:0.3" }],
    };
    const current = revision({ phase: "Validating", readyReplicas: 0 });
    const evicted = revision({ health: revisionHealth({ ready: false }) });
    expect(look(pipecatStatus({ ...broken, current }), deploy, 59)).toMatchObject({
      state: "working",
      trouble: null,
    });
    expect(look(pipecatStatus({ ...broken, current: evicted }), deploy, 59)).toMatchObject({
      state: "working",
    });
    expect(look(pipecatStatus({ ...broken, current }), deploy, 60)).toMatchObject({ state: "failing" });
    // The one before works, so the errors are about the new one.
    expect(look(pipecatStatus({ ...broken, current: revision() }), deploy, 1)).toMatchObject({
      state: "failing",
    });
  });
});

describe("assessChange for scaling on Pipecat", () => {
  const scaled = (
    min: number,
    max: number,
    readyReplicas: number,
    changes: Partial<PipecatAgentStatus> = {},
  ) => pipecatStatus({ scaling: { min, max }, current: revision({ readyReplicas }), ...changes });

  it("is complete when the bounds are as asked and so many replicas are ready", () => {
    expect(look(scaled(2, 10, 1), scaleTo(2), 5, D3)).toEqual({
      state: "working",
      progress: { word: "Active", ready: { count: 1, of: 2 } },
      trouble: null,
    });
    expect(look(scaled(2, 10, 2), scaleTo(2), 5, D3)).toEqual({ state: "complete" });
  });

  it("is not complete while the platform shows the bounds of before", () => {
    expect(look(scaled(0, 10, 5), scaleTo(2), 5, D3)).toMatchObject({ state: "working" });
  });

  it("asks for no replica when it scales to zero or raises the maximum", () => {
    expect(look(scaled(0, 10, 0), scaleTo(0), 5, D3)).toEqual({ state: "complete" });
    expect(look(scaled(0, 20, 0), scaleTo(null, 20), 5, D3)).toEqual({ state: "complete" });
  });

  it("follows the new deployment where one is forced", () => {
    const forced = requirePlan(
      { verb: "deploy", update: { scaling: { min: 2 }, forceRedeploy: true } },
      { status },
    );
    expect(look(scaled(2, 10, 2), forced)).toMatchObject({ state: "working" });
    expect(look(serving, forced)).toEqual({ state: "complete" });
  });

  it("is done by its own rule even where somebody deploys meanwhile or the agent is broken", () => {
    const errors = [{ code: "PCC_IMAGE_NOT_FOUND", message: "" }];
    expect(
      look(scaled(0, 20, 0, { errors, desiredDeploymentId: "other" }), scaleTo(null, 20), 5, D3),
    ).toEqual({
      state: "complete",
    });
    expect(look(scaled(2, 10, 0, { errors }), scaleTo(2), 5, D3)).toMatchObject({ state: "failing" });
    expect(look(scaled(2, 10, 0, { desiredDeploymentId: D2 }), scaleTo(2), 5, D3)).toEqual({
      state: "superseded",
      by: D2,
    });
  });
});

describe("assessChange for a deletion on Pipecat", () => {
  it("is complete when the agent is gone", () => {
    const deletion = requirePlan({ verb: "delete" }, { status });
    expect(look(null, deletion, 0)).toEqual({ state: "complete" });
    expect(look(pipecatStatus({ ready: false, current: null }), deletion)).toMatchObject({
      state: "working",
    });
  });
});

describe("assessChange on Pipecat, whatever it sees", () => {
  it("is complete only with what the platform itself calls complete", () => {
    const id = fc.constantFrom(D3, D4, "other", null);
    const phase = fc.constantFrom("Creating", "Validating", "Active", "Failed", "Foo");
    const current = fc.record({
      deploymentId: fc.constantFrom(D3, D4),
      phase,
      readyReplicas: fc.nat({ max: 3 }),
      infrastructureIssue: fc.boolean(),
    });
    const facts = fc.record({
      ready: fc.boolean(),
      available: fc.boolean(),
      desiredDeploymentId: id,
      reconciledDeploymentId: id,
      current: fc.option(current.map((changes) => revision(changes))),
      errors: fc.constantFrom([], [{ code: "PCC_UNKNOWN_ERROR", message: "" }]),
    });
    fc.assert(
      fc.property(facts, fc.nat({ max: 600 }), (changes, seconds) => {
        const { state } = look(pipecatStatus(changes), restart, seconds);
        const { desiredDeploymentId: desired, reconciledDeploymentId: reconciled } = changes;
        const fullyThere = desired === D4 && reconciled === D4 && changes.ready && changes.available;
        const hasFailed = changes.current?.deploymentId === D4 && changes.current.phase === "Failed";
        expect(state === "complete").toBe(fullyThere && changes.errors.length === 0 && !hasFailed);
        expect(state === "superseded").toBe(desired === "other");
        if (state === "failing") expect(changes.errors.length > 0 || hasFailed).toBe(true);
      }),
    );
  });
});
