/** Who follows the log of an agent, and what they were shown last: one look serves all of them. */
import type { Deps } from "../deps.ts";
import { fail, type Result } from "../failure.ts";
import type { OperationHold } from "../operations/agent-hold.ts";
import { FOLLOW_MS } from "../operations/follow-operation.ts";
import type { LogTail, LogTailOptions } from "../platforms/log-tail.ts";
import type { AgentIdentity } from "../platforms/port.ts";

export const FOLLOW_SCHEMA = `CREATE TABLE follow (
  key TEXT PRIMARY KEY,
  operation_id TEXT NOT NULL,
  followed_by TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID`;

/** Shorter than the time between two looks of one follower, so each look is a new one for somebody. */
const FRESH_MS = 4_000;
/** Its message may have been posted late, and its end may be told late. */
const FORGOTTEN_MS = 10 * FOLLOW_MS;

interface Reading {
  readonly at: number;
  readonly result: Promise<Result<LogTail>>;
}

export class Followers {
  readonly #sql: SqlStorage;
  readonly #deps: Deps;
  readonly #readings = new Map<string, Reading>();

  constructor(sql: SqlStorage, deps: Deps) {
    this.#sql = sql;
    this.#deps = deps;
  }

  find(key: string): OperationHold | null {
    const rows = this.#sql.exec<{ operation_id: string; followed_by: string; since: number }>(
      "SELECT operation_id, followed_by, since FROM follow WHERE key = ?",
      key,
    );
    const row = rows.toArray()[0];
    return row
      ? { operationId: row.operation_id, verb: "follow", by: row.followed_by, since: row.since }
      : null;
  }

  keep(key: string, { operationId, by, since }: OperationHold): void {
    this.#sql.exec("DELETE FROM follow WHERE since < ?", since - FORGOTTEN_MS);
    this.#sql.exec(
      "INSERT OR REPLACE INTO follow (key, operation_id, followed_by, since) VALUES (?, ?, ?, ?)",
      key,
      operationId,
      by,
      since,
    );
  }

  remove(operationId: string): void {
    this.#sql.exec("DELETE FROM follow WHERE operation_id = ?", operationId);
  }

  read(agent: AgentIdentity, options: LogTailOptions): Promise<Result<LogTail>> {
    const now = this.#deps.now();
    for (const [known, { at }] of this.#readings) if (now - at >= FRESH_MS) this.#readings.delete(known);
    const key = JSON.stringify(options);
    const reading = this.#readings.get(key) ?? { at: now, result: this.#readNow(agent, options) };
    this.#readings.set(key, reading);
    return reading.result;
  }

  async #readNow(agent: AgentIdentity, options: LogTailOptions): Promise<Result<LogTail>> {
    const { project: given } = agent;
    const platform = this.#deps.openPlatforms().find(({ project }) => project === given);
    return platform
      ? await platform.readLogTail(agent, options)
      : fail({ kind: "unknown-project", given, known: [] });
  }
}
