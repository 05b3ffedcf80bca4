/** Who is next: decisions and first posts before what merely moves on, and among equals whoever waits longest. */
import type { Errand } from "./outbox-errand.ts";

/** What is urgent overtakes whatever came at most this much earlier, so that nothing waits for ever. */
export const HEAD_START_MS = 60_000;

export interface Choice {
  /** null: nothing can be done now. */
  readonly errand: Errand | null;
  /** When something can be done that cannot be done now. */
  readonly wakeAt: number;
}

export interface Circumstances {
  readonly now: number;
  readonly isFree: (slot: string) => boolean;
  /** When the limits allow it. */
  readonly readyAt: (errand: Errand) => number;
}

export function chooseErrand(
  lanes: Iterable<readonly Errand[]>,
  { now, isFree, readyAt }: Circumstances,
): Choice {
  let first: Errand | null = null;
  let wakeAt = Number.POSITIVE_INFINITY;
  for (const errands of lanes) {
    for (const errand of errands) {
      if (!isFree(errand.slot)) continue;
      const at = Math.max(errand.notBefore, readyAt(errand));
      if (at > now) wakeAt = Math.min(wakeAt, at);
      else if (!first || standing(errand) < standing(first)) first = errand;
    }
  }
  return { errand: first, wakeAt };
}

const standing = ({ since, urgent }: Errand): number => since - (urgent ? HEAD_START_MS : 0);
