/** What a look into the room says about our dispatch: is its agent there, and how is its job. */
import type { Dispatch, JobStatus, Participant } from "../platforms/port.ts";

/**
 * The participant that is this dispatch's agent. The job names it, or its identity carries the job's id (as the
 * Agents SDK does). If the job names nobody, an agent that joined after we asked, as long as the job says that it runs:
 * `JS_RUNNING` alone can be stale (livekit/livekit#4390), and so can an agent that was there before.
 */
export function findAgent(
  dispatch: Dispatch,
  participants: readonly Participant[],
  startedAt: number,
): Participant | undefined {
  const present = participants.filter(({ isAgent, state }) => isAgent && state !== "disconnected");
  const identities = new Set(
    dispatch.jobs.flatMap((job) => [job.participantIdentity, `agent-${job.id}`]).filter(Boolean),
  );
  const named = present.find(({ identity }) => identities.has(identity));
  if (named) return named;
  const isTold = dispatch.jobs.some(({ participantIdentity }) => participantIdentity !== "");
  const runs = !isTold && dispatch.jobs.some(({ status }) => status === "running");
  // Second precision on LiveKit's side: a join within the same second must not look older than the question.
  const askedAt = Math.floor(startedAt / 1000) * 1000;
  return runs
    ? present.find(({ identity, joinedAt }) => !ANOTHER_JOB.test(identity) && (joinedAt ?? 0) >= askedAt)
    : undefined;
}

/** The Agents SDK names a participant after its job: one with a job's id that is not ours belongs to another dispatch. */
const ANOTHER_JOB = /^agent-AJ_/;

/** Failed only when every job failed: with a restart policy a new job stands beside the failed one. */
export function summarizeJobs(dispatch: Dispatch): { status: JobStatus; error: string } | null {
  const alive = dispatch.jobs.find(({ status }) => status !== "failed");
  const job = alive ?? dispatch.jobs.at(-1);
  return job ? { status: job.status, error: job.error } : null;
}
