import { describe, expect, it } from "vitest";
import { isUnchanged } from "../../../src/operations/assess-change.ts";
import type { AgentUpdate } from "../../../src/platforms/change.ts";
import { D3, D4, pipecatStatus, requirePlan } from "./plan-fixtures.ts";

const status = pipecatStatus();
const planOf = (update: AgentUpdate) => requirePlan({ verb: "deploy", update }, { status });
const deploy = planOf({ image: "your-org/voice:0.4" });
const restart = requirePlan({ verb: "restart" }, { status });
const scaling = requirePlan({ verb: "scale", min: 2, max: null }, { status });

describe("isUnchanged", () => {
  const answer = (deploymentId: string | null) => ({ deploymentId, warning: null });

  it("is told by the deployment that was there before", () => {
    expect(isUnchanged(deploy, answer(D3))).toBe(true);
    expect(isUnchanged(deploy, answer(D4))).toBe(false);
    expect(isUnchanged(deploy, answer(null))).toBe(false);
  });

  it("is not told by it where the request makes no deployment, or forces one", () => {
    expect(isUnchanged(scaling, answer(D3))).toBe(false);
    expect(isUnchanged(restart, answer(D3))).toBe(false);
    expect(isUnchanged(planOf({ image: "a/b:1", scaling: { min: 1 } }), answer(D3))).toBe(true);
    expect(isUnchanged(requirePlan({ verb: "delete" }, { status }), answer(D3))).toBe(false);
    expect(isUnchanged(requirePlan({ verb: "restart" }), answer(null))).toBe(false);
  });
});
