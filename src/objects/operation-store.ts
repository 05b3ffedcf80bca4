/** The rows of one operation: its record, what its card last showed, and what still has to reach others. */
import type { AuditEntry } from "../operations/audit-entry.ts";
import type { View } from "../views/view.ts";

export const OPERATION_SCHEMA =
  "CREATE TABLE operation (id INTEGER PRIMARY KEY CHECK (id = 1), record TEXT NOT NULL) STRICT";

export const MESSAGE_SCHEMA = `CREATE TABLE message (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  channel TEXT NOT NULL,
  thread_ts TEXT,
  shown TEXT,
  shown_at INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL DEFAULT 0
) STRICT`;

/** Replies in the thread and entries of the audit log: kept until the one who has to have them has said so. */
export const PENDING_SCHEMA = `CREATE TABLE pending (
  sequence INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('reply', 'audit')),
  payload TEXT NOT NULL,
  done INTEGER NOT NULL DEFAULT 0
) STRICT`;

export interface MessageRow extends Record<string, SqlStorageValue> {
  readonly channel: string;
  readonly thread_ts: string | null;
  /** The view that was last handed on, as JSON: what has not changed is not handed on again. */
  readonly shown: string | null;
  readonly shown_at: number;
  readonly revision: number;
}

export interface Pending<T> {
  readonly sequence: number;
  readonly payload: T;
}

export class OperationStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** As it was stored, unchecked; null before it begins. */
  loadRecord(): unknown {
    const row = this.#sql.exec<{ record: string }>("SELECT record FROM operation WHERE id = 1").toArray()[0];
    return row ? JSON.parse(row.record) : null;
  }

  saveRecord(record: unknown): void {
    const text = JSON.stringify(record);
    this.#sql.exec("INSERT OR REPLACE INTO operation (id, record) VALUES (1, ?)", text);
  }

  createMessage(channel: string, threadTs: string | null): void {
    this.#sql.exec(
      "INSERT OR IGNORE INTO message (id, channel, thread_ts) VALUES (1, ?, ?)",
      channel,
      threadTs,
    );
  }

  message(): MessageRow | undefined {
    return this.#sql.exec<MessageRow>("SELECT * FROM message WHERE id = 1").toArray()[0];
  }

  /** Of an operation that has begun. */
  requireMessage(): MessageRow {
    return this.#sql.exec<MessageRow>("SELECT * FROM message WHERE id = 1").one();
  }

  noteShown(shown: string, revision: number, at: number): void {
    const statement = "UPDATE message SET shown = ?, revision = ?, shown_at = ? WHERE id = 1";
    this.#sql.exec(statement, shown, revision, at);
  }

  add(kind: "reply" | "audit", payloads: readonly (View | AuditEntry)[]): void {
    for (const payload of payloads)
      this.#sql.exec("INSERT INTO pending (kind, payload) VALUES (?, ?)", kind, JSON.stringify(payload));
  }

  /** In the order in which they came. What was written by this class is read back by it. */
  pending<T extends View | AuditEntry>(kind: "reply" | "audit"): readonly Pending<T>[] {
    const statement = "SELECT sequence, payload FROM pending WHERE kind = ? AND done = 0 ORDER BY sequence";
    const rows = this.#sql.exec<{ sequence: number; payload: string }>(statement, kind).toArray();
    return rows.map(({ sequence, payload }) => ({ sequence, payload: JSON.parse(payload) }));
  }

  /** The row stays: its number must not be given to another. */
  markDone(kind: "reply" | "audit", upTo: number): void {
    const statement = "UPDATE pending SET done = 1 WHERE kind = ? AND sequence <= ? AND done = 0";
    this.#sql.exec(statement, kind, upTo);
  }
}
