/** One per Slack workspace: which requests were seen, and which operations are open, for the watchdog. */
import { DurableObject } from "cloudflare:workers";
import { migrate } from "./migrate.ts";

/** Slack retries events for up to an hour (24 h with delayed events); a claim outlives both. */
const CLAIM_TTL_MS = 25 * 60 * 60_000;
const SWEEP_EVERY_MS = 60 * 60_000;

const STEPS = [
  "CREATE TABLE claim (key TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID",
  "CREATE TABLE open_operation (id TEXT PRIMARY KEY, since INTEGER NOT NULL) STRICT, WITHOUT ROWID",
];

export class WorkspaceObject extends DurableObject<Env> {
  #sweptAt = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, STEPS);
  }

  /** True for the first caller of a key within 25 h, false for everybody after. */
  claim(key: string): boolean {
    const now = Date.now();
    this.#sweep(now);
    const { sql } = this.ctx.storage;
    const taken = sql.exec("SELECT 1 FROM claim WHERE key = ? AND until > ?", key, now).toArray().length > 0;
    if (!taken) sql.exec("INSERT OR REPLACE INTO claim (key, until) VALUES (?, ?)", key, now + CLAIM_TTL_MS);
    return !taken;
  }

  openOperation(id: string): void {
    this.ctx.storage.sql.exec(
      "INSERT OR IGNORE INTO open_operation (id, since) VALUES (?, ?)",
      id,
      Date.now(),
    );
  }

  closeOperation(id: string): void {
    this.ctx.storage.sql.exec("DELETE FROM open_operation WHERE id = ?", id);
  }

  /** Ids of operations that have not ended, oldest first. */
  listOpenOperations(): string[] {
    const rows = this.ctx.storage.sql.exec<{ id: string }>(
      "SELECT id FROM open_operation ORDER BY since LIMIT 1000",
    );
    return rows.toArray().map(({ id }) => id);
  }

  #sweep(now: number): void {
    if (now - this.#sweptAt < SWEEP_EVERY_MS) return;
    this.#sweptAt = now;
    this.ctx.storage.sql.exec("DELETE FROM claim WHERE until <= ?", now);
  }
}
