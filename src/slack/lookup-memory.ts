import type { Result } from "../failure.ts";

interface Lookup<T> {
  /** An answer is as old as its question: what changed while it was on its way may be missing from it. */
  readonly askedAtMs: number;
  readonly answer: Promise<Result<T>>;
  settled: boolean;
}

const MAX_ENTRIES = 2_000;
/** Longer than a call to Slack takes: a question that is still open then ended with the request that asked it. */
const LOST_AFTER_MS = 10_000;

/**
 * Answers of one kind by id. Who asks while the same question is open shares its answer, also across requests of an
 * isolate, so a request that asks must be kept alive until it is answered. Failures are forgotten.
 */
export class LookupMemory<T> {
  readonly #lookups = new Map<string, Lookup<T>>();

  /** An answer at most `maxAgeMs` old; null when there is none to be had. */
  async get(
    id: string,
    when: { readonly now: number; readonly maxAgeMs: number },
    ask: () => Promise<Result<T>>,
  ): Promise<T | null> {
    const known = this.#lookups.get(id);
    const ageMs = when.now - (known?.askedAtMs ?? Number.NEGATIVE_INFINITY);
    const usable = known && ageMs <= when.maxAgeMs && (known.settled || ageMs < LOST_AFTER_MS);
    const { answer } = usable ? known : this.#ask(id, when.now, ask);
    const result = await answer;
    return result.ok ? result.value : null;
  }

  #ask(id: string, now: number, ask: () => Promise<Result<T>>): Lookup<T> {
    if (this.#lookups.size >= MAX_ENTRIES) this.#lookups.clear();
    let isKept = false;
    const answer = ask()
      .then((result) => {
        isKept = result.ok;
        return result;
      })
      .finally(() => {
        lookup.settled = true;
        if (!isKept && this.#lookups.get(id) === lookup) this.#lookups.delete(id);
      });
    const lookup: Lookup<T> = { askedAtMs: now, answer, settled: false };
    this.#lookups.set(id, lookup);
    return lookup;
  }
}
