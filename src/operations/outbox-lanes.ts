/** All lanes: those with something to do are known by their errands, the others are read when they are needed. */
import { type Errand, errandsOf } from "./outbox-errand.ts";
import type { OutboxLane } from "./outbox-lane.ts";
import { formatLaneRecord, parseLaneRecord } from "./outbox-record.ts";

/** Where lanes are kept. What is written in one turn of the event loop is stored as one. */
export interface LaneRows {
  read(key: string): string | null;
  write(row: LaneRow): void;
  /** The records of the lanes that were written with `isOpen`. */
  listOpen(): readonly string[];
  /** The newest `calledAt`; 0 when there is none. */
  lastCallAt(): number;
}

export interface LaneRow {
  readonly key: string;
  readonly record: string;
  /** Something is still to be done. */
  readonly isOpen: boolean;
  readonly calledAt: number;
}

export class OutboxLanes {
  readonly #rows: LaneRows;
  readonly #errands = new Map<string, readonly Errand[]>();
  readonly #unsaved = new Map<string, OutboxLane>();

  constructor(rows: LaneRows) {
    this.#rows = rows;
    for (const record of rows.listOpen()) this.#plan(parseLaneRecord(record));
  }

  load(key: string): OutboxLane | null {
    const unsaved = this.#unsaved.get(key);
    if (unsaved) return unsaved;
    const record = this.#rows.read(key);
    return record === null ? null : parseLaneRecord(record);
  }

  /** Several changes before `save` make one write. */
  keep(lane: OutboxLane): void {
    this.#unsaved.set(lane.key, lane);
    this.#plan(lane);
  }

  /** To be called before anything is awaited. */
  save(): void {
    for (const lane of this.#unsaved.values()) {
      const { key, calledAt } = lane;
      this.#rows.write({ key, calledAt, isOpen: isOpen(lane), record: formatLaneRecord(lane) });
    }
    this.#unsaved.clear();
  }

  /** Forgets what was to be done for a lane that is no more, or needs it no more. */
  review(key: string): void {
    const lane = this.load(key);
    if (lane) this.#plan(lane);
    else this.#errands.delete(key);
  }

  hasErrands(): boolean {
    return this.#errands.size > 0;
  }

  /** By lane. */
  errands(): Iterable<readonly Errand[]> {
    return this.#errands.values();
  }

  #plan(lane: OutboxLane): void {
    const errands = errandsOf(lane);
    if (errands.length > 0) this.#errands.set(lane.key, errands);
    else this.#errands.delete(lane.key);
  }
}

const isOpen = ({ card, notes }: OutboxLane): boolean =>
  notes.length > 0 || (card !== null && (card.wanted !== null || card.owed !== null));
