import { describe, expect, it } from "vitest";
import { judgeEffect } from "../../../src/operations/judge-effect.ts";
import type { AgentUpdate } from "../../../src/platforms/change.ts";
import type { PipecatAgentStatus } from "../../../src/platforms/port.ts";
import {
  BUILD,
  D1,
  D3,
  D4,
  entry,
  liveKitStatus,
  NOW,
  pipecatStatus,
  region,
  requirePlan,
  revision,
  version,
} from "./plan-fixtures.ts";

const happened = (deploymentId: string | null) => ({
  kind: "happened",
  receipt: { deploymentId, warning: null },
});
const ABSENT = { kind: "absent" };
const UNCLEAR = { kind: "unclear" };

const versions = [version(3, { current: true }), version(2)];
const inStatus = (...words: string[]) =>
  liveKitStatus({
    regions: words.map((status, index) =>
      region({ status, ...(index > 0 && { region: `region-${index}` }) }),
    ),
  });

describe("judgeEffect on LiveKit", () => {
  const rollback = requirePlan({ verb: "rollback", version: null }, { versions });
  const restart = requirePlan({ verb: "restart" });
  const deletion = requirePlan({ verb: "delete" });
  const regions = [region({ deployment: "production" }), region({ deployment: "canary", version: "v4" })];
  const beforePromotion = liveKitStatus({ regions });
  const promotion = requirePlan({ verb: "promote", from: "canary" }, { status: beforePromotion });

  it("finds a rollback by the target version or by production being updated", () => {
    const back = liveKitStatus({ version: "v2", regions: [region({ version: "v2" })] });
    expect(judgeEffect(rollback, back)).toEqual(happened(null));
    for (const word of ["Updating", "Scheduling", "Setting Up", "Building"]) {
      expect(judgeEffect(rollback, inStatus(word))).toEqual(happened(null));
    }
  });

  it("repeats a rollback only while everything is as it was when it was approved", () => {
    expect(judgeEffect(rollback, liveKitStatus())).toEqual(ABSENT);
    expect(judgeEffect(rollback, inStatus("CrashLoop"))).toEqual(ABSENT);
    const other = liveKitStatus({ version: "v9", regions: [region({ version: "v9" })] });
    expect(judgeEffect(rollback, other)).toEqual(UNCLEAR);
    expect(judgeEffect(rollback, liveKitStatus({ deployedAt: NOW }))).toEqual(UNCLEAR);
  });

  it("judges a promotion in the same way, by the deployment that it promotes too", () => {
    const promoted = liveKitStatus({
      version: "v4",
      regions: regions.map((row) => ({ ...row, version: "v4" })),
    });
    expect(judgeEffect(promotion, promoted)).toEqual(happened(null));
    expect(judgeEffect(promotion, beforePromotion)).toEqual(ABSENT);
    const newer = regions.map((row) => (row.deployment === "canary" ? { ...row, version: "v5" } : row));
    expect(judgeEffect(promotion, liveKitStatus({ regions: newer }))).toEqual(UNCLEAR);
    const canaryUpdating = regions.map((row) =>
      row.deployment === "canary" ? region({ ...row, status: "Updating" }) : row,
    );
    expect(judgeEffect(promotion, liveKitStatus({ regions: canaryUpdating }))).toEqual(ABSENT);
  });

  it("never repeats a restart by itself: it leaves no trace once it is over", () => {
    expect(judgeEffect(restart, inStatus("Updating"))).toEqual(happened(null));
    expect(judgeEffect(restart, inStatus("Running", "Scheduling"))).toEqual(happened(null));
    for (const word of ["Running", "Sleeping", "CrashLoop", "Waking", "Hibernating"]) {
      expect(judgeEffect(restart, inStatus(word))).toEqual(UNCLEAR);
    }
  });

  it("finds a deletion by the absence of the agent, or by its words", () => {
    expect(judgeEffect(deletion, null)).toEqual(happened(null));
    expect(judgeEffect(deletion, inStatus("Deleting"))).toEqual(happened(null));
    expect(judgeEffect(deletion, inStatus("Deleted", "Deleted"))).toEqual(happened(null));
    expect(judgeEffect(deletion, liveKitStatus())).toEqual(ABSENT);
    expect(judgeEffect(deletion, liveKitStatus({ version: "v4" }))).toEqual(UNCLEAR);
  });

  it("concludes nothing from the absence of an agent that was to be changed", () => {
    expect(judgeEffect(rollback, null)).toEqual(UNCLEAR);
    expect(judgeEffect(restart, null)).toEqual(UNCLEAR);
  });
});

describe("judgeEffect on Pipecat", () => {
  const status = pipecatStatus();
  const planOf = (update: AgentUpdate, at = status) =>
    requirePlan({ verb: "deploy", update }, { status: at });
  const deploy = planOf({ image: "your-org/voice:0.4" });
  const restart = requirePlan({ verb: "restart" }, { status });
  /** `D4` is wanted, picked up or not. */
  const redeployed = (changes: Partial<PipecatAgentStatus> = {}) =>
    pipecatStatus({ desiredDeploymentId: D4, ready: false, current: revision(), ...changes });

  it("finds a deployment by another id with what was asked for", () => {
    expect(judgeEffect(deploy, redeployed({ image: "your-org/voice:0.4" }))).toEqual(happened(D4));
  });

  it("does not claim somebody else's deployment", () => {
    expect(judgeEffect(deploy, redeployed({ image: "your-org/voice:0.5" }))).toEqual(UNCLEAR);
    expect(judgeEffect(deploy, redeployed({ image: "your-org/voice:0.4", profile: "agent-3x" }))).toEqual(
      UNCLEAR,
    );
    const both = planOf({ image: "your-org/voice:0.4", scaling: { min: 1 } });
    expect(judgeEffect(both, redeployed({ image: "your-org/voice:0.4" }))).toEqual(UNCLEAR);
  });

  it("repeats it only while everything is as it was", () => {
    expect(judgeEffect(deploy, status)).toEqual(ABSENT);
    const troubled = { ready: false, errors: [{ code: "x", message: "" }], activeSessions: 3 };
    expect(judgeEffect(deploy, pipecatStatus(troubled))).toEqual(ABSENT);
    expect(judgeEffect(deploy, pipecatStatus({ scaling: { min: 4, max: 9 } }))).toEqual(UNCLEAR);
    expect(judgeEffect(deploy, null)).toEqual(UNCLEAR);
  });

  it("knows a restart by another id of the same settings", () => {
    expect(judgeEffect(restart, redeployed())).toEqual(happened(D4));
    expect(judgeEffect(restart, redeployed({ image: "your-org/voice:0.4" }))).toEqual(UNCLEAR);
    expect(judgeEffect(restart, status)).toEqual(ABSENT);
  });

  it("knows a rollback by the settings of its target, be it forced or not", () => {
    const target = entry(1, D1, { profile: "agent-2x" });
    const rollback = requirePlan({ verb: "rollback", version: D1 }, { status, ledger: [target] });
    const back = redeployed({ image: "your-org/voice:0.1", profile: "agent-2x", maxSessionSeconds: 7200 });
    expect(judgeEffect(rollback, back)).toEqual(happened(D4));
    expect(judgeEffect(rollback, status)).toEqual(ABSENT);
    const same = requirePlan(
      { verb: "rollback", version: D1 },
      { status, ledger: [entry(1, D1, { image: "your-org/voice:0.3" })] },
    );
    expect(judgeEffect(same, status)).toEqual(ABSENT);
    expect(judgeEffect(same, redeployed())).toEqual(happened(D4));
  });

  it("does not need to be told the build, which an API key may not show", () => {
    const build = planOf({ buildId: BUILD });
    expect(judgeEffect(build, redeployed({ image: null, buildId: BUILD }))).toEqual(happened(D4));
    expect(judgeEffect(build, redeployed({ image: null, buildId: null }))).toEqual(happened(D4));
    expect(judgeEffect(build, redeployed())).toEqual(UNCLEAR);
    expect(judgeEffect(deploy, redeployed({ image: null, buildId: null }))).toEqual(UNCLEAR);
  });

  it("judges scaling by the bounds, for the deployment stays", () => {
    const scaling = requirePlan({ verb: "scale", min: 2, max: null }, { status });
    expect(judgeEffect(scaling, pipecatStatus({ scaling: { min: 2, max: 10 } }))).toEqual(happened(D3));
    expect(judgeEffect(scaling, status)).toEqual(ABSENT);
    expect(judgeEffect(scaling, pipecatStatus({ scaling: { min: 5, max: 10 } }))).toEqual(UNCLEAR);
  });

  it("does not repeat what changes nothing", () => {
    const nothing = planOf({ image: "your-org/voice:0.3" });
    expect(judgeEffect(nothing, status)).toEqual(happened(D3));
    expect(judgeEffect(planOf({ image: "your-org/voice:0.3", forceRedeploy: true }), status)).toEqual(ABSENT);
  });

  it("never deletes an agent that was made anew under the same name", () => {
    const deletion = requirePlan({ verb: "delete" }, { status });
    expect(judgeEffect(deletion, null)).toEqual(happened(null));
    expect(judgeEffect(deletion, status)).toEqual(ABSENT);
    expect(judgeEffect(deletion, redeployed())).toEqual(UNCLEAR);
  });
});
