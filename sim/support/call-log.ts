/** The calls that a simulated service received, newest last, for tests and the playground's world panel. */
export interface LoggedCall {
  /** Counts up from 1 and survives trimming, so a reader can ask for what is new. */
  readonly seq: number;
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Request body as the service understood it, without credentials. */
  readonly request: unknown;
}

const KEPT = 2_000;

export class CallLog {
  #calls: LoggedCall[] = [];
  #seq = 0;

  add(call: Omit<LoggedCall, "seq">): void {
    this.#seq += 1;
    this.#calls.push({ ...call, seq: this.#seq });
    if (this.#calls.length > KEPT) this.#calls.splice(0, this.#calls.length - KEPT);
  }

  /** Calls after `seq` whose `METHOD /path` contains `match`. */
  list(match = "", seq = 0): readonly LoggedCall[] {
    return this.#calls.filter((call) => call.seq > seq && `${call.method} ${call.path}`.includes(match));
  }
}
