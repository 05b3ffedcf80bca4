import type { LoggedCall } from "../../sim/support/call-log.ts";
import type { SimulatedWorld } from "../../sim/world/simulated-world.ts";

/** A change that a cloud carried out, whether its answer arrived or not. */
export interface Effect {
  readonly at: number;
  /** The agent's id on LiveKit Cloud, its name on Pipecat Cloud. */
  readonly agent: string;
}

const CHANGES = [/CloudAgent\/(?:Rollback|Restart)Agent$/, /^\/v1\/agents\/([^/]+)$/];

/** Collects what the clouds' own logs say, which keep the newest calls only. */
export function watchEffects({
  livekit,
  pipecat,
}: Pick<SimulatedWorld, "livekit" | "pipecat">): () => readonly Effect[] {
  const seen = { livekit: 0, pipecat: 0 };
  const effects: Effect[] = [];
  const collect = (name: keyof typeof seen, calls: readonly LoggedCall[]): void => {
    for (const call of calls) {
      seen[name] = call.seq;
      const agent = readEffect(call);
      if (agent !== null) effects.push({ at: call.at, agent });
    }
  };
  const look = (): readonly Effect[] => {
    collect("livekit", livekit.calls.list("", seen.livekit));
    collect("pipecat", pipecat.calls.list("", seen.pipecat));
    return effects;
  };
  livekit.subscribe(() => void look());
  pipecat.subscribe(() => void look());
  return look;
}

function readEffect({ method, path, status, request }: LoggedCall): string | null {
  if (method !== "POST" || status !== 200) return null;
  const found = CHANGES.map((pattern) => pattern.exec(path)).find(Boolean);
  if (!found) return null;
  return found[1] ?? readAgentId(request);
}

const readAgentId = (request: unknown): string =>
  typeof request === "object" && request !== null && "agent_id" in request ? String(request.agent_id) : "?";
