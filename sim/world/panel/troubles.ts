/** What breaks a service as a whole, so that one sees what the bot makes of it. */
import type { Fault } from "../../support/faults.ts";
import type { SimulatedWorld } from "../simulated-world.ts";
import type { Service, Trouble } from "./panel-protocol.ts";

const FAULTS: Readonly<Record<Trouble, Fault>> = {
  /** More than the bot waits for before it says that it goes on looking. */
  slow: { kind: "latency", ms: 2_500 },
  errors: { kind: "status", status: 500 },
  throttled: { kind: "status", status: 429, retryAfterS: 5 },
  cut: { kind: "cut", when: "request" },
};

/** In place of whatever troubled it before; null: nothing does. */
export function setTrouble(world: SimulatedWorld, service: Service, trouble: Trouble | null): void {
  const { faults } = world[service];
  faults.clear();
  if (trouble) faults.inject({ match: "", fault: FAULTS[trouble] });
}

/** The trouble of each service that has one. */
export function readTroubles(world: SimulatedWorld): Partial<Record<Service, Trouble>> {
  const troubles: Partial<Record<Service, Trouble>> = {};
  for (const service of ["slack", "livekit", "pipecat"] as const) {
    const [rule] = world[service].faults.list();
    const trouble = (["slow", "errors", "throttled", "cut"] as const).find(
      (name) => FAULTS[name] === rule?.fault,
    );
    if (trouble) troubles[service] = trouble;
  }
  return troubles;
}
