import type { SimulatedWorld } from "../simulated-world.ts";
import type { AgentAct } from "./panel-protocol.ts";

/** Does to an agent what people, programs and machines do. Throws when there is none of that name, or nobody can. */
export function actOnAgent(world: SimulatedWorld, { platform, project, name, act }: AgentAct): void {
  if (platform === "livekit") world.livekit.world[act]({ project, agent: name });
  else if (act === "crash") world.pipecat.world.crash(name);
  else if (act === "heal") world.pipecat.world.heal(name);
  else if (act === "sleep") world.pipecat.world.scaleToZero(name);
  else {
    // Pipecat Cloud wakes for callers only.
    const outcome = world.pipecat.world.startSession(name);
    if ("refused" in outcome) throw new Error(`${name} takes no call now (${outcome.refused}).`);
  }
}
