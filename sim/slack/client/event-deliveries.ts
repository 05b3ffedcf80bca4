/**
 * The Events API's rule for an event that the app did not take with 2xx in three seconds: three retries, at once,
 * after one minute and after five (docs.slack.dev/apis/events-api).
 */
import type { JsonObject } from "../workspace-state.ts";
import type { Delivery, Sender } from "./sender.ts";

const RETRY_DELAYS_MS = [0, 60_000, 300_000];

export class EventDeliveries {
  readonly #sender: Sender;
  readonly #delay: (ms: number) => Promise<void>;
  readonly #pending = new Set<Promise<void>>();

  constructor(sender: Sender, delay: (ms: number) => Promise<void>) {
    this.#sender = sender;
    this.#delay = delay;
  }

  /** The outcome of the first attempt; retries go on behind it. */
  async send(envelope: JsonObject): Promise<Delivery> {
    const body = JSON.stringify(envelope);
    const first = await this.#attempt(body, {});
    if (!needsRetry(first)) return first;
    const retries = this.#retry(body, first).finally(() => this.#pending.delete(retries));
    this.#pending.add(retries);
    return first;
  }

  /** Waits until no event is on its way any more. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  async #retry(body: string, first: Delivery): Promise<void> {
    let last = first;
    for (const [index, delayMs] of RETRY_DELAYS_MS.entries()) {
      if (delayMs > 0) await this.#delay(delayMs);
      last = await this.#attempt(body, {
        "x-slack-retry-num": String(index + 1),
        "x-slack-retry-reason": last.retryReason ?? "unknown_error",
      });
      if (!needsRetry(last)) return;
    }
  }

  async #attempt(body: string, headers: Record<string, string>): Promise<Delivery> {
    return await this.#sender.send({ body, contentType: "application/json", headers });
  }
}

const needsRetry = ({ error, headers }: Delivery): boolean =>
  error !== null && headers.get("x-slack-no-retry") !== "1";
