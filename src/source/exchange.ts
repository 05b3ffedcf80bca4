/** One HTTP exchange whose body is no JSON: read as a stream, or sent as one. */
import { type FailedCall, fail, type Result } from "../failure.ts";
import type { Fetch } from "../platforms/call-json.ts";

export interface Exchange {
  readonly fetch: Fetch;
  readonly url: string;
  readonly init?: RequestInit;
  readonly call: FailedCall;
  /** For all of it, the body included. */
  readonly timeoutMs: number;
}

/** `late` is aborted when the time is over, and with it the body; what `read` then finds broken is late, not cut off. */
export async function exchange<T>(
  { fetch, url, init = {}, call, timeoutMs }: Exchange,
  read: (response: Response, late: AbortSignal) => Promise<Result<T>>,
): Promise<Result<T>> {
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new DOMException("No answer in time", "TimeoutError")),
    timeoutMs,
  );
  try {
    // A token is for one host only: it must not follow a redirect to another.
    const request = new Request(url, { ...init, redirect: "manual", signal: late.signal });
    const response = await fetch(request).catch(() => null);
    if (response) return await read(response, late.signal);
    return fail({ kind: "platform-unavailable", call, cause: late.signal.aborted ? "timeout" : "network" });
  } finally {
    clearTimeout(timer);
  }
}
