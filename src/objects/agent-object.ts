/**
 * One per agent: which operation has it, whether a person locked it, and which deployments it had. An operation that has
 * the agent is asked whether it still lives before anybody is turned away, so a crash between two objects blocks nobody.
 */
import { DurableObject } from "cloudflare:workers";
import { type Deps, openDeps } from "../deps.ts";
import type { Result } from "../failure.ts";
import type { AgentHold, AgentLock, OperationHold } from "../operations/agent-hold.ts";
import type { AcquireOutcome, AcquireRequest, DeploymentOutcome } from "../operations/agent-outcome.ts";
import type { LedgerEntry } from "../operations/ledger-entry.ts";
import type { OperationSummary } from "../operations/operation-summary.ts";
import type { LogTail, LogTailOptions } from "../platforms/log-tail.ts";
import type { AgentIdentity, PipecatAgentStatus } from "../platforms/port.ts";
import { FOLLOW_SCHEMA, Followers } from "./followers.ts";
import { LEDGER_SCHEMA, Ledger } from "./ledger.ts";
import { migrate } from "./migrate.ts";

const STEPS = [
  `CREATE TABLE hold (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    operation_id TEXT NOT NULL,
    verb TEXT NOT NULL,
    held_by TEXT NOT NULL,
    since INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE asked (
    fingerprint TEXT PRIMARY KEY,
    operation_id TEXT NOT NULL,
    verb TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE agent_lock (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    locked_by TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    reason TEXT NOT NULL
  ) STRICT`,
  LEDGER_SCHEMA,
  FOLLOW_SCHEMA,
];

/** The same question again within this time is the same question. */
const REPEATED_WITHIN_MS = 60_000;
/** The phase of one that has not stored itself yet. */
const BEGINNING = "proposed";
/** Longer than it takes an operation to store itself once it has the agent. */
const BEGINNING_MS = 15_000;
/** To set a secret again does no harm, and the value may have been mistyped. */
const isHarmless = ({ verb, endedAt }: OperationSummary): boolean =>
  verb === "update-secrets" && endedAt !== null;
/** After these the same may well be wanted again at once. */
const WORTH_REPEATING = [
  "refused",
  "rejected",
  "expired",
  "cancelled",
  "failed",
  "timed-out",
  "lost",
  "gone",
];

export class AgentObject extends DurableObject<Env> {
  readonly #deps: Deps;
  readonly #ledger: Ledger;
  readonly #followers: Followers;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#deps = openDeps(env);
    migrate(ctx.storage, STEPS);
    this.#ledger = new Ledger(ctx.storage.sql, this.#deps.now);
    this.#followers = new Followers(ctx.storage.sql, this.#deps);
  }

  /** Gives the agent to an operation, or says who has it. The same operation may ask any number of times. */
  async acquire(request: AcquireRequest): Promise<AcquireOutcome> {
    const lock = this.#lock();
    if (lock && lock.by !== request.by && !request.breakGlass) return { kind: "locked", lock };
    const holder = this.#holder();
    const repeated = await this.#findRepeated(request);
    const isToGiveWay = request.breakGlass && repeated?.operationId === holder?.operationId;
    if (repeated && !isToGiveWay) return { kind: "repeated", holder: repeated };
    const phase = holder && !isOwn(holder, request) ? await this.#openPhase(holder) : null;
    if (holder && phase !== null) {
      // In an emergency nobody waits for a question that is still open; what has been called is not stopped.
      const gaveWay = request.breakGlass && (await this.#operation(holder.operationId).giveWay(request.by));
      if (!gaveWay) return { kind: "busy", holder, phase };
    }
    // Somebody else may have come while the holder was asked.
    const now = this.#holder();
    if (now && now.operationId !== holder?.operationId && !isOwn(now, request))
      return { kind: "busy", holder: now, phase: BEGINNING };
    const { operationId, verb, by, since, fingerprint } = request;
    const { sql } = this.ctx.storage;
    sql.exec(
      "INSERT OR REPLACE INTO hold (id, operation_id, verb, held_by, since) VALUES (1, ?, ?, ?, ?)",
      operationId,
      verb,
      by,
      since,
    );
    sql.exec("DELETE FROM asked WHERE at < ?", this.#deps.now() - REPEATED_WITHIN_MS);
    sql.exec(
      "INSERT OR REPLACE INTO asked (fingerprint, operation_id, verb, asked_by, at) VALUES (?, ?, ?, ?, ?)",
      fingerprint,
      operationId,
      verb,
      by,
      since,
    );
    return { kind: "acquired", skipped: lock?.by === by ? null : lock };
  }

  /** The operation is over. `deployment`: what became of the one that it made. */
  release(operationId: string, deployment: DeploymentOutcome | null): void {
    if (deployment) this.#ledger.settle(deployment);
    this.ctx.storage.sql.exec("DELETE FROM hold WHERE operation_id = ?", operationId);
  }

  async readHold(): Promise<AgentHold> {
    const operation = this.#holder();
    const isHeld = operation !== null && (await this.#isOpen(operation));
    return { operation: isHeld ? operation : null, lock: this.#lock() };
  }

  readLock(): AgentLock | null {
    return this.#lock();
  }

  /** Gives the lock that is in the way, of somebody else; null when the agent is locked by this one now. */
  setLock(lock: AgentLock): AgentLock | null {
    const held = this.#lock();
    if (held && held.by !== lock.by) return held;
    this.ctx.storage.sql.exec(
      "INSERT OR REPLACE INTO agent_lock (id, locked_by, since, until, reason) VALUES (1, ?, ?, ?, ?)",
      lock.by,
      lock.since,
      lock.until,
      lock.reason,
    );
    return null;
  }

  /** Gives the lock that was taken away; null when there was none. */
  removeLock(): AgentLock | null {
    const before = this.#lock();
    this.ctx.storage.sql.exec("DELETE FROM agent_lock");
    return before;
  }

  /** Writes down the deployment that is there now, and gives all that were seen, newest first. */
  keepLedger(status: PipecatAgentStatus): readonly LedgerEntry[] {
    this.#ledger.keep(status);
    return this.#ledger.list();
  }

  /** Gives who follows the same already; null: this one does now. `key`: what is followed, and where it is shown. */
  async beginFollow(key: string, follower: OperationHold): Promise<OperationHold | null> {
    const holder = this.#followers.find(key);
    if (holder && holder.operationId !== follower.operationId && (await this.#isOpen(holder))) return holder;
    this.#followers.keep(key, follower);
    return null;
  }

  endFollow(operationId: string): void {
    this.#followers.remove(operationId);
  }

  /** The log as it is now, or was a moment ago: however many follow it, it is read once. */
  readLog(agent: AgentIdentity, options: LogTailOptions): Promise<Result<LogTail>> {
    return this.#followers.read(agent, options);
  }

  #holder(): OperationHold | null {
    const rows = this.ctx.storage.sql.exec<{
      operation_id: string;
      verb: string;
      held_by: string;
      since: number;
    }>("SELECT operation_id, verb, held_by, since FROM hold WHERE id = 1");
    const row = rows.toArray()[0];
    return row ? { operationId: row.operation_id, verb: row.verb, by: row.held_by, since: row.since } : null;
  }

  /** null when there is none any more. */
  #lock(): AgentLock | null {
    const rows = this.ctx.storage.sql.exec<{
      locked_by: string;
      since: number;
      until: number | null;
      reason: string;
    }>(
      "SELECT locked_by, since, until, reason FROM agent_lock WHERE until IS NULL OR until > ?",
      this.#deps.now(),
    );
    const row = rows.toArray()[0];
    return row ? { by: row.locked_by, since: row.since, until: row.until, reason: row.reason } : null;
  }

  async #findRepeated({ fingerprint, operationId }: AcquireRequest): Promise<OperationHold | null> {
    const rows = this.ctx.storage.sql.exec<{
      operation_id: string;
      verb: string;
      asked_by: string;
      at: number;
    }>(
      "SELECT operation_id, verb, asked_by, at FROM asked WHERE fingerprint = ? AND at > ?",
      fingerprint,
      this.#deps.now() - REPEATED_WITHIN_MS,
    );
    const row = rows.toArray()[0];
    if (!row || row.operation_id === operationId) return null;
    const holder = { operationId: row.operation_id, verb: row.verb, by: row.asked_by, since: row.at };
    const summary = await this.#operation(holder.operationId).summarize();
    const isWorthRepeating =
      summary === null
        ? !this.#isBeginning(holder)
        : WORTH_REPEATING.includes(summary.phase) || isHarmless(summary);
    return isWorthRepeating ? null : holder;
  }

  async #isOpen(holder: OperationHold): Promise<boolean> {
    return (await this.#openPhase(holder)) !== null;
  }

  /** null: it is over. */
  async #openPhase(holder: OperationHold): Promise<string | null> {
    const summary = await this.#operation(holder.operationId).summarize();
    if (summary === null) return this.#isBeginning(holder) ? BEGINNING : null;
    return summary.endedAt === null ? summary.phase : null;
  }

  /** It has the agent, and its own first row may not be written yet. Later it never will: it was cut off. */
  #isBeginning({ since }: OperationHold): boolean {
    return this.#deps.now() - since < BEGINNING_MS;
  }

  #operation(id: string) {
    return this.env.OPERATIONS.getByName(`operation ${id}`);
  }
}

const isOwn = (holder: OperationHold, { operationId, insteadOf }: AcquireRequest): boolean =>
  holder.operationId === operationId || holder.operationId === insteadOf;
