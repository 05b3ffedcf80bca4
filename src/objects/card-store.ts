/** Where an operation's card stands in Slack, and what it last showed. One row. */
export const CARD_SCHEMA = `CREATE TABLE card (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  channel TEXT NOT NULL,
  thread_ts TEXT,
  ts TEXT,
  shown TEXT,
  edited_at INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0
) STRICT`;

export interface Card {
  readonly channel: string;
  readonly threadTs: string | null;
  /** null until Slack has the message. */
  readonly ts: string | null;
  /** The view that was last sent, as JSON: what has not changed is not sent again. */
  readonly shown: string | null;
  readonly editedAt: number;
  /** Tries in a row that Slack did not answer. */
  readonly attempts: number;
}

export class CardStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  create(channel: string, threadTs: string | null): void {
    this.#sql.exec("INSERT OR IGNORE INTO card (id, channel, thread_ts) VALUES (1, ?, ?)", channel, threadTs);
  }

  load(): Card | null {
    const rows = this.#sql.exec<{
      channel: string;
      thread_ts: string | null;
      ts: string | null;
      shown: string | null;
      edited_at: number;
      attempts: number;
    }>("SELECT channel, thread_ts, ts, shown, edited_at, attempts FROM card WHERE id = 1");
    const row = rows.toArray()[0];
    if (!row) return null;
    const { channel, thread_ts: threadTs, ts, shown, edited_at: editedAt, attempts } = row;
    return { channel, threadTs, ts, shown, editedAt, attempts };
  }

  saveShown(ts: string, shown: string, editedAt: number): void {
    this.#sql.exec(
      "UPDATE card SET ts = ?, shown = ?, edited_at = ?, attempts = 0 WHERE id = 1",
      ts,
      shown,
      editedAt,
    );
  }

  countAttempt(): void {
    this.#sql.exec("UPDATE card SET attempts = attempts + 1 WHERE id = 1");
  }
}
