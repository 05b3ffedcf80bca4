/** Which operations there are: the open ones, which the watchdog looks after, and those that ended lately. */
import type { OperationSummary } from "../operations/operation-summary.ts";

export const OPERATION_SCHEMA = `CREATE TABLE operation (
  id TEXT PRIMARY KEY,
  verb TEXT NOT NULL,
  project TEXT NOT NULL,
  agent_id TEXT NOT NULL,
  agent_name TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  phase TEXT NOT NULL,
  ended_at INTEGER
) STRICT, WITHOUT ROWID`;

/** An operation's own object forgets it after as long. */
const RETENTION_MS = 30 * 24 * 60 * 60_000;

/** Narrows a list of operations; null: of all projects, of all agents. */
export interface OperationQuery {
  readonly project: string | null;
  readonly agentId: string | null;
  readonly limit: number;
}

type SummaryRow = OperationSummary & Record<string, SqlStorageValue>;

export class OperationRegistry {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Writes down where an operation stands. One that has ended stays so: a note that was overtaken changes nothing. */
  note(summary: OperationSummary): void {
    this.#sql.exec(
      `INSERT INTO operation
         (id, verb, project, agent_id, agent_name, asked_by, started_at, phase, ended_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET phase = excluded.phase, ended_at = excluded.ended_at WHERE ended_at IS NULL`,
      summary.id,
      summary.verb,
      summary.project,
      summary.agentId,
      summary.agentName,
      summary.askedBy,
      summary.startedAt,
      summary.phase,
      summary.endedAt,
    );
    if (summary.endedAt !== null) this.close(summary.id);
  }

  /** Open ones first, the oldest first; then those that ended last. The agent is found by its id and by its name. */
  list({ project, agentId, limit }: OperationQuery): OperationSummary[] {
    const rows = this.#sql.exec<SummaryRow>(
      `SELECT id, verb, project, agent_id AS agentId, agent_name AS agentName, asked_by AS askedBy,
         started_at AS startedAt, phase, ended_at AS endedAt
       FROM operation
       WHERE (?1 IS NULL OR project = ?1) AND (?2 IS NULL OR ?2 IN (agent_id, agent_name))
       ORDER BY ended_at IS NOT NULL, ended_at DESC, started_at, id LIMIT ?3`,
      project,
      agentId,
      limit,
    );
    return rows.toArray();
  }

  /** Ids of operations that have not ended, oldest first. */
  listOpen(): string[] {
    const rows = this.#sql.exec<{ id: string }>(
      `SELECT id FROM (
         SELECT id, since FROM open_operation
         UNION ALL SELECT id, started_at FROM operation WHERE ended_at IS NULL
       ) GROUP BY id ORDER BY MIN(since) LIMIT 1000`,
    );
    return rows.toArray().map(({ id }) => id);
  }

  /** For what only says that it is open: a followed log, and operations of the version before the list. */
  open(id: string, since: number): void {
    this.#sql.exec("INSERT OR IGNORE INTO open_operation (id, since) VALUES (?, ?)", id, since);
  }

  close(id: string): void {
    this.#sql.exec("DELETE FROM open_operation WHERE id = ?", id);
  }

  /** Forgets what ended long ago. */
  sweep(now: number): void {
    this.#sql.exec("DELETE FROM operation WHERE ended_at <= ?", now - RETENTION_MS);
  }
}
