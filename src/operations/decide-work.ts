/**
 * A version that is made from source, stage by stage. Until the build nothing that could be noticed has happened, so a work
 * that was cut off simply begins again. The build is begun once: it goes on at the platform without us, and whether it was
 * begun is seen by the version that comes of it, or never. A new agent is made once too; without an answer the list tells.
 */
import { type Failure, fail, type Result } from "../failure.ts";
import { BUILD_FAILED, type Trouble } from "./assessment.ts";
import type { ChangeDecision, ChangeOperation, Seen } from "./change-operation.ts";
import {
  accept,
  askPerson,
  callAgain,
  decideCalled,
  LOOKS_FOR_PROOF,
  MAX_CALLS,
  SETTLE_MS,
} from "./decide-call.ts";
import { end, enter, stay, waitBlind } from "./move-change.ts";
import { pollDelayMs } from "./poll-schedule.ts";
import { beginWork, type SourceWork, type WorkReport, type WorkStage } from "./source-work.ts";

/** How often it is looked at; Slack's advice is to edit a message no more often. */
export const WORK_POLL_MS = 3_000;
/** LiveKit ends a build after ten minutes (docs, "Builds and Dockerfiles"); it may have waited before. */
const BUILD_WITHIN_MS = 15 * 60_000;
const SEEK_WITHIN_MS = 10 * 60_000;
/** After these something may have been done, even if nobody says so. */
const LASTING: ReadonlySet<WorkStage> = new Set(["creating", "building"]);

export const isMadeInStages = ({ plan }: Pick<ChangeOperation, "plan">): boolean =>
  plan.call.kind === "source";

/** Whether it can still be stopped without a trace. */
export const mayStopWork = ({ plan, work }: Pick<ChangeOperation, "plan" | "work">): boolean => {
  if (plan.call.kind !== "source" || work === null) return plan.call.kind === "source";
  const isMade = plan.call.region !== null && work.agentId !== null;
  return !LASTING.has(work.stage) && !isMade;
};

export function decideWorked(
  operation: ChangeOperation,
  report: WorkReport | null,
  now: number,
): ChangeDecision {
  if (report === null) return decideCutOff(operation, now);
  const worked = note(operation, report.work);
  switch (report.state) {
    case "working":
      return { ...stay(worked), dueAt: now + WORK_POLL_MS };
    case "built":
      return accept(worked, { deploymentId: null, warning: null }, now);
    case "build-failed":
      return decideBuildFailed(worked, report.error, now);
    case "stopped":
      return LASTING.has(report.work.stage)
        ? decideCalled(worked, fail(report.failure), now)
        : callAgain(worked, report.failure, now);
  }
}

/** The same object where nothing is new: then nothing is stored. */
function note(operation: ChangeOperation, work: SourceWork): ChangeOperation {
  const isNews = JSON.stringify(work) !== JSON.stringify(operation.work);
  return isNews ? { ...operation, work } : operation;
}

/** Nobody is at it any more. */
function decideCutOff(operation: ChangeOperation, now: number): ChangeDecision {
  const { work, calls } = operation;
  if (work && LASTING.has(work.stage)) return enter(operation, "unsure", now, { dueAt: now + SETTLE_MS });
  if (calls < MAX_CALLS) return enter(operation, "approved", now, { dueAt: now });
  const stage = work?.stage ?? "packing";
  return end({ ...operation, failure: { kind: "work-interrupted", stage } }, "refused", now);
}

/** What runs goes on running: a version that was never built replaces nothing. */
function decideBuildFailed(operation: ChangeOperation, error: string, now: number): ChangeDecision {
  const trouble: Trouble = {
    reason: BUILD_FAILED,
    exitCode: null,
    restarts: null,
    lastLine: error === "" ? null : error,
    where: null,
  };
  const assessment = { state: "failing", progress: { word: "", ready: null }, trouble } as const;
  return end({ ...operation, assessment, failedAt: now }, "failed", now);
}

/** Whether it failed before anything could be replaced: in the build, or in the workflow that was to deploy. */
export const isWithoutEffect = ({ plan, assessment, ranAt }: ChangeOperation): boolean =>
  (plan.call.kind === "source" &&
    assessment?.state === "failing" &&
    assessment.trouble.reason === BUILD_FAILED) ||
  (plan.call.kind === "workflow" && ranAt === null);

/** The look after a build that nobody has seen the end of, or the beginning. It is never begun again. */
export function decideBuildLooked(
  operation: ChangeOperation,
  { result, built }: Seen,
  now: number,
): ChangeDecision {
  if (result.ok && built)
    return accept(operation, { deploymentId: null, warning: null, version: built.version }, now);
  const since = operation.work?.begunAt.building ?? operation.phaseSince;
  if (now - since >= BUILD_WITHIN_MS) {
    const failure: Failure = result.ok ? { kind: "build-not-seen" } : result.failure;
    return end({ ...operation, failure }, "lost", now);
  }
  if (!result.ok) return waitBlind(operation, result.failure, now);
  return { ...stay(operation), dueAt: now + pollDelayMs(now - operation.phaseSince, 0) };
}

/** Whether an agent was made: one that is new and has no version is ours, two are too many to say which. */
export function decideSought(
  operation: ChangeOperation,
  result: Result<readonly string[]>,
  now: number,
): ChangeDecision {
  if (!result.ok) {
    return now - operation.phaseSince >= SEEK_WITHIN_MS
      ? end({ ...operation, failure: result.failure }, "lost", now)
      : waitBlind(operation, result.failure, now);
  }
  const [found, ...others] = result.value;
  if (others.length > 0) return askPerson(operation, now);
  if (found !== undefined)
    return enter({ ...operation, work: beginWork(found, now) }, "approved", now, { dueAt: now });
  const looks = operation.looks + 1;
  if (looks < LOOKS_FOR_PROOF) return { ...stay({ ...operation, looks }), dueAt: now + SETTLE_MS };
  if (operation.calls >= MAX_CALLS) return end(operation, "refused", now);
  return enter({ ...operation, failedPolls: 0 }, "approved", now, { dueAt: now });
}
