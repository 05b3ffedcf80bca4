import { expect, it } from "vitest";
import { decideChange } from "../../../src/operations/decide-change.ts";
import type { PlanPorts } from "../../../src/operations/plan-ports.ts";
import { proposeRollback } from "../../../src/operations/propose-rollback.ts";
import type { AgentPlatform, AgentVersion } from "../../../src/platforms/port.ts";
import { createFakePlatform } from "../platforms/fake-platform.ts";
import { playEvery, status } from "./change-fixture.ts";
import { built, due, sameOf, seen, sourceCall, toDeploy, working } from "./source-fixture.ts";

const deploy = toDeploy(sourceCall, 60_000);
const crashed = seen("observed", "v3", { word: "CrashLoop" });
/** v3 was built from a commit and crashes; v2 was there before. */
const failed = playEvery(25_000, deploy, due, sameOf(deploy), working("building"), built, crashed, crashed);

const version = (name: string, minute: number, current = false): AgentVersion => ({
  version: name,
  current,
  active: current,
  draining: false,
  status: "",
  createdAt: minute * 60_000,
  deployedAt: minute * 60_000,
  attributes: {},
});

const portsWhere = (current: string): PlanPorts => {
  const platform: AgentPlatform = {
    ...createFakePlatform({ project: "prod" }).platform,
    describeAgent: async () => ({ ok: true, value: status(current, "CrashLoop") }),
    listVersions: async () => ({
      ok: true,
      value: ["v4", "v3", "v2", "v1"].map((name, index) => version(name, 4 - index, name === current)),
    }),
  };
  return { platform, keepLedger: async () => [], openSource: () => null };
};

it("goes back to the very version that was there before a deployment from source", async () => {
  expect(failed.operation.phase).toBe("countdown");
  expect(decideChange(failed.operation, due, failed.now + 60_000).effect).toBe("roll-back");
  expect(await proposeRollback(failed.operation, portsWhere("v3"))).toMatchObject({
    kind: "proposed",
    proposal: { rollbackOf: failed.operation.id, plan: { call: { kind: "rollback", version: "v2" } } },
  });
});

it("leaves alone what somebody else has deployed since", async () => {
  expect(await proposeRollback(failed.operation, portsWhere("v4"))).toEqual({ kind: "overtaken", by: "v4" });
});
