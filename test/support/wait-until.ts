/** Knows when the calls that the Worker makes after its answer have all come back. */
export function createWaitUntil() {
  let running = 0;
  return {
    keep: async <T>(work: Promise<T>): Promise<T> => {
      running += 1;
      try {
        return await work;
      } finally {
        running -= 1;
      }
    },
    /** Resolves when nothing has been under way for a few turns of the event loop. */
    settled: async (): Promise<void> => {
      for (let quiet = 0; quiet < 20; quiet += 1) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        if (running > 0) quiet = 0;
      }
    },
  };
}
