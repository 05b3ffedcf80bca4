import { describe, expect, it } from "vitest";
import type * as z from "zod/mini";
import {
  protoAnswer,
  protoBool,
  protoEnum,
  protoInt32,
  protoInt64,
  protoList,
  protoMap,
  protoMessage,
  protoString,
  protoTimestamp,
} from "../../../../src/platforms/livekit/proto-json.ts";

const schema = protoMessage({
  agentId: protoString,
  deploymentEnabled: protoBool,
  minReplicas: protoInt32,
  createdAt: protoInt64,
  lastScrapedAt: protoTimestamp,
  jobStatus: protoEnum(["JS_PENDING", "JS_RUNNING"]),
  attributes: protoMap,
  agentDeployments: protoList(protoMessage({ serverRegion: protoString })),
});

const full = {
  agentId: "CA_1",
  deploymentEnabled: true,
  minReplicas: 2,
  createdAt: 1_763_805_600_000_000_001n,
  lastScrapedAt: Date.UTC(2026, 0, 1),
  jobStatus: "JS_RUNNING",
  attributes: { git_commit: "abc", someKey: "x", __proto__2: "y" },
  agentDeployments: [{ serverRegion: "osb" }],
};
const wireAttributes = { git_commit: "abc", someKey: "x", __proto__2: "y" };

const empty = {
  agentId: "",
  deploymentEnabled: false,
  minReplicas: 0,
  createdAt: 0n,
  lastScrapedAt: null,
  jobStatus: "JS_PENDING",
  attributes: {},
  agentDeployments: [],
};

describe("protoMessage", () => {
  it("reads snake_case, and leaves the keys of maps alone", () => {
    const wire = {
      agent_id: "CA_1",
      deployment_enabled: true,
      min_replicas: 2,
      created_at: "1763805600000000001",
      last_scraped_at: "2026-01-01T00:00:00Z",
      job_status: "JS_RUNNING",
      attributes: wireAttributes,
      agent_deployments: [{ server_region: "osb" }],
      not_known_yet: { any_thing: 1 },
    };
    expect(schema.parse(wire)).toEqual(full);
  });

  it("reads camelCase, enums by number, and numbers where text was due", () => {
    const wire = {
      agentId: "CA_1",
      deploymentEnabled: true,
      minReplicas: 2,
      createdAt: 1763805600,
      lastScrapedAt: "2026-01-01T00:00:00Z",
      jobStatus: 1,
      attributes: wireAttributes,
      agentDeployments: [{ serverRegion: "osb" }],
    };
    expect(schema.parse(wire)).toEqual({ ...full, createdAt: 1_763_805_600n });
  });

  it("reads what is missing, and what is null, as zero", () => {
    expect(schema.parse({})).toEqual(empty);
    expect(schema.parse(null)).toEqual(empty);
    expect(schema.parse(Object.fromEntries(Object.keys(full).map((key) => [key, null])))).toEqual(empty);
  });

  it("keeps an enum value that has no name yet", () => {
    expect(schema.parse({ job_status: "JS_NEW" }).jobStatus).toBe("JS_NEW");
    expect(schema.parse({ job_status: 9 }).jobStatus).toBe("9");
  });

  it("takes a nanosecond count that came as a number", () => {
    const { createdAt } = schema.parse(JSON.parse('{"createdAt":1763805600000000001}'));
    expect(createdAt / 1_000_000n).toBe(1_763_805_600_000n);
  });

  it("is not fooled by a field that is named like a prototype", () => {
    const parsed = schema.parse(JSON.parse('{"__proto__":{"agentId":"CA_x"},"agent_id":"CA_1"}'));
    expect(parsed.agentId).toBe("CA_1");
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
  });

  it.each([
    [{ agentId: 5 }],
    [{ minReplicas: 1.5 }],
    [{ createdAt: "soon" }],
    [{ createdAt: "99999999999999999999" }],
    [{ attributes: { a: 1 } }],
    [{ agentDeployments: {} }],
    [[]],
    ["text"],
  ])("refuses %j", (wire) => {
    expect(schema.safeParse(wire).success).toBe(false);
  });
});

describe("protoAnswer", () => {
  const answer: z.ZodMiniType = protoAnswer({
    agentDispatches: protoList(protoMessage({ id: protoString })),
  });

  it("takes an answer that says nothing, or something we know in either spelling", () => {
    expect(answer.parse({})).toEqual({ agentDispatches: [] });
    expect(answer.parse({ agent_dispatches: [{ id: "AD_1" }], more: 1 })).toEqual({
      agentDispatches: [{ id: "AD_1" }],
    });
    expect(answer.parse({ agentDispatches: null })).toEqual({ agentDispatches: [] });
  });

  it.each([[{ unexpected: [1] }], [null], [[]], ["agentDispatches"], [{ toString: 1 }]])(
    "refuses %j",
    (wire) => {
      expect(answer.safeParse(wire).success).toBe(false);
    },
  );
});
