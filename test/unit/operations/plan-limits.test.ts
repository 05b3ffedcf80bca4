import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkUpdate } from "../../../src/operations/check-update.ts";
import { type AgentUpdate, KRISP_FILTERS, PROFILES } from "../../../src/platforms/change.ts";
import { BUILD, USAGE } from "./plan-fixtures.ts";

const DIGEST = `sha256:${"0a".repeat(32)}`;

describe("checkUpdate", () => {
  it.each<[string, AgentUpdate]>([
    ["--image", { image: "your-org/voice" }],
    ["--image", { image: "registry:5000/your-org/voice" }],
    ["--image", { image: "your-org/voice:" }],
    ["--image", { image: "your-org/voice:one:two" }],
    ["--image", { image: "your org/voice:1" }],
    ["--image", { image: "your-org/voice@sha256:0a" }],
    ["--image", { image: "your-org/voice:1", buildId: BUILD }],
    ["--build-id", { buildId: "42" }],
    ["--secret-set", { secretSet: "ab" }],
    ["--secret-set", { secretSet: "a".repeat(64) }],
    ["--secret-set", { secretSet: "My-Secrets" }],
    ["--secret-set", { secretSet: "-secrets" }],
    ["--secret-set", { secretSet: "voice..secrets" }],
    ["--image-pull-secret-set", { imagePullSecretSet: "registry_key" }],
    ["--min", { scaling: { min: -1 } }],
    ["--min", { scaling: { min: 51 } }],
    ["--min", { scaling: { min: 1.5 } }],
    ["--min", { scaling: { min: 6, max: 5 } }],
    ["--max", { scaling: { max: 0 } }],
    ["--max", { scaling: { max: 51 } }],
    ["--max-session-duration", { maxSessionSeconds: 59 }],
    ["--max-session-duration", { maxSessionSeconds: 14_401 }],
    ["--max-session-duration", { maxSessionSeconds: 90.5 }],
    ["--node-type", { nodeType: "arm64" }],
  ])("refuses by %s what is beyond its limit: %o", (name, update) => {
    expect(checkUpdate(update, USAGE)).toMatchObject({
      ok: false,
      failure: { kind: "bad-value", usage: USAGE, name },
    });
  });

  it("refuses words that the types exclude, should they come from elsewhere", () => {
    const failureOf = (json: string) => checkUpdate(JSON.parse(json), USAGE);
    expect(failureOf('{"profile":"agent-9x"}')).toMatchObject({ failure: { name: "--profile" } });
    expect(failureOf('{"krispAudioFilter":"off"}')).toMatchObject({ failure: { name: "--krisp-viva" } });
  });

  it("takes everything within the limits, and gives it back as it was", () => {
    const label = fc.stringMatching(/^[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,2}$/);
    const setName = fc.tuple(label, label).map(([one, other]) => `${one}.${other}`);
    const image = fc.constantFrom(
      "voice:1",
      "your-org/voice:1.4-slim_b",
      "registry:5000/your-org/voice:main",
      `registry:5000/voice@${DIGEST}`,
      `voice:1.4@${DIGEST}`,
    );
    const source = fc.oneof(
      fc.record({ image }),
      fc.record({ buildId: fc.uuid() }),
      fc.constant<AgentUpdate>({}),
    );
    const scaling = fc
      .tuple(fc.nat({ max: 50 }), fc.integer({ min: 1, max: 50 }))
      .map(([one, other]) => ({ min: Math.min(one, other), max: Math.max(one, other) }));
    const rest = fc.record(
      {
        secretSet: setName,
        imagePullSecretSet: setName,
        scaling: fc.oneof(scaling, fc.record({ min: fc.nat({ max: 50 }) }), fc.constant({})),
        krispAudioFilter: fc.constantFrom(...KRISP_FILTERS, null),
        profile: fc.constantFrom(...PROFILES),
        maxSessionSeconds: fc.integer({ min: 60, max: 14_400 }),
        nodeType: fc.constantFrom("arm", "amd"),
        forceRedeploy: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(source, rest, (from, more) => {
        const update: AgentUpdate = { ...from, ...more };
        expect(checkUpdate(update, USAGE)).toEqual({ ok: true, value: update });
      }),
    );
  });
});
