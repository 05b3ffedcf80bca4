/** The outbox's rows. A lane is one row, so whatever happens to it is one write. */
import type { LaneRow, LaneRows } from "../operations/outbox-lanes.ts";
import { PAUSES, type Pause, type PauseRows } from "../operations/outbox-pace.ts";

/** What is small comes first: a search for what is open does not read the rest of a row. */
export const LANE_SCHEMA = `CREATE TABLE lane (
  key TEXT PRIMARY KEY,
  open INTEGER NOT NULL,
  called_at INTEGER NOT NULL,
  written_at INTEGER NOT NULL,
  record TEXT NOT NULL
) STRICT, WITHOUT ROWID`;

export const PAUSE_SCHEMA =
  "CREATE TABLE pause (kind TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID";

export class OutboxStore implements LaneRows, PauseRows {
  readonly #sql: SqlStorage;
  readonly #now: () => number;

  constructor(sql: SqlStorage, now: () => number) {
    this.#sql = sql;
    this.#now = now;
  }

  read(key: string): string | null {
    const rows = this.#sql.exec<{ record: string }>("SELECT record FROM lane WHERE key = ?", key).toArray();
    return rows[0]?.record ?? null;
  }

  write({ key, isOpen, calledAt, record }: LaneRow): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO lane (key, open, called_at, written_at, record) VALUES (?, ?, ?, ?, ?)",
      key,
      isOpen ? 1 : 0,
      calledAt,
      this.#now(),
      record,
    );
  }

  listOpen(): readonly string[] {
    const rows = this.#sql.exec<{ record: string }>("SELECT record FROM lane WHERE open = 1");
    return rows.toArray().map(({ record }) => record);
  }

  lastCallAt(): number {
    return this.#sql.exec<{ at: number | null }>("SELECT MAX(called_at) AS at FROM lane").one().at ?? 0;
  }

  readPauses(): readonly (readonly [Pause, number])[] {
    const rows = this.#sql.exec<{ kind: string; until: number }>("SELECT kind, until FROM pause").toArray();
    return rows.flatMap(({ kind, until }) => {
      const pause = PAUSES.find((known) => known === kind);
      return pause ? [[pause, until] as const] : [];
    });
  }

  writePause(pause: Pause, until: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO pause (kind, until) VALUES (?, ?)", pause, until);
  }

  /** Deletes the lanes to which nothing happened for so long. */
  deleteOlderThan(ageMs: number): void {
    this.#sql.exec("DELETE FROM lane WHERE written_at < ?", this.#now() - ageMs);
  }
}
