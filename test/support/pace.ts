/**
 * Waits of a simulated service that end when the time of the test has passed them. Each looks at the clock itself: in workerd
 * what follows a wait must run where it was begun, so a test cannot end it from outside.
 */
export function createPace(now: () => number) {
  const waits = new Set<{ readonly at: number }>();
  let isStopped = false;
  const turn = () => new Promise((resolve) => setTimeout(resolve, 1));
  return {
    delay: async (ms: number): Promise<void> => {
      if (ms === 0) return;
      const wait = { at: now() + ms };
      waits.add(wait);
      while (!isStopped && now() < wait.at) await turn();
      waits.delete(wait);
    },
    /** null: nobody waits. */
    nextAt: (): number | null => (waits.size === 0 ? null : Math.min(...[...waits].map(({ at }) => at))),
    /** Resolves when nobody waits any more for what is past. */
    caughtUp: async (): Promise<void> => {
      while ([...waits].some(({ at }) => at <= now())) await turn();
    },
    /** Those who waited are gone. */
    forget: (): void => waits.clear(),
    stop: (): void => {
      isStopped = true;
    },
  };
}
