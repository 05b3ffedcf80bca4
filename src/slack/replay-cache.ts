/**
 * Signatures seen by this isolate within the time in which they would still verify. It stops the common replay for
 * free; the workspace object's claims stop it across isolates for everything that reads or changes a platform.
 */
import { MAX_SKEW_MS } from "./verify-request.ts";

const MAX_ENTRIES = 10_000;

export class ReplayCache {
  #seen = new Map<string, number>();

  /** True the first time a signature is shown. */
  admit(signature: string, nowMs: number): boolean {
    this.#forgetOld(nowMs);
    if (this.#seen.has(signature)) return false;
    this.#seen.set(signature, nowMs + 2 * MAX_SKEW_MS);
    return true;
  }

  #forgetOld(nowMs: number): void {
    for (const [signature, untilMs] of this.#seen) {
      // Insertion order is time order, so the first one that is still needed ends the walk.
      if (untilMs > nowMs && this.#seen.size < MAX_ENTRIES) return;
      this.#seen.delete(signature);
    }
  }
}
