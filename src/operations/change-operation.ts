/** What is known of one change while it lives. Stored after every step, so a restart finds all of it. */
import type { Failure, Result } from "../failure.ts";
import type { ChangeReceipt } from "../platforms/change.ts";
import type { AgentIdentity, AgentStatus, SecretStock } from "../platforms/port.ts";
import type { LiveSessions } from "../platforms/sessions.ts";
import type { Approval, ApprovalRule } from "../policy/approval-rule.ts";
import type { WorkflowRun } from "../source/source-port.ts";
import type { AgentLock } from "./agent-hold.ts";
import type { Assessment } from "./assessment.ts";
import type { AuditEntry } from "./audit-entry.ts";
import type { ChangePlan } from "./change-plan.ts";
import type { ChangeRequest } from "./change-request.ts";
import type { BuiltVersion } from "./find-built-version.ts";
import type { SourceWork, WorkReport } from "./source-work.ts";

export type ChangePhase =
  /** The card is being posted; nothing else was done. */
  | "proposed"
  | "awaiting-approval"
  /** May be called next; the plan is compared with the platform once more before that. */
  | "approved"
  /** Nobody has the values of the secrets, or they went with the process that had them: who asked enters them. */
  | "awaiting-values"
  /** The call is under way, or was when we were killed. */
  | "executing"
  /** The call ended without an answer that says whether it took effect. */
  | "unsure"
  /** No look can tell whether it took effect; a person decides. */
  | "unproven"
  /** Accepted; followed until it has really happened. */
  | "observing"
  /** It failed, and will be rolled back unless somebody keeps it. */
  | "countdown"
  | ChangeEnd;

export type ChangeEnd =
  | "succeeded"
  /** The platform found nothing to change. */
  | "unchanged"
  | "failed"
  /** Provably nothing was changed. */
  | "refused"
  | "rejected"
  | "expired"
  | "cancelled"
  /** Somebody else brought in something newer meanwhile. */
  | "superseded"
  | "timed-out"
  /** What became of it is not known. */
  | "lost";

/** The agent that it is about: a new one has its id only since it was made. */
export const agentOf = ({ request, work }: Pick<ChangeOperation, "request" | "work">): AgentIdentity =>
  request.asked.verb === "create" && work?.agentId ? { ...request.agent, id: work.agentId } : request.agent;

/** Every phase, and whether nothing changes any more in it; what is stored is checked against the same list. */
export const CHANGE_PHASES: Readonly<Record<ChangePhase, "under way" | "over">> = {
  proposed: "under way",
  "awaiting-approval": "under way",
  approved: "under way",
  "awaiting-values": "under way",
  executing: "under way",
  unsure: "under way",
  unproven: "under way",
  observing: "under way",
  countdown: "under way",
  succeeded: "over",
  unchanged: "over",
  failed: "over",
  refused: "over",
  rejected: "over",
  expired: "over",
  cancelled: "over",
  superseded: "over",
  "timed-out": "over",
  lost: "over",
};

export const isChangeOver = ({ phase }: Pick<ChangeOperation, "phase">): boolean =>
  CHANGE_PHASES[phase] === "over";

export interface ChangeOperation {
  readonly kind: "change";
  readonly id: string;
  readonly request: ChangeRequest;
  /** The same for whatever asks for the same change of the same agent. */
  readonly fingerprint: string;
  readonly askedBy: string;
  readonly door: AuditEntry["door"];
  readonly reason: string | null;
  readonly breakGlass: boolean;
  /** The lock of somebody else that breaking the glass skipped. */
  readonly skippedLock: AgentLock | null;
  /** The user group that is called when the glass is broken; null: none. */
  readonly onCall: string | null;
  /** The operation of ours whose failure this one undoes by itself. */
  readonly rollbackOf: string | null;
  readonly startedAt: number;
  readonly phase: ChangePhase;
  readonly phaseSince: number;

  readonly rule: ApprovalRule;
  readonly plan: ChangePlan;
  readonly planDigest: string;
  readonly planNumber: number;
  readonly approvals: readonly Approval[];
  /** When the question for approval ends; null where there is none. */
  readonly expiresAt: number | null;

  readonly approvedAt: number | null;
  /** When the values of secrets were entered after they had been asked for; null: they never were. */
  readonly suppliedAt: number | null;
  /** When the platform was first called. */
  readonly calledAt: number | null;
  /** How often it was called: a second time only after proof that the first took no effect. */
  readonly calls: number;
  readonly acceptedAt: number | null;
  readonly receipt: ChangeReceipt | null;
  /** No look could tell whether a call took effect; until one is accepted, nobody can say that nothing was changed. */
  readonly isDoubtful: boolean;
  /** Looks in a row that found no trace of the call. */
  readonly looks: number;

  /** How far a version is that is made from source; null: nothing of it has begun. */
  readonly work: SourceWork | null;
  /** The run of the workflow that deploys; null: there is none, or it was not seen yet. */
  readonly run: WorkflowRun | null;
  /** When the run was seen to have ended well: the platform is followed from then on. */
  readonly ranAt: number | null;

  readonly assessment: Assessment | null;
  /** Bad samples in a row; one alone is no evidence. */
  readonly badSamples: number;
  /** Looks in a row that the platform did not answer. */
  readonly failedPolls: number;
  /** Callers are served by what was there before; null: not known. */
  readonly stillServing: boolean | null;
  /** Of a stop: sessions that go on besides those that were to end; null: not known. */
  readonly otherSessions: number | null;
  /** When it was seen to have failed, which the rollback may be waiting since. */
  readonly failedAt: number | null;

  /** Who ended it, and what they said. */
  readonly decidedBy: string | null;
  readonly decision: string | null;
  readonly supersededBy: string | null;
  readonly rollbackId: string | null;
  readonly failure: Failure | null;
}

export interface PlannedAgain {
  readonly plan: ChangePlan;
  readonly digest: string;
}

export type ChangeEvent =
  /** The time of the next step has come; also what a restart begins with. */
  | { readonly type: "due" }
  | { readonly type: "announced" }
  /** Slack will never take the card. */
  | { readonly type: "unannounceable"; readonly failure: Failure }
  | ChangePress
  /** `hasValues`: those of the secrets that it writes are in memory. */
  | { readonly type: "checked"; readonly result: Result<PlannedAgain>; readonly hasValues?: boolean }
  | { readonly type: "called"; readonly result: Result<ChangeReceipt> }
  | ({ readonly type: "looked" } & Seen)
  | ({ readonly type: "observed" } & Seen)
  /** Where the making of a version stands; null: nobody is at it, so it was cut off. */
  | { readonly type: "worked"; readonly report: WorkReport | null }
  /** Ids of agents that are new since the plan and have no version. */
  | { readonly type: "sought"; readonly result: Result<readonly string[]> }
  /** The run of the workflow; null: none is to be found. */
  | { readonly type: "followed"; readonly result: Result<WorkflowRun | null> }
  /** Of a stop, in place of what is looked at of other changes: which of its sessions go on. */
  | { readonly type: "sessions-seen"; readonly result: Result<LiveSessions> }
  /** The last line of the agent's log that says something; null: there is none. */
  | { readonly type: "logged"; readonly lastLine: string | null }
  | { readonly type: "rolled-back"; readonly outcome: RollbackOutcome };

/** `status` null: the agent is not there. `built`: the version that this operation made; null: none yet, or it makes none. */
export interface Seen {
  readonly result: Result<AgentStatus | null>;
  readonly built?: BuiltVersion | null;
  /** The names that are there; of a change of secrets alone. */
  readonly stock?: SecretStock | null;
}

/** What came of undoing a failed change by itself. */
export type RollbackOutcome =
  | { readonly kind: "begun"; readonly rollbackId: string }
  /** Somebody else has deployed since: there is nothing of ours left to undo. */
  | { readonly kind: "overtaken"; readonly by: string }
  | { readonly kind: "failed"; readonly failure: Failure };

/** What a person decides about an operation. That they may was checked before. `door`: how it was said. */
export type ChangePress = { readonly by: string; readonly door: AuditEntry["door"] } & (
  | {
      readonly type: "approve";
      /** By which entries of `rule` they are an approver. */
      readonly entries: readonly string[];
      readonly comment: string | null;
      /** The plan that they saw, as far as its digest was given; null: the one that there is. */
      readonly plan: string | null;
      /** The rule as the policy has it at this moment. */
      readonly rule: ApprovalRule;
    }
  | { readonly type: "reject" | "cancel"; readonly why: string | null }
  | { readonly type: "proceed" | "keep" }
  /** The values of the secrets were entered; they are handed over beside it, in memory. */
  | { readonly type: "supply" }
);

export type ChangeEffect = "check" | "call" | "work" | "look" | "observe" | "roll-back";

export interface ChangeDecision {
  readonly operation: ChangeOperation;
  /** To be done after `operation` is stored. */
  readonly effect: ChangeEffect | null;
  /** When the next `due` is to come; null when it is over or the effect's answer comes first. */
  readonly dueAt: number | null;
  /** Why a press changed nothing. */
  readonly refusal: Failure | null;
}
