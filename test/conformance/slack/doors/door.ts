/** A door of the bot on a port of this machine, open for one exchange. */
export interface Door {
  readonly port: number;
  /** Requests whose listeners are still at work. */
  underWay(): number;
  /** True when they have ended without an answer, which now only a clock can bring. */
  waitsForItsClock(): boolean;
  close(): Promise<void>;
}

/** Counts work from its beginning to its end, whatever the end. */
export function createWorkCounter() {
  let running = 0;
  return {
    underWay: () => running,
    count: async (work: Promise<unknown>): Promise<void> => {
      running += 1;
      await Promise.allSettled([work]);
      running -= 1;
    },
  };
}
