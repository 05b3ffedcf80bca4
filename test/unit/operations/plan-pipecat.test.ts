import { describe, expect, it } from "vitest";
import type { AgentUpdate } from "../../../src/platforms/change.ts";
import {
  BUILD,
  D3,
  entry,
  MINUTE,
  NOW,
  pipecatStatus,
  plan,
  requirePlan,
  revision,
  USAGE,
} from "./plan-fixtures.ts";

const status = pipecatStatus();
const deploy = (update: AgentUpdate, at = status) => requirePlan({ verb: "deploy", update }, { status: at });
const scale = (min: number | null, max: number | null, at = status) =>
  plan({ verb: "scale", min, max }, { status: at });

describe("planChange for a deployment on Pipecat", () => {
  it("shows what differs, in the order in which it matters, and sends the update as it was asked", () => {
    const update: AgentUpdate = {
      image: "your-org/voice:0.4",
      secretSet: "other-secrets",
      imagePullSecretSet: "other-registry",
      profile: "agent-2x",
      krispAudioFilter: null,
      maxSessionSeconds: 300,
      nodeType: "amd",
      scaling: { min: 2, max: 20 },
    };
    const planned = deploy(update);
    expect(planned.call).toEqual({ kind: "update", update });
    expect(planned.changes).toEqual([
      { what: "image", before: "your-org/voice:0.3", after: "your-org/voice:0.4" },
      { what: "secret set", before: "voice-secrets", after: "other-secrets" },
      { what: "image pull secret", before: "registry", after: "other-registry" },
      { what: "profile", before: "agent-1x", after: "agent-2x" },
      { what: "Krisp filter", before: "tel", after: null },
      { what: "longest session", before: "7200 s", after: "300 s" },
      { what: "node type", before: "arm", after: "amd" },
      { what: "minimum instances", before: "0", after: "2" },
      { what: "maximum instances", before: "10", after: "20" },
    ]);
    expect(planned.remarks).toEqual([{ kind: "replicas-replaced" }, { kind: "warm-instances", count: 2 }]);
  });

  it("puts a build in the place of an image, and the reverse", () => {
    expect(deploy({ buildId: BUILD }).changes).toEqual([
      { what: "image", before: "your-org/voice:0.3", after: null },
      { what: "build", before: null, after: BUILD },
    ]);
    const built = pipecatStatus({ image: null, buildId: BUILD });
    expect(deploy({ image: "your-org/voice:0.3" }, built).changes).toEqual([
      { what: "image", before: null, after: "your-org/voice:0.3" },
      { what: "build", before: BUILD, after: null },
    ]);
  });

  it("says so when nothing differs, the platform's own words and defaults included", () => {
    const same: AgentUpdate = {
      image: "your-org/voice:0.3",
      profile: "agent-1x",
      krispAudioFilter: "tel",
      maxSessionSeconds: 7200,
      nodeType: "arm",
      scaling: { min: 0 },
    };
    expect(deploy(same)).toMatchObject({ changes: [], remarks: [{ kind: "nothing-differs" }] });
    expect(deploy({ ...same, forceRedeploy: true }).remarks).toEqual([{ kind: "replicas-replaced" }]);
  });

  it("takes force alone for something to do, and nothing at all for nothing", () => {
    expect(deploy({ forceRedeploy: true })).toMatchObject({ call: { update: { forceRedeploy: true } } });
    const nothing: AgentUpdate[] = [{}, { scaling: {} }, { forceRedeploy: false }];
    for (const update of nothing) {
      expect(plan({ verb: "deploy", update }, { status })).toEqual({
        ok: false,
        failure: { kind: "nothing-to-change", verb: "deploy", usage: USAGE },
      });
    }
    expect(deploy({ krispAudioFilter: null }).changes).toHaveLength(1);
  });

  it("does not plan beyond a limit", () => {
    expect(plan({ verb: "deploy", update: { image: "a/b:1", buildId: BUILD } }, { status })).toMatchObject({
      failure: { kind: "bad-value", usage: USAGE, name: "--image" },
    });
  });

  it("warns when force fetches a tag that moves", () => {
    const remarksOn = (image: string) => deploy({ forceRedeploy: true }, pipecatStatus({ image })).remarks;
    for (const image of ["a/b:latest", "a/b:main", "a/b:latest-3", "registry:5000/a/b"]) {
      expect(remarksOn(image)).toContainEqual({ kind: "mutable-tag", image });
    }
    for (const image of ["a/b:1.4", "a/b:v2", `a/b:latest@sha256:${"a".repeat(64)}`]) {
      expect(remarksOn(image)).toEqual([{ kind: "replicas-replaced" }]);
    }
  });

  it("tells how it is before, dated by what came soonest after the deployment", () => {
    const ledger = [entry(1, D3, { firstSeenAt: NOW - 2 * MINUTE, askedBy: "U1" })];
    expect(requirePlan({ verb: "restart" }, { status, ledger }).before).toEqual({
      isUpdating: false,
      regions: ["us-west"],
      replicas: 1,
      lastDeployedAt: NOW - 2 * MINUTE,
      lastDeployedBy: "U1",
    });
    const bare = pipecatStatus({ region: null, current: null, updatedAt: null });
    expect(requirePlan({ verb: "restart" }, { status: bare }).before).toEqual({
      isUpdating: false,
      regions: [],
      replicas: null,
      lastDeployedAt: null,
      lastDeployedBy: null,
    });
  });
});

describe("planChange for scaling on Pipecat", () => {
  it("sends the bounds that were given and nothing else", () => {
    expect(scale(1, null)).toMatchObject({
      value: {
        call: { kind: "update", update: { scaling: { min: 1 } } },
        changes: [{ what: "minimum instances", before: "0", after: "1" }],
        remarks: [{ kind: "warm-instances", count: 1 }],
      },
    });
    expect(scale(null, 20)).toMatchObject({
      value: { call: { kind: "update", update: { scaling: { max: 20 } } }, remarks: [] },
    });
  });

  it("has no warning about warm instances when it scales to zero", () => {
    const warm = pipecatStatus({ scaling: { min: 3, max: 10 } });
    expect(scale(0, null, warm)).toMatchObject({
      value: { changes: [{ what: "minimum instances", before: "3", after: "0" }], remarks: [] },
    });
  });

  it.each<[string, number | null, number | null, object]>([
    ["no bound", null, null, { kind: "nothing-to-change", verb: "scale" }],
    ["a minimum above the maximum", 6, 5, { kind: "bad-value", name: "--min" }],
    [
      "a minimum above the maximum that stays",
      11,
      null,
      { name: "--min", expected: "at most 10, the maximum that stays; give `--max` too" },
    ],
    [
      "a maximum below the minimum that stays",
      null,
      1,
      { name: "--max", expected: "at least 2, the minimum that stays; give `--min` too" },
    ],
    ["more than fifty", null, 51, { name: "--max", expected: "a number from 1 to 50" }],
    ["no instance at all", null, 0, { name: "--max" }],
    ["less than none", -1, null, { name: "--min" }],
  ])("refuses %s", (_, min, max, failure) => {
    const warm = pipecatStatus({ scaling: { min: 2, max: 10 } });
    expect(scale(min, max, warm)).toEqual({
      ok: false,
      failure: expect.objectContaining({ usage: USAGE, ...failure }),
    });
  });

  it("goes ahead where the platform does not tell the bounds that stay", () => {
    expect(scale(11, null, pipecatStatus({ scaling: null }))).toMatchObject({
      value: { changes: [{ what: "minimum instances", before: null, after: "11" }] },
    });
  });
});

describe("planChange for the other verbs on Pipecat", () => {
  it("restarts by deploying the same anew", () => {
    expect(requirePlan({ verb: "restart" }, { status, liveSessions: 3 })).toMatchObject({
      call: { kind: "update", update: { forceRedeploy: true } },
      changes: [],
      remarks: [{ kind: "live-sessions", count: 3 }, { kind: "replicas-replaced" }],
    });
  });

  it("deletes, and says that this is for good", () => {
    expect(requirePlan({ verb: "delete" }, { status })).toMatchObject({
      call: { kind: "delete" },
      changes: [{ what: "agent", before: "voice-starter", after: null }],
      remarks: [{ kind: "irreversible" }],
    });
  });

  it("says why it does not promote", () => {
    expect(plan({ verb: "promote", from: "canary" }, { status })).toMatchObject({
      failure: { kind: "not-offered", verb: "promote", service: "Pipecat Cloud" },
    });
  });
});

describe("the basis of a plan on Pipecat", () => {
  const basisOf = (at = status) => requirePlan({ verb: "restart" }, { status: at }).basis;

  it("stays the same while health, sessions and replicas come and go", () => {
    const busy = pipecatStatus({
      ready: false,
      available: false,
      activeSessions: 4,
      current: revision({ phase: "Failed", readyReplicas: 0 }),
      errors: [{ code: "PCC_IMAGE_NOT_FOUND", message: "no" }],
      updatedAt: NOW,
    });
    expect(basisOf(busy)).toBe(basisOf());
  });

  it("differs when another deployment is wanted or the scaling is another", () => {
    expect(basisOf(pipecatStatus({ desiredDeploymentId: "other" }))).not.toBe(basisOf());
    expect(basisOf(pipecatStatus({ scaling: { min: 1, max: 10 } }))).not.toBe(basisOf());
  });

  it("is canonical: the order of fields does not matter", () => {
    expect(basisOf(pipecatStatus({ scaling: { max: 10, min: 0 } }))).toBe(basisOf());
  });
});
