/**
 * What an object has to do, and when, as rows. The one physical alarm is derived from them: `syncAlarm` makes it equal
 * the earliest due time and is the only caller of `setAlarm`, apart from the watchdog that is armed before any work.
 *
 * Each `setAlarm` and each row costs, and polling repeats them hundreds of times: so a poll that finds nothing new is
 * only postponed in memory, and the watchdog that was armed before it becomes the alarm of the next one. After a
 * restart the row is still there, and due.
 */

/** The runtime fires nothing reliably that is due in the past or this very moment. */
const SOONEST_MS = 5;
/** A stored alarm that lies this far in the past was lost by the platform (cloudflare-docs#18324). */
const STALE_MS = 60_000;
/** An alarm that is armed already is not moved for less than this. */
const TOLERANCE_MS = 1_000;

export const DUE_TIMES_SCHEMA =
  "CREATE TABLE due (kind TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID";

export class DueTimes<Kind extends string> {
  readonly #storage: DurableObjectStorage;
  readonly #now: () => number;
  readonly #postponed = new Map<Kind, number>();
  /** What this instance armed last; null: not known. */
  #armedAt: number | null = null;

  constructor(storage: DurableObjectStorage, now: () => number) {
    this.#storage = storage;
    this.#now = now;
  }

  set(kind: Kind, at: number): void {
    this.#postponed.delete(kind);
    this.#storage.sql.exec("INSERT OR REPLACE INTO due (kind, at) VALUES (?, ?)", kind, Math.ceil(at));
  }

  /** Moves what is due already to later without a write; a restart forgets it, and it is due at once. */
  postpone(kind: Kind, at: number): void {
    const armedAt = this.#armedAt ?? at;
    this.#postponed.set(kind, Math.abs(armedAt - at) <= TOLERANCE_MS ? armedAt : Math.ceil(at));
  }

  clear(kind: Kind): void {
    this.#postponed.delete(kind);
    this.#storage.sql.exec("DELETE FROM due WHERE kind = ?", kind);
  }

  get(kind: Kind): number | null {
    const rows = this.#storage.sql.exec<{ at: number }>("SELECT at FROM due WHERE kind = ?", kind).toArray();
    const at = rows[0]?.at ?? null;
    return at === null ? null : (this.#postponed.get(kind) ?? at);
  }

  isDue(kind: Kind): boolean {
    const at = this.get(kind);
    return at !== null && at <= this.#now();
  }

  /** Arms the alarm before work begins, so that a crash in the middle of it wakes the object again. */
  async armWatchdog(withinMs: number): Promise<void> {
    await this.#arm(this.#now() + withinMs);
  }

  async syncAlarm(): Promise<void> {
    const next = this.#earliest();
    if (next === null) {
      this.#armedAt = null;
      await this.#storage.deleteAlarm();
    } else if (next !== this.#armedAt) await this.#arm(Math.max(next, this.#now() + SOONEST_MS));
  }

  /** Re-arms an alarm that is missing or was lost. Not called while an alarm runs: `getAlarm()` is null then. */
  async repair(): Promise<void> {
    if (this.#earliest() === null) return;
    const alarm = await this.#storage.getAlarm();
    if (alarm === null || alarm < this.#now() - STALE_MS) {
      this.#armedAt = null;
      await this.syncAlarm();
    }
  }

  async #arm(at: number): Promise<void> {
    this.#armedAt = at;
    await this.#storage.setAlarm(at);
  }

  #earliest(): number | null {
    const rows = this.#storage.sql.exec<{ kind: Kind; at: number }>("SELECT kind, at FROM due").toArray();
    const times = rows.map(({ kind, at }) => this.#postponed.get(kind) ?? at);
    return times.length === 0 ? null : Math.min(...times);
  }
}
