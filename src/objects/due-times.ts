/**
 * What an object has to do, and when, as one row. The one physical alarm is derived from them: `syncAlarm` makes it equal
 * the earliest due time and is the only caller of `setAlarm`, apart from the watchdog that is armed before any work.
 *
 * Each `setAlarm` and each row costs, and polling repeats them hundreds of times: so all times share a row that is
 * written once for each transaction, and a poll that finds nothing new is only postponed in memory; the watchdog that was
 * armed before it becomes the alarm of the next one. After a restart the row is still there, and due.
 */

/** The runtime fires nothing reliably that is due in the past or this very moment. */
const SOONEST_MS = 5;
/** A stored alarm that lies this far in the past was lost by the platform (cloudflare-docs#18324). */
const STALE_MS = 60_000;
/** An alarm that is armed already is not moved for less than this. */
const TOLERANCE_MS = 1_000;

/** A row for each time, as the version before had it. */
export const DUE_SCHEMA =
  "CREATE TABLE due (kind TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID";

/** One row for all, of what the version before left. */
export const DUE_TIMES_SCHEMA = `
  CREATE TABLE due_times (id INTEGER PRIMARY KEY CHECK (id = 1), times TEXT NOT NULL) STRICT;
  INSERT INTO due_times SELECT 1, json_group_array(json_array(kind, at)) FROM due;
  DROP TABLE due`;

export class DueTimes<Kind extends string> {
  readonly #storage: DurableObjectStorage;
  readonly #now: () => number;
  /** As the row has them, but for `#isDirty`; null: not read yet. */
  #times: Map<Kind, number> | null = null;
  #isDirty = false;
  #isInTransaction = false;
  readonly #postponed = new Map<Kind, number>();
  /** What this instance armed last; null: not known. */
  #armedAt: number | null = null;

  constructor(storage: DurableObjectStorage, now: () => number) {
    this.#storage = storage;
    this.#now = now;
  }

  /** Stores what `work` writes together with the times that it sets, or nothing of it. Not to be nested. */
  transaction(work: () => void): void {
    this.#isInTransaction = true;
    try {
      this.#storage.transactionSync(() => {
        work();
        this.#write();
      });
    } catch (error) {
      this.#times = null;
      throw error;
    } finally {
      this.#isInTransaction = false;
    }
  }

  set(kind: Kind, at: number): void {
    this.#postponed.delete(kind);
    this.#load().set(kind, Math.ceil(at));
    this.#isDirty = true;
    if (!this.#isInTransaction) this.#write();
  }

  /** Moves what is due already to later without a write; a restart forgets it, and it is due at once. */
  postpone(kind: Kind, at: number): void {
    const armedAt = this.#armedAt ?? at;
    this.#postponed.set(kind, Math.abs(armedAt - at) <= TOLERANCE_MS ? armedAt : Math.ceil(at));
  }

  /** Written with the next time that is set, or by `syncAlarm`: who is killed before that finds it due once more. */
  clear(kind: Kind): void {
    this.#postponed.delete(kind);
    if (this.#load().delete(kind)) this.#isDirty = true;
  }

  get(kind: Kind): number | null {
    const at = this.#load().get(kind);
    return at === undefined ? null : (this.#postponed.get(kind) ?? at);
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
    this.#write();
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
    const times = [...this.#load()].map(([kind, at]) => this.#postponed.get(kind) ?? at);
    return times.length === 0 ? null : Math.min(...times);
  }

  #load(): Map<Kind, number> {
    this.#times ??= new Map(this.#read());
    return this.#times;
  }

  /** Written by this class alone. */
  #read(): [Kind, number][] {
    const row = this.#storage.sql.exec<{ times: string }>("SELECT times FROM due_times").toArray()[0];
    return row ? JSON.parse(row.times) : [];
  }

  #write(): void {
    if (!this.#isDirty) return;
    const text = JSON.stringify([...this.#load()]);
    this.#storage.sql.exec("INSERT OR REPLACE INTO due_times (id, times) VALUES (1, ?)", text);
    this.#isDirty = false;
  }
}
