/**
 * The deployments of one agent, as rows: on Pipecat Cloud an API key is shown only the current one, so what came before
 * is known because it was written down. Names of secret sets, never their values.
 */
import type { DeploymentOutcome } from "../operations/agent-outcome.ts";
import { settingsOf } from "../operations/deployment-settings.ts";
import type { DeploymentSettings, LedgerEntry } from "../operations/ledger-entry.ts";
import type { PipecatAgentStatus } from "../platforms/port.ts";

export const LEDGER_SCHEMA = `CREATE TABLE deployment (
  id TEXT PRIMARY KEY,
  first_seen_at INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('healthy', 'failed', 'unknown')),
  operation_id TEXT,
  asked_by TEXT,
  settings TEXT
) STRICT, WITHOUT ROWID`;

/** More than anybody goes back. */
const MAX_ENTRIES = 100;

interface DeploymentRow extends Record<string, SqlStorageValue> {
  readonly id: string;
  readonly first_seen_at: number;
  readonly outcome: LedgerEntry["outcome"];
  readonly operation_id: string | null;
  readonly asked_by: string | null;
  readonly settings: string | null;
}

export class Ledger {
  readonly #sql: SqlStorage;
  readonly #now: () => number;

  constructor(sql: SqlStorage, now: () => number) {
    this.#sql = sql;
    this.#now = now;
  }

  /** A deployment is written once, and once more when it is first seen ready. */
  keep(status: PipecatAgentStatus): void {
    const { desiredDeploymentId: id, reconciledDeploymentId, ready } = status;
    if (id === null) return;
    const known = this.#row(id);
    const outcome = ready && reconciledDeploymentId === id ? "healthy" : (known?.outcome ?? "unknown");
    if (known?.settings && known.outcome === outcome) return;
    this.#sql.exec(
      `INSERT INTO deployment (id, first_seen_at, outcome, settings) VALUES (?1, ?2, ?3, ?4)
       ON CONFLICT (id) DO UPDATE SET outcome = ?3, settings = COALESCE(settings, ?4)`,
      id,
      this.#now(),
      outcome,
      JSON.stringify(settingsOf(status)),
    );
    this.#sql.exec(
      "DELETE FROM deployment WHERE id NOT IN (SELECT id FROM deployment ORDER BY first_seen_at DESC LIMIT ?)",
      MAX_ENTRIES,
    );
  }

  settle({ deploymentId, outcome, operationId, askedBy }: DeploymentOutcome): void {
    this.#sql.exec(
      `INSERT INTO deployment (id, first_seen_at, outcome, operation_id, asked_by) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT (id) DO UPDATE SET outcome = ?3, operation_id = ?4, asked_by = ?5`,
      deploymentId,
      this.#now(),
      outcome,
      operationId,
      askedBy,
    );
  }

  /** Newest first; only those whose settings were seen. */
  list(): readonly LedgerEntry[] {
    const rows = this.#sql
      .exec<DeploymentRow>("SELECT * FROM deployment ORDER BY first_seen_at DESC")
      .toArray();
    return rows.flatMap((row) => {
      if (row.settings === null) return [];
      const settings: DeploymentSettings = JSON.parse(row.settings);
      const { id, first_seen_at: firstSeenAt, outcome, operation_id: operationId, asked_by: askedBy } = row;
      return [{ deploymentId: id, firstSeenAt, outcome, operationId, askedBy, ...settings }];
    });
  }

  #row(id: string): DeploymentRow | undefined {
    return this.#sql.exec<DeploymentRow>("SELECT * FROM deployment WHERE id = ?", id).toArray()[0];
  }
}
