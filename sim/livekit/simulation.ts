/** The running state of the simulated cloud. It has no timers: what is due is carried out whenever somebody looks. */
import { takeDue } from "./agenda.ts";
import { carryOut } from "./carry-out.ts";
import { type Cloud, type CloudState, cloudStateSchema } from "./cloud-state.ts";

export interface Simulation extends Cloud {
  /** Lets everything happen that is due, and gives the present moment. */
  settle(): number;
  /** Changes the world at the present moment and tells the listeners. */
  change<T>(act: (at: number) => T): T;
  /** Replaces the state by an earlier snapshot; throws when it is not one. Projects that it lacks keep their state. */
  restore(snapshot: unknown): void;
  /** Calls the listener after every change; gives the function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

export function createSimulation(
  initial: CloudState,
  options: { readonly now: () => number; readonly newId: (prefix: string) => string },
): Simulation {
  let state = initial;
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };

  const simulation: Simulation = {
    get state() {
      return state;
    },
    newId: options.newId,
    settle() {
      const now = options.now();
      let happening = takeDue(state, now);
      if (!happening) return now;
      while (happening) {
        carryOut(simulation, happening);
        happening = takeDue(state, now);
      }
      notify();
      return now;
    },
    change(act) {
      const result = act(simulation.settle());
      notify();
      return result;
    },
    restore(snapshot) {
      const restored = cloudStateSchema.parse(snapshot);
      const known = new Set(restored.projects.map(({ name }) => name));
      const added = state.projects.filter(({ name }) => !known.has(name));
      state = { ...restored, projects: [...restored.projects, ...added] };
      notify();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
  return simulation;
}
