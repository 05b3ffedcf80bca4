/** What breaks a service as a whole, so that one sees what the bot makes of it. */
import type { Fault } from "../../support/faults.ts";
import type { SimulatedWorld } from "../simulated-world.ts";
import { type Service, serviceSchema, type Trouble, troubleSchema } from "./panel-protocol.ts";

const FAULTS: Readonly<Record<Trouble, Fault>> = {
  /** More than the bot waits for before it says that it goes on looking. */
  slow: { kind: "latency", ms: 2_500 },
  errors: { kind: "status", status: 500 },
  throttled: { kind: "status", status: 429, retryAfterS: 5 },
  cut: { kind: "cut", when: "request" },
};

export function clearTroubles(world: SimulatedWorld): void {
  for (const service of serviceSchema.options) setTrouble(world, service, null);
}

/** In place of whatever troubled it before; null: nothing does. */
export function setTrouble(world: SimulatedWorld, service: Service, trouble: Trouble | null): void {
  const { faults } = world[service];
  faults.clear();
  if (trouble) faults.inject({ match: "", fault: FAULTS[trouble] });
}

/** The trouble of each service that has one. */
export function readTroubles(world: SimulatedWorld): Partial<Record<Service, Trouble>> {
  const troubles: Partial<Record<Service, Trouble>> = {};
  for (const service of serviceSchema.options) {
    const [rule] = world[service].faults.list();
    const trouble = troubleSchema.options.find((name) => FAULTS[name] === rule?.fault);
    if (trouble) troubles[service] = trouble;
  }
  return troubles;
}
