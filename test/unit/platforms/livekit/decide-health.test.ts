import { describe, expect, it } from "vitest";
import { decideAgentHealth, decideRegionHealth } from "../../../../src/platforms/livekit/decide-health.ts";
import type { Health, LiveKitRegion } from "../../../../src/platforms/port.ts";

const running = { replicas: { current: 1, min: 1, max: 1 }, events: [] };

describe("decideRegionHealth", () => {
  const words: readonly [string, Health][] = [
    ["Running", "healthy"],
    ["Sleeping", "asleep"],
    ["Waking", "working"],
    ["Setting Up", "working"],
    ["Building", "working"],
    ["Updating", "working"],
    ["Scheduling", "working"],
    ["Deleting", "working"],
    ["Error", "failed"],
    ["CrashLoop", "failed"],
    ["Build Failed", "failed"],
    ["Server Error", "failed"],
    ["Suspended", "failed"],
    ["Deleted", "failed"],
    ["Meditating", "unknown"],
    ["", "unknown"],
    ["setting_up", "working"],
    ["BUILD-FAILED", "failed"],
    ["constructor", "unknown"],
  ];
  it.each(words)("calls %j %s", (status, health) => {
    expect(decideRegionHealth({ status, ...running })).toBe(health);
  });

  it("does not believe Error where nothing runs and nothing crashed", () => {
    const idle = { current: 0, min: 1, max: 1 };
    const crashed = { type: "application crashed", count: 2, at: null };
    const restarted = { type: "restarted high memory usage", count: 1, at: null };
    expect(decideRegionHealth({ status: "Error", replicas: idle, events: [] })).toBe("unknown");
    expect(decideRegionHealth({ status: "Error", replicas: idle, events: [restarted] })).toBe("unknown");
    expect(decideRegionHealth({ status: "Error", replicas: idle, events: [crashed] })).toBe("failed");
    expect(decideRegionHealth({ status: "CrashLoop", replicas: idle, events: [] })).toBe("failed");
    expect(decideRegionHealth({ status: "Server Error", replicas: idle, events: [] })).toBe("failed");
  });
});

const region = (health: Health, deployment: string | null = null, status = "Any"): LiveKitRegion => ({
  region: "us-east",
  serverRegion: "",
  deployment,
  status,
  health,
  version: null,
  cpu: { current: null, limit: null },
  memory: { current: null, limit: null },
  replicas: { current: 0, min: 0, max: 0 },
  lastSeenAt: null,
  events: [],
});

describe("decideAgentHealth", () => {
  const folds: readonly [Health[], Health][] = [
    [["healthy", "failed", "asleep"], "failed"],
    [["healthy", "unknown", "working"], "unknown"],
    [["healthy", "working"], "working"],
    [["asleep", "working"], "working"],
    [["asleep", "healthy"], "healthy"],
    [["asleep", "asleep"], "asleep"],
    [[], "unknown"],
  ];
  it.each(folds)("folds %j into %s, in any order", (healths, expected) => {
    expect(decideAgentHealth(healths.map((health) => region(health)))).toBe(expected);
    expect(decideAgentHealth(healths.toReversed().map((health) => region(health)))).toBe(expected);
  });

  it("lets production decide, where there is any", () => {
    expect(decideAgentHealth([region("failed", "preview"), region("healthy", "production")])).toBe("healthy");
    expect(decideAgentHealth([region("healthy", "preview"), region("failed", "production")])).toBe("failed");
    expect(decideAgentHealth([region("failed", "preview"), region("healthy", null)])).toBe("healthy");
    expect(decideAgentHealth([region("failed", "preview"), region("healthy", "canary")])).toBe("failed");
  });

  it("ignores a deleted region beside others, not a deleted agent", () => {
    expect(decideAgentHealth([region("failed", null, "Deleted"), region("healthy")])).toBe("healthy");
    expect(decideAgentHealth([region("failed", null, "Deleted")])).toBe("failed");
  });
});
