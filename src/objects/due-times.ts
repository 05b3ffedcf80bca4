/**
 * What an object has to do, and when, as rows. The one physical alarm is derived from them: `syncAlarm` makes it equal
 * the earliest due time and is the only caller of `setAlarm`, apart from the watchdog that is armed before any work.
 */

/** The runtime fires nothing reliably that is due in the past or this very moment. */
const SOONEST_MS = 5;
/** A stored alarm that lies this far in the past was lost by the platform (cloudflare-docs#18324). */
const STALE_MS = 60_000;

export const DUE_TIMES_SCHEMA =
  "CREATE TABLE due (kind TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID";

export class DueTimes<Kind extends string> {
  readonly #storage: DurableObjectStorage;
  readonly #now: () => number;

  constructor(storage: DurableObjectStorage, now: () => number) {
    this.#storage = storage;
    this.#now = now;
  }

  set(kind: Kind, at: number): void {
    this.#storage.sql.exec("INSERT OR REPLACE INTO due (kind, at) VALUES (?, ?)", kind, Math.ceil(at));
  }

  clear(kind: Kind): void {
    this.#storage.sql.exec("DELETE FROM due WHERE kind = ?", kind);
  }

  get(kind: Kind): number | null {
    const rows = this.#storage.sql.exec<{ at: number }>("SELECT at FROM due WHERE kind = ?", kind).toArray();
    return rows[0]?.at ?? null;
  }

  isDue(kind: Kind): boolean {
    return (
      this.#storage.sql.exec("SELECT 1 FROM due WHERE kind = ? AND at <= ?", kind, this.#now()).toArray()
        .length > 0
    );
  }

  /** Arms the alarm before work begins, so that a crash in the middle of it wakes the object again. */
  async armWatchdog(withinMs: number): Promise<void> {
    await this.#storage.setAlarm(this.#now() + withinMs);
  }

  async syncAlarm(): Promise<void> {
    const next = this.#earliest();
    if (next === null) await this.#storage.deleteAlarm();
    else await this.#storage.setAlarm(Math.max(next, this.#now() + SOONEST_MS));
  }

  /** Re-arms an alarm that is missing or was lost. Not called while an alarm runs: `getAlarm()` is null then. */
  async repair(): Promise<void> {
    if (this.#earliest() === null) return;
    const alarm = await this.#storage.getAlarm();
    if (alarm === null || alarm < this.#now() - STALE_MS) await this.syncAlarm();
  }

  #earliest(): number | null {
    return this.#storage.sql.exec<{ at: number | null }>("SELECT MIN(at) AS at FROM due").one().at;
  }
}
