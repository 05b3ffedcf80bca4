/** What the Worker asks an operation object to begin, and what it hears back. Kept compatible by one version. */
import type { Failure } from "../failure.ts";
import type { ChangeOperation, ChangePhase } from "./change-operation.ts";
import type { ChangeRequest } from "./change-request.ts";
import { digestOf } from "./digest.ts";

export interface ChangeProposal
  extends Pick<
    ChangeOperation,
    | "id"
    | "request"
    | "fingerprint"
    | "askedBy"
    | "door"
    | "reason"
    | "breakGlass"
    | "onCall"
    | "rollbackOf"
    | "rule"
    | "plan"
    | "planDigest"
  > {
  readonly channelId: string;
  readonly threadTs: string | null;
}

/** `failure` says why nothing was begun, or (`begun`) that its card could not be shown yet. */
export interface ProposeOutcome {
  readonly begun: boolean;
  readonly failure: Failure | null;
}

/** What a decision about an operation has to be checked against. */
export type ChangeDescription = Pick<ChangeOperation, "request" | "askedBy" | "planDigest"> & {
  readonly channelId: string;
  /** The version before did not say it. */
  readonly phase?: ChangePhase;
};

/** The same for whoever asks for the same change of the same agent. */
export const fingerprintOf = ({ agent, asked }: ChangeRequest): Promise<string> =>
  digestOf(JSON.stringify([agent.project, agent.id, asked]));

export function proposeChange(proposal: ChangeProposal, now: number): ChangeOperation {
  const { channelId: _, threadTs: __, ...asked } = proposal;
  return {
    kind: "change",
    ...asked,
    skippedLock: null,
    startedAt: now,
    phase: "proposed",
    phaseSince: now,
    planNumber: 1,
    approvals: [],
    expiresAt: null,
    approvedAt: null,
    suppliedAt: null,
    calledAt: null,
    calls: 0,
    isDoubtful: false,
    acceptedAt: null,
    receipt: null,
    looks: 0,
    work: null,
    run: null,
    ranAt: null,
    assessment: null,
    badSamples: 0,
    failedPolls: 0,
    stillServing: null,
    otherSessions: null,
    failedAt: null,
    decidedBy: null,
    decision: null,
    supersededBy: null,
    rollbackId: null,
    failure: null,
  };
}
