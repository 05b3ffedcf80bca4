/**
 * A kind of operation: its state machine, what it does to the world, how it is shown. The operation object drives all
 * kinds alike; it stores, calls, repeats and survives, and knows nothing of what they are about.
 */
import type { Failure, Result } from "../failure.ts";
import type { SecretValues } from "../platforms/change.ts";
import type { LogTail, LogTailOptions } from "../platforms/log-tail.ts";
import type { AgentIdentity, AgentPlatform, AgentStatus } from "../platforms/port.ts";
import type { View } from "../views/view.ts";
import type { AgentLock } from "./agent-hold.ts";
import type { AuditEntry } from "./audit-entry.ts";
import type { ChangeOperation, RollbackOutcome } from "./change-operation.ts";
import type { LedgerEntry } from "./ledger-entry.ts";
import type { OperationSummary } from "./operation-summary.ts";
import type { OpenSource } from "./plan-ports.ts";
import type { WorkReport } from "./source-work.ts";

/** What happens to every operation. */
export type CommonEvent =
  /** The time of the next step has come; also what a restart begins with. */
  | { readonly type: "due" }
  /** Slack has the card. */
  | { readonly type: "announced" }
  /** Slack will never take it. */
  | { readonly type: "unannounceable"; readonly failure: Failure };

export interface OperationDecision<Operation, Effect> {
  /** The very same object where nothing is new: then nothing is stored. */
  readonly operation: Operation;
  /** To be done after `operation` is stored. */
  readonly effect: Effect | null;
  /** When the next `due` is to come; null when it is over or the effect's answer comes first. */
  readonly dueAt: number | null;
  /** Why a press changed nothing. */
  readonly refusal?: Failure | null;
}

/** What an effect works with. */
export interface EffectPorts {
  /** null when the project is no longer configured. */
  readonly openPlatform: (project: string) => AgentPlatform | null;
  /** Writes down the deployment that is there now, and gives all that were seen, newest first. */
  readonly keepLedger: (status: AgentStatus) => Promise<readonly LedgerEntry[]>;
  readonly openSource: OpenSource;
  /** What is being made from source in this very object; what it does is reported as it goes. */
  readonly work: {
    readonly begin: (operation: ChangeOperation) => void;
    /** null: nothing is, since nothing was begun or a restart cut it off. */
    readonly look: () => WorkReport | null;
  };
  /** null when nobody locked it. */
  readonly readLock: (agent: AgentIdentity) => Promise<AgentLock | null>;
  /** The newest lines of the agent's log, read once for all who follow it. */
  readonly readLog: (agent: AgentIdentity, options: LogTailOptions) => Promise<Result<LogTail>>;
  /** Begins the operation that undoes this one. */
  readonly rollBack: () => Promise<RollbackOutcome>;
  /** Values of secrets, entered for this operation a moment ago; null: there are none, any more or yet. */
  readonly values: () => SecretValues | null;
}

/** Something that just happened; `before` is null when the operation has just begun. */
export interface Step<Operation> {
  readonly before: Operation | null;
  readonly after: Operation;
  readonly now: number;
}

export interface OperationKind<Operation, Event, Effect> {
  /** It only reads, so it is looked after like the others, but counted and listed among them nowhere. */
  readonly isUnlisted?: true;
  /** Reads what was stored, maybe by an older version; throws on what it cannot be. */
  readonly parse: (record: unknown) => Operation;
  decide(operation: Operation, event: Event | CommonEvent, now: number): OperationDecision<Operation, Effect>;
  perform(effect: Effect, operation: Operation, ports: EffectPorts): Promise<Event>;
  draw(operation: Operation, now: number): View;
  summarize(operation: Operation): OperationSummary;
  /** How soon the alarm has to ring again if the next step is cut off, in milliseconds. */
  watchdogMs(operation: Operation, now: number): number;
  /** How long the card may stay as it is after this step; null: it shows nothing of it. */
  cardDelayMs(step: Step<Operation>): number | null;
  /** Whether people wait for this state: then its card goes before those that merely move on. */
  isDecision(operation: Operation): boolean;
  /** What is to be written into the thread of the card because of this step. */
  notes(step: Step<Operation>): readonly View[];
  /** What is to be written into the audit log because of this step. */
  audit(step: Step<Operation>, event: Event | CommonEvent): readonly AuditEntry[];
  /** The log of the agent, where it says more than any status; null for a kind that has none. */
  readonly log: {
    isWanted(step: Step<Operation>): boolean;
    sourceOf(operation: Operation): { readonly agent: AgentIdentity; readonly deploymentId: string | null };
    draw(operation: Operation, lines: readonly string[]): View;
    /** What follows from it for the operation. */
    toEvent(lines: readonly string[]): Event;
  } | null;
}
