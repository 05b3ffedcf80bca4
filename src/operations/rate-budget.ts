/**
 * How often something may be called: a burst at once, then one call every so often. All there is to remember is one
 * moment, `fullAt`, from which the whole burst can be had again (the generic cell rate algorithm). Any window of `w` ms
 * sees at most `burst + w / everyMs` calls.
 */
export interface RateBudget {
  readonly burst: number;
  readonly everyMs: number;
}

/** The first moment at which the next call fits in. */
export const fitsAt = ({ burst, everyMs }: RateBudget, fullAt: number): number =>
  fullAt - (burst - 1) * everyMs;

/** What `fullAt` is after a call. */
export const afterCall = ({ everyMs }: RateBudget, fullAt: number, now: number): number =>
  Math.max(fullAt, now) + everyMs;

/** What `fullAt` is at worst when nothing is known but that there was no call after `lastCallAt`. */
export const afterBurst = ({ burst, everyMs }: RateBudget, lastCallAt: number): number =>
  lastCallAt + burst * everyMs;
