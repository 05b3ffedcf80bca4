/** How far a run is by now. Our own pace: GitHub's depends on runners. */
import type { Run } from "./github-state.ts";

/** A run is listed a moment after it was started. */
export const LISTED_AFTER_MS = 2_000;
const QUEUED_MS = 4_000;
const STEP_MS = 8_000;

export interface StepState {
  readonly name: string;
  readonly status: "queued" | "in_progress" | "completed";
  readonly conclusion: "success" | "failure" | "skipped" | null;
}

export interface RunState {
  readonly status: "queued" | "in_progress" | "completed";
  readonly conclusion: "success" | "failure" | null;
  readonly jobs: readonly { readonly name: string; readonly steps: readonly StepState[] }[];
}

/** Jobs come one after the other; a failed step ends it, and what comes after is skipped. */
export function runStateAt(run: Run, now: number): RunState {
  const steps = run.jobs.flatMap((job) => ["Set up job", ...job.steps, "Complete job"]);
  const isQueued = run.isHeld || now < run.startedAt + QUEUED_MS;
  if (isQueued)
    return { status: "queued", conclusion: null, jobs: run.jobs.map(({ name }) => ({ name, steps: [] })) };
  const begun = Math.floor((now - run.startedAt - QUEUED_MS) / STEP_MS);
  const failure = run.failsAt === null ? -1 : steps.indexOf(run.failsAt);
  const hasFailed = failure !== -1 && begun > failure;
  const isOver = hasFailed || begun >= steps.length;
  const states = steps.map((name, index): StepState => {
    if (hasFailed && index > failure) return { name, status: "completed", conclusion: "skipped" };
    if (index >= begun && !isOver)
      return { name, status: index === begun ? "in_progress" : "queued", conclusion: null };
    return { name, status: "completed", conclusion: index === failure ? "failure" : "success" };
  });
  let taken = 0;
  return {
    status: isOver ? "completed" : "in_progress",
    conclusion: isOver ? (hasFailed ? "failure" : "success") : null,
    jobs: run.jobs.map((job) => {
      const from = taken;
      taken += job.steps.length + 2;
      return { name: job.name, steps: states.slice(from, taken) };
    }),
  };
}
