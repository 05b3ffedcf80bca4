import { notFound } from "../refusal.ts";
import type { SimulatorDeps } from "../simulator-deps.ts";
import { refuse, type SimulatorContext } from "./simulator-env.ts";
import { readParam } from "./surface.ts";

/** Takes the agent away, the same on both faces; its sessions go on. */
export function deleteAgent(
  { store, now }: Pick<SimulatorDeps, "store" | "now">,
  context: SimulatorContext,
): Response {
  const agent = store.findAgent(readParam(context, "agentName"));
  if (!agent) return refuse(context, notFound());
  store.putAgent({ ...agent, deletedAt: now() }, { type: "agent.deleted", at: now(), agent: agent.name });
  return context.json({ status: "OK" });
}
