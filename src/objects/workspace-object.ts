/** One per Slack workspace: which requests were seen, which operations there are, and what was decided about them. */
import { DurableObject } from "cloudflare:workers";
import { openDeps } from "../deps.ts";
import type { AuditEntry, AuditQuery, AuditVerdict } from "../operations/audit-entry.ts";
import type { AuditRecord } from "../operations/audit-record.ts";
import type { OperationSummary } from "../operations/operation-summary.ts";
import { AUDIT_SCHEMA, AuditLog } from "./audit-log.ts";
import { migrate } from "./migrate.ts";
import { OPERATION_SCHEMA, type OperationQuery, OperationRegistry } from "./operation-registry.ts";

/** Slack retries events for up to an hour (24 h with delayed events); a claim outlives both. */
const CLAIM_TTL_MS = 25 * 60 * 60_000;
const SWEEP_EVERY_MS = 60 * 60_000;

const STEPS = [
  "CREATE TABLE claim (key TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID",
  "CREATE TABLE open_operation (id TEXT PRIMARY KEY, since INTEGER NOT NULL) STRICT, WITHOUT ROWID",
  OPERATION_SCHEMA,
  AUDIT_SCHEMA,
];

export class WorkspaceObject extends DurableObject<Env> {
  readonly #now: () => number;
  readonly #operations: OperationRegistry;
  readonly #audit: AuditLog;
  #sweptAt = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, STEPS);
    this.#now = openDeps(env).now;
    this.#operations = new OperationRegistry(ctx.storage.sql);
    this.#audit = new AuditLog(ctx.storage);
  }

  /** True for the first caller of a key within 25 h, false for everybody after. */
  claim(key: string): boolean {
    const now = this.#now();
    this.#sweep(now);
    const { sql } = this.ctx.storage;
    const taken = sql.exec("SELECT 1 FROM claim WHERE key = ? AND until > ?", key, now).toArray().length > 0;
    if (!taken) sql.exec("INSERT OR REPLACE INTO claim (key, until) VALUES (?, ?)", key, now + CLAIM_TTL_MS);
    return !taken;
  }

  /** Writes down where an operation stands; said again, or too late, it changes nothing. */
  noteOperation(summary: OperationSummary): void {
    this.#sweep(this.#now());
    this.#operations.note(summary);
  }

  listOperations(query: OperationQuery): OperationSummary[] {
    return this.#operations.list(query);
  }

  /** Ids of operations that have not ended, oldest first: what the watchdog looks after. */
  listOpenOperations(): string[] {
    return this.#operations.listOpen();
  }

  /** For what is looked after and not listed, and what the version before the list said. */
  openOperation(id: string): void {
    this.#operations.open(id, this.#now());
  }

  closeOperation(id: string): void {
    this.#operations.close(id);
  }

  /** Writes entries to the audit log, all or none. The same key again is the same entry. */
  appendAudit(rows: readonly { readonly key: string; readonly entry: AuditEntry }[]): void {
    this.#audit.append(rows);
  }

  listAudit(query: AuditQuery): AuditRecord[] {
    return this.#audit.list(query);
  }

  verifyAudit(): Promise<AuditVerdict> {
    return this.#audit.verify();
  }

  #sweep(now: number): void {
    if (now - this.#sweptAt < SWEEP_EVERY_MS) return;
    this.#sweptAt = now;
    this.ctx.storage.sql.exec("DELETE FROM claim WHERE until <= ?", now);
    this.#operations.sweep(now);
  }
}
