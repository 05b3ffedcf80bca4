/**
 * A clock that stands still until it is let go: what a cloud begins meanwhile stays under way. Tokens for LiveKit are good
 * for five minutes, so it stands that much ahead of the time of `now`, and can do so for six minutes.
 */
export class StandingClock {
  readonly #now: () => number;
  readonly #standsAt: number;
  #goesSince: number | null = null;

  /** `now`: milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
    this.#standsAt = now() + AHEAD_MS;
  }

  now(): number {
    return this.#standsAt + (this.#goesSince === null ? 0 : this.#now() - this.#goesSince);
  }

  letGo(): void {
    this.#goesSince ??= this.#now();
  }
}

const AHEAD_MS = 5 * 60_000;
