import type { Deps } from "../deps.ts";
import { describeError } from "../log.ts";
import type { DueTimes } from "./due-times.ts";

/** When a neighbour did not answer; twice as long each time. */
const RETRY_MS = 5_000;
const MAX_RETRY_MS = 5 * 60_000;

/** What an object tells its neighbours: one that cannot be reached delays what it has to be told, and nothing else. */
export class Attempts<Kind extends string> {
  readonly #deps: Deps;
  readonly #due: DueTimes<Kind>;
  /** In a row that failed. */
  readonly #failed = new Map<Kind, number>();

  constructor(deps: Deps, due: DueTimes<Kind>) {
    this.#deps = deps;
    this.#due = due;
  }

  /** Does it if it is due. */
  async make(kind: Kind, work: () => Promise<void>): Promise<void> {
    if (!this.#due.isDue(kind)) return;
    await work().then(
      () => this.#failed.delete(kind),
      (error) => this.postpone(kind, error),
    );
  }

  postpone(kind: Kind, error: unknown): null {
    const failed = this.#failed.get(kind) ?? 0;
    this.#failed.set(kind, failed + 1);
    this.#due.set(kind, this.#deps.now() + Math.min(RETRY_MS * 2 ** failed, MAX_RETRY_MS));
    this.#deps.log.error("neighbour not reached", { action: kind, ...describeError(error) });
    return null;
  }
}
