import { expect, it } from "vitest";
import type { AgentChangeRequest } from "../../../src/operations/change-request.ts";
import { planLiveKitChange } from "../../../src/operations/plan-livekit-change.ts";
import { planPipecatChange } from "../../../src/operations/plan-pipecat-change.ts";
import { whyNotOffered } from "../../../src/platforms/why-not-offered.ts";
import { liveKitStatus, pipecatStatus, region } from "../views/fixtures.ts";

const ALL: readonly AgentChangeRequest["asked"][] = [
  { verb: "rollback", version: null },
  { verb: "restart" },
  { verb: "deploy", update: { forceRedeploy: true } },
  { verb: "scale", min: 1, max: null },
  { verb: "promote", from: "canary" },
  { verb: "delete" },
];
const nothing = { versions: [], liveSessions: null, secretNames: null, source: null };

it.each(ALL)("says of $verb what a plan of it says", (asked) => {
  const livekit = liveKitStatus({ regions: [region({ deployment: "canary" })] });
  const pipecat = pipecatStatus();
  const plans = {
    livekit: planLiveKitChange({ agent: livekit.agent, asked }, { ...nothing, status: livekit }, [], ""),
    pipecat: planPipecatChange({ agent: pipecat.agent, asked }, { ...nothing, status: pipecat }, [], ""),
  };
  for (const platform of ["livekit", "pipecat"] as const) {
    const plan = plans[platform];
    const refusal = !plan.ok && plan.failure.kind === "not-offered" ? plan.failure.why : null;
    expect(whyNotOffered(platform, asked.verb)).toBe(refusal);
  }
});
