import type { Meter } from "./meter.ts";
import { type AlarmClock, meterStorage } from "./meter-storage.ts";

export interface MeterPorts {
  readonly meter: Meter;
  readonly clock: AlarmClock;
  /** Milliseconds since 1970, whatever time it is in the world. */
  readonly realNow: () => number;
}

/**
 * Meters the objects of one class. An object is active from the first request that is under way to the end of the last,
 * and of what it handed to `waitUntil`; then it can hibernate and costs nothing.
 */
export class ClassMeter {
  readonly #className: string;
  readonly #ports: MeterPorts;
  readonly #activities = new WeakMap<object, { underWay: number; since: number }>();

  constructor(className: string, ports: MeterPorts) {
    this.#className = className;
    this.#ports = ports;
  }

  /** To be called once, before the first object is made. */
  watchMethods(prototype: object): void {
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const method: unknown = Reflect.get(prototype, name);
      if (name === "constructor" || typeof method !== "function") continue;
      const request = (object: object, args: readonly unknown[]) =>
        this.#request(object, name, args, () => Reflect.apply(method, object, args));
      Object.defineProperty(prototype, name, {
        value(this: object, ...args: readonly unknown[]) {
          return request(this, args);
        },
      });
    }
  }

  /** Puts the meter between an object and its state. */
  wire(state: DurableObjectState): DurableObjectState {
    const { meter, clock } = this.#ports;
    const waitUntil = state.waitUntil.bind(state);
    Object.defineProperties(state, {
      storage: { value: meterStorage(state.storage, this.#className, meter, clock) },
      waitUntil: { value: (work: Promise<unknown>) => waitUntil(this.#during(state, work)) },
    });
    return state;
  }

  async #request(object: object, name: string, args: readonly unknown[], run: () => unknown) {
    const { meter, realNow } = this.#ports;
    const begunAt = realNow();
    meter.add("objectRequests", this.#className, 1);
    const [alarm] = args;
    const dueAt = name === "alarm" ? Reflect.get(Object(alarm), "scheduledTime") : null;
    try {
      return await this.#during(Reflect.get(object, "ctx"), run());
    } finally {
      if (typeof dueAt === "number" && this.#className === "OperationObject")
        meter.addAlarmRun({ begunLateMs: begunAt - dueAt, endedLateMs: realNow() - dueAt });
    }
  }

  async #during(state: object, work: unknown): Promise<unknown> {
    const { meter, realNow } = this.#ports;
    const activity = this.#activities.get(state) ?? { underWay: 0, since: 0 };
    this.#activities.set(state, activity);
    if (activity.underWay === 0) activity.since = realNow();
    activity.underWay += 1;
    try {
      return await work;
    } finally {
      activity.underWay -= 1;
      if (activity.underWay === 0) meter.add("activeMs", this.#className, realNow() - activity.since);
    }
  }
}
