import { maskSecrets } from "../masking/mask-secrets.ts";
import type { Dispatch, DispatchJob, JobStatus } from "../port.ts";
import type { WireDispatch, WireJob } from "./dispatch-schemas.ts";
import { parseEpoch } from "./parse-epoch.ts";

const JOB_STATUSES: ReadonlyMap<string, JobStatus> = new Map([
  ["JS_PENDING", "pending"],
  ["JS_RUNNING", "running"],
  ["JS_SUCCESS", "success"],
  ["JS_FAILED", "failed"],
]);

const RESTART_POLICIES: ReadonlyMap<string, Dispatch["restartPolicy"]> = new Map([
  ["JRP_ON_FAILURE", "on-failure"],
  ["JRP_NEVER", "never"],
]);

/**
 * A dispatch in our words. A job's status is a snapshot from when it was assigned: "running" may be long over
 * (livekit-server room.go, agents-js#1211), so who is in the room says more.
 */
export function toDispatch({ state, restartPolicy, ...wire }: WireDispatch): Dispatch {
  return {
    ...wire,
    restartPolicy: RESTART_POLICIES.get(restartPolicy) ?? "unknown",
    createdAt: parseEpoch(state.createdAt),
    deletedAt: parseEpoch(state.deletedAt),
    jobs: state.jobs.map(toJob),
  };
}

function toJob({ id, state }: WireJob): DispatchJob {
  const { status, startedAt, endedAt, error, ...rest } = state;
  return {
    id,
    ...rest,
    // What the agent's program said when it broke.
    error: maskSecrets(error),
    status: JOB_STATUSES.get(status) ?? "unknown",
    startedAt: parseEpoch(startedAt),
    endedAt: parseEpoch(endedAt),
  };
}
