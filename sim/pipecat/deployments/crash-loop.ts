/** How a program that always exits is restarted: at once the first time, then after 10 s, 20 s, 40 s … 5 min, as Kubernetes does. */

/** How long each run lasts before it crashes. */
export const CRASHING_RUN_MS = 3_000;
const FIRST_RESTART_MS = 1_000;
const BACK_OFF_MS = 10_000;
const LONGEST_BACK_OFF_MS = 300_000;

/** The wait after run number `run` (from 0) has crashed. */
function backOffMs(run: number): number {
  if (run === 0) return FIRST_RESTART_MS;
  return Math.min(BACK_OFF_MS * 2 ** (run - 1), LONGEST_BACK_OFF_MS);
}

export interface CrashLoop {
  readonly restarts: number;
  readonly state: "running" | "terminated" | "waiting";
  /** Crashes so far, as milliseconds after the loop began; at most the newest 50. */
  readonly crashesAtMs: readonly number[];
}

const CRASHES_KEPT = 50;

/** The loop `elapsedMs` after the first run began. */
export function crashLoopAfter(elapsedMs: number): CrashLoop {
  let run = 0;
  let runStartedMs = 0;
  const crashesAtMs: number[] = [];
  for (;;) {
    const crashedAtMs = runStartedMs + CRASHING_RUN_MS;
    if (elapsedMs < crashedAtMs) return { restarts: run, state: "running", crashesAtMs };
    crashesAtMs.push(crashedAtMs);
    if (crashesAtMs.length > CRASHES_KEPT) crashesAtMs.shift();
    const nextRunMs = crashedAtMs + backOffMs(run);
    if (elapsedMs < nextRunMs) {
      return { restarts: run, state: run === 0 ? "terminated" : "waiting", crashesAtMs };
    }
    run += 1;
    runStartedMs = nextRunMs;
  }
}
