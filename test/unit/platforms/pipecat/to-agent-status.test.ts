import { describe, expect, it } from "vitest";
import { serviceSchema } from "../../../../src/platforms/pipecat/service-schemas.ts";
import { toAgentStatus } from "../../../../src/platforms/pipecat/to-agent-status.ts";

const statusOf = (service: object) =>
  toAgentStatus(serviceSchema.parse({ name: "voice-starter", ...service }), "voice");

describe("toAgentStatus of Pipecat", () => {
  it("carries everything that the platform says about an agent", () => {
    const status = statusOf({
      region: "us-west",
      ready: false,
      available: true,
      createdAt: "2026-01-01T00:00:00Z",
      updatedAt: "2026-11-22T09:00:00.000Z",
      desiredDeploymentId: "d2",
      activeDeploymentId: "d2",
      reconciledDeploymentId: "d2",
      autoScaling: { minReplicas: 1, maxReplicas: 5 },
      activeSessionCount: 2,
      agentProfile: "agent-1x",
      krispViva: { audioFilter: "tel" },
      conditions: [{ type: "Available", status: "True" }],
      deployment: {
        id: "d2",
        buildId: "b1",
        manifest: {
          spec: {
            image: "your-org/voice:0.9",
            autoScaling: { minReplicas: 0, maxReplicas: 1 },
            imagePullSecretName: "registry",
            envFromSecretNames: ["voice-secrets"],
            maxSessionDurationSeconds: 7200,
            resources: { cpu: "1500m", memory: "3Gi" },
            krispViva: { audioFilters: true },
            dailyNodeType: "arm",
            arch: "arm64",
          },
        },
      },
      currentRevision: {
        deploymentID: "d2",
        phase: "Validating",
        phaseStartedAt: "2026-11-22T08:54:00Z",
        readyReplicas: 0,
        hasInfrastructureIssue: true,
        health: {
          ready: false,
          state: "waiting",
          restartCount: 4,
          replicasStarted: 2,
          reason: "CrashLoopBackOff",
          lastExitCode: 137,
          lastTerminationReason: "OOMKilled",
          message: "Traceback",
        },
      },
      previousRevision: { deploymentID: "d1", phase: "Draining", readyReplicas: 1 },
      errors: [{ code: "PCC_IMAGE_NOT_FOUND", message: "no image" }, { code: "X", error: "other words" }, {}],
    });
    expect(status).toEqual({
      platform: "pipecat",
      agent: { project: "voice", platform: "pipecat", id: "voice-starter", name: "voice-starter" },
      health: "failed",
      region: "us-west",
      ready: false,
      available: true,
      activeSessions: 2,
      desiredDeploymentId: "d2",
      reconciledDeploymentId: "d2",
      current: {
        deploymentId: "d2",
        phase: "Validating",
        phaseStartedAt: Date.UTC(2026, 10, 22, 8, 54),
        readyReplicas: 0,
        infrastructureIssue: true,
        health: {
          ready: false,
          state: "waiting",
          restarts: 4,
          reason: "CrashLoopBackOff",
          lastExitCode: 137,
          lastTerminationReason: "OOMKilled",
          message: "Traceback",
        },
      },
      previous: {
        deploymentId: "d1",
        phase: "Draining",
        phaseStartedAt: null,
        readyReplicas: 1,
        infrastructureIssue: false,
        health: null,
      },
      scaling: { min: 1, max: 5 },
      profile: "agent-1x",
      image: "your-org/voice:0.9",
      buildId: "b1",
      secretSet: "voice-secrets",
      imagePullSecretSet: "registry",
      maxSessionSeconds: 7200,
      krispAudioFilter: "tel",
      architecture: "arm64",
      errors: [
        { code: "PCC_IMAGE_NOT_FOUND", message: "no image" },
        { code: "X", message: "other words" },
        { code: "", message: "" },
      ],
      updatedAt: Date.UTC(2026, 10, 22, 9),
    });
  });

  it("reads an answer with nothing but a name", () => {
    expect(statusOf({})).toEqual({
      platform: "pipecat",
      agent: { project: "voice", platform: "pipecat", id: "voice-starter", name: "voice-starter" },
      health: "unknown",
      region: null,
      ready: false,
      available: false,
      activeSessions: 0,
      desiredDeploymentId: null,
      reconciledDeploymentId: null,
      current: null,
      previous: null,
      scaling: null,
      profile: null,
      image: null,
      buildId: null,
      secretSet: null,
      imagePullSecretSet: null,
      maxSessionSeconds: null,
      krispAudioFilter: null,
      architecture: null,
      errors: [],
      updatedAt: null,
    });
  });

  it("falls back where the platform has two names or none", () => {
    expect(statusOf({ activeDeploymentId: "d1" }).desiredDeploymentId).toBe("d1");
    expect(statusOf({ ready: true }).available).toBe(true);
    expect(statusOf({ ready: true, available: false }).available).toBe(false);
    const manifest = { spec: { autoScaling: { minReplicas: 0, maxReplicas: 3 } } };
    expect(statusOf({ deployment: { manifest } }).scaling).toEqual({ min: 0, max: 3 });
  });

  const withSpec = (spec: object, more: object = {}) =>
    statusOf({ deployment: { manifest: { spec } }, ...more });

  it.each([
    ["500m", "1Gi", "agent-1x"],
    ["1", "2Gi", "agent-2x"],
    [1, "2048Mi", "agent-2x"],
    ["1000m", "2Gi", "agent-2x"],
    ["1500m", "3Gi", "agent-3x"],
    ["2", "4Gi", null],
    ["500m", "2Gi", null],
    ["plenty", "1Gi", null],
    ["500m", undefined, null],
  ])("knows a machine of %s and %s by its profile %s", (cpu, memory, profile) => {
    expect(withSpec({ resources: { cpu, memory } }).profile).toBe(profile);
  });

  it("believes the profile that is told more than the machine", () => {
    const resources = { cpu: "500m", memory: "1Gi" };
    expect(withSpec({ resources }, { agentProfile: "agent-3x" }).profile).toBe("agent-3x");
    expect(withSpec({ resources }, { agentProfile: null }).profile).toBe("agent-1x");
  });

  it("does not guess which filter is on where only the manifest tells of one", () => {
    const on = { krispViva: { audioFilters: true } };
    expect(withSpec(on).krispAudioFilter).toBe("on");
    expect(withSpec(on, { krispViva: null }).krispAudioFilter).toBe("on");
    expect(withSpec(on, { krispViva: { audioFilter: "pro" } }).krispAudioFilter).toBe("pro");
    expect(withSpec(on, { krispViva: { audioFilter: null } }).krispAudioFilter).toBeNull();
    expect(withSpec({ krispViva: { audioFilters: false } }).krispAudioFilter).toBeNull();
  });

  it("takes the older word for the architecture where there is no newer one", () => {
    expect(withSpec({ dailyNodeType: "arm" }).architecture).toBe("arm");
    expect(withSpec({ dailyNodeType: "arm", arch: "amd64" }).architecture).toBe("amd64");
  });
});
