import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LedgerEntry } from "../../../src/operations/ledger-entry.ts";
import {
  BUILD,
  D1,
  D2,
  D3,
  D4,
  entry,
  pipecatStatus,
  plan,
  requirePlan,
  VOICE_STARTER,
} from "./plan-fixtures.ts";

const status = pipecatStatus();
/** Newest first, as it is kept; `D3` is what runs. */
const ledger = [entry(3, D3), entry(2, D2), entry(1, D1)];
const rollback = (version: string | null, entries: readonly LedgerEntry[] = ledger, at = status) =>
  plan({ verb: "rollback", version }, { status: at, ledger: entries });
const rollbackTo = (target: LedgerEntry, at = status) =>
  requirePlan(
    { verb: "rollback", version: target.deploymentId },
    { status: at, ledger: [entry(3, D3), target] },
  );
const targetOf = (result: ReturnType<typeof plan>): string | null | undefined =>
  result.ok ? result.value.changes.find(({ what }) => what === "deployment")?.after : result.failure.kind;

describe("the target of a rollback on Pipecat", () => {
  it("is the deployment before the current one", () => {
    expect(targetOf(rollback(null))).toBe(D2);
    expect(targetOf(rollback(null, ledger.toReversed()))).toBe(D2);
  });

  it("is older than the current one, even where a newer one is on record", () => {
    expect(targetOf(rollback(null, [entry(4, D4), ...ledger]))).toBe(D2);
  });

  it("was seen healthy, if there is such a one, and never failed", () => {
    expect(targetOf(rollback(null, [entry(3, D3), entry(2, D2, { outcome: "unknown" }), entry(1, D1)]))).toBe(
      D1,
    );
    expect(targetOf(rollback(null, [entry(3, D3), entry(2, D2, { outcome: "failed" }), entry(1, D1)]))).toBe(
      D1,
    );
    expect(targetOf(rollback(null, [entry(3, D3), entry(2, D2, { outcome: "unknown" })]))).toBe(D2);
  });

  it("brings something else than what runs: the one before a restart ran with the same", () => {
    const restarted = [entry(3, D3), entry(2, D2, { image: "your-org/voice:0.3" }), entry(1, D1)];
    expect(targetOf(rollback(null, restarted))).toBe(D1);
  });

  it("is found where the current deployment is not on record yet", () => {
    expect(targetOf(rollback(null, [entry(2, D2), entry(1, D1)]))).toBe(D2);
  });

  it("is the one that is named, by its id or the beginning of it", () => {
    expect(targetOf(rollback(D1))).toBe(D1);
    expect(targetOf(rollback(D1.toUpperCase()))).toBe(D1);
    expect(targetOf(rollback("1aaaaa"))).toBe(D1);
    expect(targetOf(rollback(D4, [entry(4, D4, { outcome: "failed" }), ...ledger]))).toBe(D4);
  });

  it.each<[string, string | null, readonly LedgerEntry[], object]>([
    ["an unknown deployment", D4, ledger, { kind: "version-not-found", version: D4, known: [D2, D1] }],
    ["five characters of an id", "1aaaa", ledger, { kind: "version-not-found", known: [D2, D1] }],
    [
      "a beginning that two have",
      "1aaaaaaa",
      [...ledger, entry(0, "1aaaaaaa-9")],
      { kind: "version-not-found", known: [D1, "1aaaaaaa-9"] },
    ],
    [
      "a beginning that the current one has as well",
      "3ccccc",
      [...ledger, entry(0, "3ccccccc-9")],
      { kind: "version-not-found", known: ["3ccccccc-9"] },
    ],
    ["the current deployment", "3cccccc", ledger, { kind: "already-current", version: D3 }],
    ["the current deployment, alone on record", D3, [entry(3, D3)], { kind: "already-current" }],
    ["an empty ledger", null, [], { kind: "nothing-to-roll-back-to" }],
    ["a deployment, of an empty ledger", D1, [], { kind: "nothing-to-roll-back-to" }],
    ["an agent with one deployment", null, [entry(3, D3)], { kind: "nothing-to-roll-back-to" }],
    [
      "an agent of which all earlier deployments failed",
      null,
      [entry(3, D3), entry(2, D2, { outcome: "failed" })],
      { kind: "nothing-to-roll-back-to", why: expect.stringContaining("failed") },
    ],
    [
      "an agent that never ran with anything else",
      null,
      [entry(3, D3), entry(2, D2, { image: "your-org/voice:0.3" })],
      { kind: "nothing-to-roll-back-to", why: expect.stringContaining("settings that it has now") },
    ],
    [
      "a deployment of which neither image nor build is on record",
      null,
      [entry(3, D3), entry(2, D2, { image: null })],
      { kind: "not-restorable", version: D2 },
    ],
  ])("is refused: %s", (_, given, entries, failure) => {
    expect(rollback(given, entries)).toEqual({
      ok: false,
      failure: expect.objectContaining({ agent: VOICE_STARTER, ...failure }),
    });
  });

  it("is never the current deployment, nor one that failed, whatever is on record", () => {
    const outcome = fc.constantFrom<LedgerEntry["outcome"]>("healthy", "failed", "unknown");
    const entries = fc.uniqueArray(fc.record({ minute: fc.integer({ min: 1, max: 9 }), outcome }), {
      selector: ({ minute }) => minute,
    });
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 9 }), (list, now) => {
        const idOf = (minute: number) => `${minute}fffffff-0`;
        const kept = list.map(({ minute, ...rest }) => entry(minute, idOf(minute), rest));
        const at = pipecatStatus({ desiredDeploymentId: idOf(now), image: `your-org/voice:0.${now}` });
        const isKnown = list.some(({ minute }) => minute === now);
        const possible = list.filter(
          (one) => one.outcome !== "failed" && (isKnown ? one.minute < now : true),
        );
        const healthy = possible.filter((one) => one.outcome === "healthy");
        const best = Math.max(...(healthy.length > 0 ? healthy : possible).map(({ minute }) => minute));
        expect(targetOf(rollback(null, kept, at))).toBe(
          possible.length > 0 ? idOf(best) : "nothing-to-roll-back-to",
        );
      }),
    );
  });
});

describe("planChange for a rollback on Pipecat", () => {
  it("asks for all that the deployment had, and leaves the scaling alone", () => {
    const target = entry(1, D1, {
      secretSet: "old-secrets",
      profile: "agent-3x",
      krispAudioFilter: "pro",
      maxSessionSeconds: 600,
      architecture: "amd64",
    });
    const planned = rollbackTo(target);
    expect(planned.call).toEqual({
      kind: "update",
      update: {
        image: "your-org/voice:0.1",
        secretSet: "old-secrets",
        imagePullSecretSet: "registry",
        profile: "agent-3x",
        krispAudioFilter: "pro",
        maxSessionSeconds: 600,
        nodeType: "amd",
      },
    });
    expect(planned.changes).toEqual([
      { what: "image", before: "your-org/voice:0.3", after: "your-org/voice:0.1" },
      { what: "secret set", before: "voice-secrets", after: "old-secrets" },
      { what: "profile", before: "agent-1x", after: "agent-3x" },
      { what: "Krisp filter", before: "tel", after: "pro" },
      { what: "longest session", before: "7200 s", after: "600 s" },
      { what: "node type", before: "arm", after: "amd" },
      { what: "deployment", before: D3, after: D1 },
    ]);
    expect(planned.remarks).toEqual([
      { kind: "replicas-replaced" },
      { kind: "secret-values-not-restored" },
      { kind: "scaling-stays", min: 0, max: 10 },
    ]);
  });

  it("names the build alone where there was one", () => {
    const { call } = rollbackTo(entry(1, D1, { buildId: BUILD }));
    expect(call).toMatchObject({ update: { buildId: BUILD } });
    expect(call).not.toHaveProperty("update.image");
  });

  it("goes back to the default of the platform where no longest session was set", () => {
    const { call, changes } = rollbackTo(entry(1, D1), pipecatStatus({ maxSessionSeconds: 300 }));
    expect(call).toMatchObject({ update: { maxSessionSeconds: 7200 } });
    expect(changes).toContainEqual({ what: "longest session", before: "300 s", after: "7200 s" });
  });

  it("turns the filter off where it was off, and leaves it where it is not on record which it was", () => {
    expect(rollbackTo(entry(1, D1, { krispAudioFilter: null })).call).toMatchObject({
      update: { krispAudioFilter: null },
    });
    const unknown = rollbackTo(entry(1, D1, { krispAudioFilter: "on" }));
    expect(unknown.call).not.toHaveProperty("update.krispAudioFilter");
    expect(unknown.remarks).toContainEqual({ kind: "krisp-unknown" });
  });

  it("leaves out what no request can say", () => {
    const target = entry(1, D1, {
      profile: "custom",
      architecture: null,
      secretSet: null,
      imagePullSecretSet: null,
    });
    const planned = requirePlan(
      { verb: "rollback", version: D1 },
      { status, ledger: [target], secretNames: ["OPENAI_API_KEY"] },
    );
    expect(planned.call).toEqual({
      kind: "update",
      update: { image: "your-org/voice:0.1", krispAudioFilter: "tel", maxSessionSeconds: 7200 },
    });
    expect(planned.remarks).toContainEqual({ kind: "secrets-stay", names: ["OPENAI_API_KEY"] });
  });

  it("warns of a tag that moves and of a target that was never healthy", () => {
    const { remarks } = rollbackTo(entry(1, D1, { image: "your-org/voice:latest", outcome: "unknown" }));
    expect(remarks).toContainEqual({ kind: "mutable-tag", image: "your-org/voice:latest" });
    expect(remarks).toContainEqual({ kind: "target-never-healthy" });
    const build = entry(1, D1, { image: "your-org/voice:latest", buildId: BUILD });
    expect(rollbackTo(build).remarks.map(({ kind }) => kind)).not.toContain("mutable-tag");
  });

  it("forces a new deployment where the named one had what there is now", () => {
    const same = rollbackTo(entry(1, D1, { image: "your-org/voice:0.3" }));
    expect(same.call).toMatchObject({ update: { image: "your-org/voice:0.3", forceRedeploy: true } });
    expect(same.changes).toEqual([{ what: "deployment", before: D3, after: D1 }]);
    expect(rollbackTo(entry(1, D1)).call).not.toHaveProperty("update.forceRedeploy");

    const image = "your-org/voice:latest";
    const { remarks } = rollbackTo(entry(1, D1, { image }), pipecatStatus({ image }));
    expect(remarks.filter(({ kind }) => kind === "mutable-tag")).toEqual([{ kind: "mutable-tag", image }]);
  });
});
