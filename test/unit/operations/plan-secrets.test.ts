import { describe, expect, it } from "vitest";
import type { SecretsAsked } from "../../../src/operations/change-request.ts";
import { planChange } from "../../../src/operations/plan-change.ts";
import type { AgentStatus, SecretStock } from "../../../src/platforms/port.ts";
import { liveKitStatus, pipecatStatus, USAGE } from "./plan-fixtures.ts";

type Asked = SecretsAsked & { readonly verb: "update-secrets" };

const ask = (more: Partial<SecretsAsked>): Asked => ({
  verb: "update-secrets",
  write: [],
  remove: [],
  overwrite: false,
  set: null,
  host: null,
  ...more,
});
const named = (...names: string[]) => names.map((name) => ({ name, kind: "environment" }) as const);
const stockOf = (...names: string[]): SecretStock => ({ names, set: null });
const setOf = (...names: string[]): SecretStock => ({
  names,
  set: { kind: "environment", status: "ready", region: "us-west", error: null },
});

function plan(asked: Asked, stock: SecretStock, status: AgentStatus = liveKitStatus()) {
  const snapshot = { status, versions: [], liveSessions: null, secretNames: null, stock, source: null };
  return planChange({ agent: status.agent, asked }, snapshot, [], USAGE);
}

describe("the plan of a change of secrets", () => {
  it("tells what is added from what is replaced, and holds no value", () => {
    expect(plan(ask({ write: named("A", "B"), remove: ["C"] }), stockOf("B", "C", "D"))).toMatchObject({
      value: {
        call: {
          kind: "secrets",
          write: [
            { name: "A", kind: "environment", replaces: false },
            { name: "B", kind: "environment", replaces: true },
          ],
          remove: ["C"],
          overwrite: false,
          set: null,
        },
        changes: [
          { what: "secret", before: null, after: "A" },
          { what: "secret", before: "B", after: "B" },
          { what: "secret", before: "C", after: null },
        ],
        remarks: [{ kind: "replicas-replaced" }],
      },
    });
  });

  it("names all that goes when the rest is written over", () => {
    expect(plan(ask({ write: named("A"), overwrite: true }), stockOf("A", "B", "C"))).toMatchObject({
      value: { call: { remove: ["B", "C"], overwrite: true } },
    });
  });

  it("says what was to go and is not there", () => {
    expect(plan(ask({ remove: ["A", "B"] }), stockOf("A"))).toMatchObject({
      value: { call: { remove: ["A"] }, remarks: [{ kind: "secrets-absent", names: ["B"] }, {}] },
    });
    expect(plan(ask({ remove: ["B"] }), stockOf("A"))).toMatchObject({
      failure: { kind: "nothing-to-change" },
    });
  });

  it("is about the set that the agent uses, another one, or a new one beside it", () => {
    const write = named("A");
    expect(plan(ask({ write }), setOf(), pipecatStatus())).toMatchObject({
      value: {
        call: { set: { name: "voice-secrets", region: "us-west", host: null } },
        remarks: [{ kind: "redeploy-needed", set: "voice-secrets", attached: true }],
      },
    });
    expect(plan(ask({ write, set: "other" }), setOf(), pipecatStatus())).toMatchObject({
      value: { remarks: [{ kind: "redeploy-needed", set: "other", attached: false }] },
    });
    expect(plan(ask({ write }), stockOf(), pipecatStatus({ secretSet: null }))).toMatchObject({
      value: {
        call: { set: { name: "voice-starter-secrets" } },
        remarks: [
          { kind: "set-created", set: "voice-starter-secrets", region: "us-west" },
          { kind: "redeploy-needed", attached: false },
        ],
      },
    });
  });

  it.each<[Partial<SecretsAsked>, string]>([
    [{ write: named("LIVEKIT_URL") }, "--secret"],
    [{ write: named("A", "A") }, "--secret"],
    [{ write: named("A"), remove: ["A"] }, "--secret"],
    [{ write: named("1A") }, "--secret"],
    [{ write: named(...Array.from({ length: 41 }, (_, index) => `A${index}`)) }, "--secret"],
    [{ write: [{ name: "a/b", kind: "file" }] }, "--file"],
    [{ overwrite: true }, "--overwrite"],
    [{ write: named("A"), set: "voice-secrets" }, "--set"],
    [{ write: [{ name: "credentials", kind: "image-pull" }], host: "docker.io" }, "--image-pull"],
  ])("is refused on LiveKit Cloud: %j", (more, name) => {
    expect(plan(ask(more), stockOf("A"))).toMatchObject({ failure: { kind: "bad-value", name } });
  });
});
