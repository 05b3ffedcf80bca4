/** A stored alarm that lies this far in the past was lost by the platform (cloudflare-docs#18324). */
const STALE_MS = 60_000;
/** The runtime fires nothing reliably that is due in the past or this very moment. */
const SOONEST_MS = 5;

/**
 * One alarm that is only ever moved forward. To let it ring for nothing now and then costs less than a row each time
 * that a message went out, which is what setting it to the exact moment would cost.
 */
export class OutboxAlarm {
  readonly #storage: DurableObjectStorage;
  readonly #now: () => number;
  #armedAt: number | null = null;

  constructor(storage: DurableObjectStorage, now: () => number) {
    this.#storage = storage;
    this.#now = now;
  }

  /** Learns what is armed: after a start, and when somebody suspects that an alarm was lost. */
  async refresh(): Promise<void> {
    const at = await this.#storage.getAlarm();
    this.#armedAt = at !== null && at > this.#now() - STALE_MS ? at : null;
  }

  /** It rang, so it is armed no more. */
  spend(): void {
    this.#armedAt = null;
  }

  async ringBy(at: number): Promise<void> {
    if (at === Number.POSITIVE_INFINITY || (this.#armedAt !== null && this.#armedAt <= at)) return;
    this.#armedAt = Math.max(Math.ceil(at), this.#now() + SOONEST_MS);
    await this.#storage.setAlarm(this.#armedAt);
  }
}
