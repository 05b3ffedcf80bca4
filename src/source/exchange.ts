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

/**
 * `late` is aborted when the time is over, and with it the body; what `read` then finds broken is late, not cut off. Nor is
 * `read` waited for any longer, in case it does not notice.
 */
export async function exchange<T>(
  { fetch, url, init = {}, call, timeoutMs }: Exchange,
  read: (response: Response, late: AbortSignal) => Promise<Result<T>>,
): Promise<Result<T>> {
  const late = new AbortController();
  const unavailable = (cause: "timeout" | "network") => fail({ kind: "platform-unavailable", call, cause });
  const answer = async (): Promise<Result<T>> => {
    // A token is for one host only: it must not follow a redirect to another.
    const request = new Request(url, { ...init, redirect: "manual", signal: late.signal });
    const response = await fetch(request).catch(() => null);
    return response ? await read(response, late.signal) : unavailable("network");
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lateness = new Promise<Result<T>>((resolve) => {
    timer = setTimeout(() => {
      resolve(unavailable("timeout"));
      late.abort(new DOMException("No answer in time", "TimeoutError"));
    }, timeoutMs);
  });
  try {
    return await Promise.race([answer(), lateness]);
  } finally {
    clearTimeout(timer);
  }
}
