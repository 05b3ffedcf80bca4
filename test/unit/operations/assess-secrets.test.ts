import { describe, expect, it } from "vitest";
import { assessChange } from "../../../src/operations/assess-change.ts";
import type { ChangePlan } from "../../../src/operations/change-plan.ts";
import { judgeEffect } from "../../../src/operations/judge-effect.ts";
import { describeBasis } from "../../../src/operations/plan-basis.ts";
import type { AgentStatus, SecretStock } from "../../../src/platforms/port.ts";
import { liveKitStatus, NO_RECEIPT, NOW, pipecatStatus, region } from "./plan-fixtures.ts";

const call = {
  kind: "secrets",
  write: [{ name: "A", kind: "environment", replaces: false }],
  remove: ["B"],
  overwrite: false,
  set: null,
} as const;
const planFor = (status: AgentStatus, change: Partial<ChangePlan["call"]> = {}): ChangePlan => ({
  call: { ...call, ...change } as ChangePlan["call"],
  basis: describeBasis(status, call),
  changes: [],
  remarks: [],
  before: { isUpdating: false, regions: [], replicas: null, lastDeployedAt: null, lastDeployedBy: null },
});
const set = { name: "voice-secrets", region: "us-west", host: null };

const assess = (status: AgentStatus, stock: SecretStock, seconds: number) =>
  assessChange(
    planFor(status, status.platform === "pipecat" ? { set } : {}),
    NO_RECEIPT,
    NOW - seconds * 1000,
    status,
    NOW,
    stock,
  );
const stock = (...names: string[]): SecretStock => ({ names, set: null });
const inSet = (status: string, error: string | null, ...names: string[]): SecretStock => ({
  names,
  set: { kind: "environment", status, region: "us-west", error },
});

describe("secrets that were set on LiveKit Cloud", () => {
  it("are there when the names are as asked and the agent serves again", () => {
    expect(assess(liveKitStatus(), stock("A", "C"), 10)).toEqual({ state: "complete" });
    // The words of before the restart prove nothing yet.
    expect(assess(liveKitStatus(), stock("A"), 2)).toMatchObject({ state: "working" });
    const restarting = liveKitStatus({ regions: [region({ status: "Scheduling" })] });
    expect(assess(restarting, stock("A"), 10)).toMatchObject({ state: "working" });
  });

  it("are there at once where nothing runs that could restart", () => {
    const unbuilt = liveKitStatus({
      version: null,
      regions: [region({ version: null, status: "Setting Up" })],
    });
    expect(assess(unbuilt, stock("A"), 2)).toEqual({ state: "complete" });
  });

  it("are waited for a while, and then missed by name", () => {
    expect(assess(liveKitStatus(), stock("B"), 10)).toMatchObject({ state: "working" });
    expect(assess(liveKitStatus(), stock("B"), 30)).toMatchObject({
      state: "failing",
      trouble: { lastLine: "A is missing, B is still there" },
    });
  });

  it("have failed when the agent does not start with them", () => {
    const crashed = liveKitStatus({ regions: [region({ status: "CrashLoop" })] });
    expect(assess(crashed, stock("A"), 30)).toMatchObject({
      state: "failing",
      trouble: { reason: "CrashLoop" },
    });
  });
});

describe("a set that was changed on Pipecat Cloud", () => {
  it.each([
    [inSet("ready", null, "A"), 3, { state: "complete" }],
    [inSet("pending", null, "A"), 60, { state: "working", progress: { word: "pending" } }],
    [inSet("failed", "quota", "A"), 5, { state: "working" }],
    [
      inSet("failed", "quota", "A"),
      30,
      { state: "failing", trouble: { reason: "failed", lastLine: "quota" } },
    ],
    [
      inSet("ready", null, "B"),
      30,
      { state: "failing", trouble: { lastLine: "A is missing, B is still there" } },
    ],
    [stock(), 30, { state: "failing", trouble: { reason: "no such set" } }],
  ])("is judged by its status and its names: %j after %i s", (seen, seconds, expected) => {
    expect(assess(pipecatStatus(), seen, seconds)).toMatchObject(expected);
  });
});

describe("a look after a removal without an answer", () => {
  const removal = planFor(liveKitStatus(), { write: [] });

  it("proves it by the names", () => {
    expect(judgeEffect(removal, liveKitStatus(), stock("A"))).toMatchObject({ kind: "happened" });
    expect(judgeEffect(removal, liveKitStatus(), stock("B"))).toEqual({ kind: "absent" });
    expect(judgeEffect(removal, liveKitStatus(), null)).toEqual({ kind: "absent" });
  });
});
