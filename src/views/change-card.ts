/** All that the card of one change shows. Plain data, so that it can be stored and drawn again at any time. */
import type { Failure } from "../failure.ts";
import type { AgentLock } from "../operations/agent-hold.ts";
import type { Assessment, Progress, Trouble } from "../operations/assessment.ts";
import type { ChangePlan } from "../operations/change-plan.ts";
import type { ChangeRequest } from "../operations/change-request.ts";
import type { SourceWork } from "../operations/source-work.ts";
import type { Approval, ApprovalRule } from "../policy/approval-rule.ts";
import type { WorkflowRun } from "../source/source-port.ts";

/** What was asked for, by whom, and how far it got. Times in milliseconds; `askedBy`, `by`: Slack user ids. */
interface ChangeFacts {
  readonly id: string;
  readonly request: ChangeRequest;
  readonly askedBy: string;
  readonly reason: string | null;
  readonly startedAt: number;
  readonly plan: ChangePlan;
  /** The first characters of the plan's digest; the Approve button names it. */
  readonly planDigest: string;
  /** 1 is the plan that was asked for; every later one voided the approvals of the one before. */
  readonly planNumber: number;
  readonly rule: ApprovalRule;
  readonly approvals: readonly Approval[];
  /** Approvals were skipped, for the `reason`; the card is loud and the on-call group was called. */
  readonly breakGlass: boolean;
  /** The operation of ours whose failure this one undoes by itself; null for what a person asked for. */
  readonly rollbackOf: string | null;
  /** The last approval; null before, or where none was needed. */
  readonly approvedAt: number | null;
  /** When the values of secrets were entered after they had been asked for; null where they never were. */
  readonly suppliedAt: number | null;
  /** The first call on the platform; null before. */
  readonly calledAt: number | null;
  /** A call was made of which nobody knows whether it took effect, and a person asked for it to be made again. */
  readonly isDoubtful: boolean;
  readonly acceptedAt: number | null;
  /** The lock of somebody else that breaking the glass skipped. */
  readonly skippedLock: AgentLock | null;
  /** When it was seen to have failed; it may have waited for its rollback since. */
  readonly failedAt: number | null;
  /** How far the making of its version is; null where it makes none, or has not begun. */
  readonly work: SourceWork | null;
  /** Whether that can still be stopped without a trace. */
  readonly isStoppable: boolean;
  /** Whether it failed before anything could be replaced: in the build, or in the workflow that was to deploy. */
  readonly isWithoutEffect: boolean;
  /** The run of the workflow that deploys. */
  readonly run: WorkflowRun | null;
  /** When it was seen to have ended well. */
  readonly ranAt: number | null;
  /** The version that was there before; null where only the platform's list can tell. */
  readonly undoTo: string | null;
  /** Of a stop: sessions that go on besides those that were to end; null: not known. */
  readonly otherSessions: number | null;
}

export type ChangeProgress =
  /** Where no approval is needed it begins at once. */
  | { readonly phase: "proposed"; readonly expiresAt: number }
  | { readonly phase: "awaiting-approval"; readonly expiresAt: number }
  /** Who asked enters the values of the secrets, until then. */
  | { readonly phase: "awaiting-values"; readonly expiresAt: number }
  /** The plan is compared with the platform once more, right before the call. */
  | { readonly phase: "approved" }
  | { readonly phase: "executing" }
  /** The call ended without an answer that says whether it took effect; a look will tell. */
  | { readonly phase: "unsure" }
  /** No look can tell whether it took effect: a person decides, by **Do it again** or **Leave it**. */
  | { readonly phase: "unproven" }
  /** `pollFailure`: the platform cannot be asked at the moment, which says nothing about the change. */
  | {
      readonly phase: "observing";
      readonly assessment: Assessment | null;
      readonly pollFailure: Failure | null;
      /** null: not known. */
      readonly stillServing?: boolean | null;
      /** How long after a failure it would be rolled back by itself; null: it would not. */
      readonly rollbackAfterMs?: number | null;
      /** Whether an operator may have it rolled back without waiting for that. */
      readonly mayHurry?: boolean;
    }
  /** It failed, and is rolled back by itself at `rollbackAt` unless somebody keeps it. */
  | {
      readonly phase: "countdown";
      readonly rollbackAt: number;
      readonly trouble: Trouble | null;
      readonly stillServing: boolean | null;
    }
  | ({ readonly endedAt: number } & ChangeEnding);

export type ChangeEnding =
  /** `asleep`: where it runs only once somebody calls. Foreign text. */
  | { readonly phase: "succeeded"; readonly asleep?: readonly string[] }
  /** The platform found nothing to change and made no new deployment. */
  | { readonly phase: "unchanged"; readonly warning: string | null }
  /**
   * `keptBy`: who stopped the automatic rollback; `rollbackId`: the operation that undoes it; `stuck`: policy wants it
   * undone, and why that could not be begun. `stillServing` as below.
   */
  | {
      readonly phase: "failed";
      readonly trouble: Trouble | null;
      readonly keptBy: string | null;
      readonly rollbackId: string | null;
      readonly stuck: Failure | null;
      readonly stillServing: boolean | null;
    }
  /** Provably nothing was changed: the platform refused, or it could not be called in time (null). */
  | { readonly phase: "refused"; readonly failure: Failure | null }
  | { readonly phase: "rejected"; readonly by: string; readonly why: string | null }
  | { readonly phase: "expired" }
  | { readonly phase: "cancelled"; readonly by: string; readonly why: string | null }
  /** `by`: the version or deployment that somebody else brought in. */
  | { readonly phase: "superseded"; readonly by: string }
  /** `stillServing`: callers are served by what was there before; null: not known. */
  | {
      readonly phase: "timed-out";
      readonly progress: Progress | null;
      readonly trouble: Trouble | null;
      readonly stillServing: boolean | null;
    }
  /** What became of it is not known: the platform does not answer, or a person left it unproven (`leftBy`). */
  | { readonly phase: "lost"; readonly failure: Failure | null; readonly leftBy: string | null };

export type ChangeCard = ChangeFacts & ChangeProgress;
