/** A clock that stands still until it is let go: what a cloud begins meanwhile stays under way. */
export class StandingClock {
  readonly #now: () => number;
  readonly #standsAt: number;
  #goesSince: number | null = null;

  /** `now`: milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
    this.#standsAt = now();
  }

  now(): number {
    return this.#standsAt + (this.#goesSince === null ? 0 : this.#now() - this.#goesSince);
  }

  letGo(): void {
    this.#goesSince ??= this.#now();
  }
}
