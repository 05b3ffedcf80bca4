import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AgentVersion } from "../../../src/platforms/port.ts";
import {
  liveKitStatus,
  MINUTE,
  NOW,
  plan,
  region,
  requirePlan,
  SUPPORT_LINE,
  USAGE,
  version,
} from "./plan-fixtures.ts";

const history = [version(4, { deployedAt: null }), version(3, { current: true }), version(2), version(1)];
const rollback = (given: string | null, versions: readonly AgentVersion[] = history) =>
  plan({ verb: "rollback", version: given }, { versions });

describe("planChange for a rollback on LiveKit", () => {
  it("goes to the newest version before the current one that was deployed", () => {
    expect(rollback(null)).toMatchObject({
      ok: true,
      value: {
        call: { kind: "rollback", version: "v2" },
        changes: [{ what: "version", before: "v3", after: "v2" }],
      },
    });
  });

  it.each([
    [{ git_commit: "9c1f04e" }, { git_commit: "51d8a2b" }, { before: "9c1f04e", after: "51d8a2b" }],
    [{}, { git_commit: "51d8a2b" }, { before: null, after: "51d8a2b" }],
    [{ git_commit: "9c1f04e" }, { git_commit: "9c1f04e" }, null],
    [{ git_commit: "" }, {}, null],
  ])("tells the commits where they are on record and differ: %j to %j", (current, earlier, commits) => {
    const versions = [
      version(3, { current: true, attributes: current }),
      version(2, { attributes: earlier }),
    ];
    expect(requirePlan({ verb: "rollback", version: null }, { versions }).changes).toEqual([
      { what: "version", before: "v3", after: "v2" },
      ...(commits ? [{ what: "commit", ...commits }] : []),
    ]);
  });

  it("passes over versions that were never deployed, that are newer, or of which no date is told", () => {
    const versions = [
      version(5),
      version(3, { current: true }),
      version(2, { deployedAt: null }),
      version(0, { createdAt: null }),
      version(1),
    ];
    expect(rollback(null, versions)).toMatchObject({ value: { call: { version: "v1" } } });
  });

  it("goes to the version that is named, forward as well", () => {
    expect(rollback("v1")).toMatchObject({ value: { call: { version: "v1" } } });
    expect(rollback("v5", [version(5), ...history])).toMatchObject({ value: { call: { version: "v5" } } });
  });

  it.each<[string, string | null, readonly AgentVersion[], object]>([
    ["an unknown version", "v9", history, { kind: "version-not-found", version: "v9", known: ["v2", "v1"] }],
    ["the word latest", "latest", history, { kind: "version-not-found", version: "latest" }],
    ["a version that was never deployed", "v4", history, { kind: "never-deployed", version: "v4" }],
    ["the current version", "v3", history, { kind: "already-current", version: "v3" }],
    [
      "an agent with one version",
      null,
      [version(3, { current: true })],
      { kind: "nothing-to-roll-back-to", why: "no earlier version of it was ever deployed" },
    ],
    [
      "an agent without a current version",
      null,
      [version(2), version(1)],
      { kind: "nothing-to-roll-back-to", why: "LiveKit Cloud calls none of its versions the current one" },
    ],
    [
      "a current version without a date",
      null,
      [version(3, { current: true, createdAt: null }), version(1)],
      { kind: "nothing-to-roll-back-to", why: expect.stringContaining("name an earlier one") },
    ],
    [
      "an agent that has only a newer one",
      null,
      [version(3), version(2, { current: true })],
      { kind: "nothing-to-roll-back-to", why: expect.stringContaining("named, with --version v3") },
    ],
    ["an agent without any version", null, [], { kind: "nothing-to-roll-back-to" }],
  ])("refuses %s", (_, given, versions, failure) => {
    expect(rollback(given, versions)).toEqual({
      ok: false,
      failure: expect.objectContaining({ agent: SUPPORT_LINE, ...failure }),
    });
  });

  it("suggests at most five versions, newest first", () => {
    const versions = [1, 7, 3, 5, 6, 2].map((minute) => version(minute));
    expect(rollback("v9", versions)).toMatchObject({ failure: { known: ["v7", "v6", "v5", "v3", "v2"] } });
  });

  it("never names the current version, a newer one, or one that was never deployed", () => {
    const versions = fc
      .uniqueArray(fc.integer({ min: 1, max: 20 }), { minLength: 1 })
      .chain((minutes) =>
        fc.tuple(
          fc.constant(minutes),
          fc.nat({ max: minutes.length - 1 }),
          fc.array(fc.boolean(), { minLength: minutes.length, maxLength: minutes.length }),
        ),
      );
    fc.assert(
      fc.property(versions, ([minutes, current, deployed]) => {
        const list = minutes.map((minute, index) =>
          version(minute, { current: index === current, ...(deployed[index] ? {} : { deployedAt: null }) }),
        );
        const now = minutes[current] ?? 0;
        const possible = minutes.filter((minute, index) => minute < now && deployed[index]);
        const result = rollback(null, list);
        if (possible.length === 0) {
          expect(result).toMatchObject({ failure: { kind: "nothing-to-roll-back-to" } });
        } else {
          expect(result).toMatchObject({ value: { call: { version: `v${Math.max(...possible)}` } } });
        }
      }),
    );
  });

  it("says whose calls it touches, and that secrets stay as they are", () => {
    const { remarks, before } = requirePlan(
      { verb: "rollback", version: "v1" },
      { versions: history, liveSessions: 2, secretNames: ["OPENAI_API_KEY"] },
    );
    expect(remarks).toEqual([
      { kind: "live-sessions", count: 2 },
      { kind: "replicas-replaced" },
      { kind: "secrets-stay", names: ["OPENAI_API_KEY"] },
    ]);
    expect(before).toEqual({
      isUpdating: false,
      regions: ["us-east"],
      replicas: 2,
      lastDeployedAt: NOW - 3 * MINUTE,
      lastDeployedBy: null,
    });
  });
});

const withCanary = [
  region({ deployment: "production" }),
  region({ deployment: "production", region: "eu-central" }),
  region({ deployment: "canary", version: "v4", replicas: { current: 1, min: 1, max: 1 } }),
];

describe("planChange for a promotion", () => {
  const promote = (from: string, regions = withCanary) =>
    plan({ verb: "promote", from }, { status: liveKitStatus({ regions }) });

  it("brings the version of the deployment to production", () => {
    expect(promote("canary")).toMatchObject({
      value: {
        call: { kind: "promote", from: "canary" },
        changes: [{ what: "version", before: "v3", after: "v4" }],
        before: { regions: ["us-east", "eu-central"], replicas: 4 },
      },
    });
  });

  it.each<[string, ReturnType<typeof promote>, object]>([
    [
      "production itself",
      promote("production"),
      { kind: "bad-value", usage: USAGE, name: "--from", expected: "a deployment other than production" },
    ],
    [
      "a deployment that is not there",
      promote("beta"),
      { kind: "deployment-not-found", agent: SUPPORT_LINE, deployment: "beta", known: ["canary"] },
    ],
    [
      "an agent without named deployments",
      promote("canary", [region()]),
      {
        kind: "not-offered",
        verb: "promote",
        service: "LiveKit Cloud",
        why: "support-line has no named deployments, only production",
      },
    ],
    [
      "a deployment without a version",
      promote("canary", [
        region({ deployment: "production" }),
        region({ deployment: "canary", version: null }),
      ]),
      { kind: "never-deployed", agent: SUPPORT_LINE, version: "canary" },
    ],
    [
      "the version that production has",
      promote("canary", [region({ deployment: "production" }), region({ deployment: "canary" })]),
      { kind: "already-current", agent: SUPPORT_LINE, version: "v3" },
    ],
  ])("refuses %s", (_, result, failure) => {
    expect(result).toEqual({ ok: false, failure });
  });
});

describe("planChange for the other verbs on LiveKit", () => {
  it("restarts without changing anything else", () => {
    expect(requirePlan({ verb: "restart" }, { liveSessions: 0 })).toMatchObject({
      call: { kind: "restart" },
      changes: [],
      remarks: [{ kind: "live-sessions", count: 0 }, { kind: "replicas-replaced" }],
    });
  });

  it("deletes, and says that this is for good", () => {
    expect(requirePlan({ verb: "delete" })).toMatchObject({
      call: { kind: "delete" },
      changes: [{ what: "agent", before: "support-line", after: null }],
      remarks: [{ kind: "irreversible" }],
    });
  });

  it("says why it does not scale, and that it deploys commits, which have to be configured", () => {
    expect(plan({ verb: "scale", min: 1, max: null })).toMatchObject({
      failure: { kind: "not-offered", verb: "scale", service: "LiveKit Cloud" },
    });
    expect(plan({ verb: "deploy", update: { image: "a/b:1" } })).toMatchObject({
      failure: { kind: "bad-value", name: "--image", expected: expect.stringContaining("--ref") },
    });
    expect(plan({ verb: "deploy", update: {} })).toMatchObject({
      failure: { kind: "source-not-configured" },
    });
  });
});

describe("the basis of a plan on LiveKit", () => {
  const basisOf = (status = liveKitStatus({ regions: withCanary })) =>
    requirePlan({ verb: "restart" }, { status }).basis;

  it("stays the same while health, replicas and times of looks come and go", () => {
    const busy = withCanary.map((row) =>
      region({ ...row, status: "CrashLoop", replicas: { current: 0, min: 0, max: 9 }, lastSeenAt: NOW + 1 }),
    );
    expect(basisOf(liveKitStatus({ regions: busy }))).toBe(basisOf());
    expect(basisOf(liveKitStatus({ regions: withCanary.toReversed() }))).toBe(basisOf());
  });

  it("differs when production or the date of its deployment does", () => {
    const elsewhere = withCanary.map((row) =>
      row.region === "eu-central" ? { ...row, version: "v9" } : row,
    );
    const moved = [{ version: "v4" }, { deployedAt: NOW }, { regions: elsewhere }];
    for (const changes of moved) {
      expect(basisOf(liveKitStatus({ regions: withCanary, ...changes }))).not.toBe(basisOf());
    }
  });

  it("covers the deployment that is promoted, and only for a promotion", () => {
    const newer = withCanary.map((row) => (row.deployment === "canary" ? { ...row, version: "v5" } : row));
    const promotion = (regions = withCanary) =>
      requirePlan({ verb: "promote", from: "canary" }, { status: liveKitStatus({ regions }) }).basis;
    expect(promotion(newer)).not.toBe(promotion());
    expect(basisOf(liveKitStatus({ regions: newer }))).toBe(basisOf());
  });
});
