/** What one look at the run of a workflow does to the change that started it. */
import type { Result } from "../failure.ts";
import type { WorkflowRun } from "../source/source-port.ts";
import type { ChangeDecision, ChangeOperation } from "./change-operation.ts";
import { accept, askPerson, LOOKS_FOR_PROOF } from "./decide-call.ts";
import { end, stay, waitBlind } from "./move-change.ts";
import { pollDelayMs } from "./poll-schedule.ts";

/** GitHub may list a run some seconds after it took the request for it. */
const LISTED_WITHIN_MS = 10_000;
const LOOK_WITHIN_MS = 10 * 60_000;
/** A run that was accepted and is not found by then has another name than it should. */
const FOUND_WITHIN_MS = 3 * 60_000;
/** Runs wait for runners, and may wait for people. */
const RUN_WITHIN_MS = 60 * 60_000;

export function decideFollowed(
  operation: ChangeOperation,
  result: Result<WorkflowRun | null>,
  now: number,
): ChangeDecision {
  switch (operation.phase) {
    case "executing":
    case "unsure":
      return decideFound(operation, result, now);
    case "observing":
      return operation.ranAt === null ? decideRan(operation, result, now) : stay(operation);
    default:
      return stay(operation);
  }
}

/** Whether a start without an answer began a run: it bears our operation's id. */
function decideFound(
  operation: ChangeOperation,
  result: Result<WorkflowRun | null>,
  now: number,
): ChangeDecision {
  if (!result.ok) {
    return now - operation.phaseSince >= LOOK_WITHIN_MS
      ? end({ ...operation, failure: result.failure }, "lost", now)
      : waitBlind(operation, result.failure, now);
  }
  if (result.value) {
    const receipt = { deploymentId: null, warning: null, runId: result.value.id };
    return accept({ ...operation, run: result.value }, receipt, now);
  }
  const looks = operation.looks + 1;
  if (looks < LOOKS_FOR_PROOF) return { ...stay({ ...operation, looks }), dueAt: now + LISTED_WITHIN_MS };
  // It bears our id only if the workflow says so in its `run-name`, and GitHub may list it late: this is no proof.
  return askPerson({ ...operation, looks }, now);
}

function decideRan(
  operation: ChangeOperation,
  result: Result<WorkflowRun | null>,
  now: number,
): ChangeDecision {
  const since = operation.acceptedAt ?? operation.phaseSince;
  const isLate = now - since >= RUN_WITHIN_MS;
  if (!result.ok) {
    return isLate
      ? end({ ...operation, failure: result.failure }, "lost", now)
      : waitBlind(operation, result.failure, now);
  }
  const run = result.value;
  if (run === null) {
    if (now - since < FOUND_WITHIN_MS)
      return { ...stay(operation), dueAt: now + pollDelayMs(now - since, 0) };
    return end({ ...operation, failure: { kind: "run-not-found" } }, "lost", now);
  }
  const followed = note(operation, run);
  if (run.status !== "completed") {
    if (isLate) return end(followed, "timed-out", now);
    return { ...stay(followed), dueAt: now + pollDelayMs(now - since, 0) };
  }
  if (run.conclusion === "success") return { ...stay({ ...followed, ranAt: now }), dueAt: now };
  return decideRunFailed(followed, run, now);
}

function decideRunFailed(operation: ChangeOperation, run: WorkflowRun, now: number): ChangeDecision {
  const step = run.steps.find(({ conclusion }) => conclusion === "failure");
  const trouble = {
    reason: run.conclusion ?? "failure",
    exitCode: null,
    restarts: null,
    lastLine: step ? `Step: ${step.name}` : null,
    where: null,
  };
  const assessment = { state: "failing", progress: { word: "", ready: null }, trouble } as const;
  return end({ ...operation, assessment, failedAt: now }, "failed", now);
}

function note(operation: ChangeOperation, run: WorkflowRun): ChangeOperation {
  const isNews = operation.failedPolls > 0 || JSON.stringify(run) !== JSON.stringify(operation.run);
  return isNews ? { ...operation, run, failedPolls: 0, failure: null } : operation;
}
