import type { Fetch } from "./call-json.ts";

/** Every request ends with `deadline` at the latest, and none starts after it. The error is the deadline's reason. */
export function withDeadline(fetch: Fetch, deadline: AbortSignal): Fetch {
  return async (request) => {
    deadline.throwIfAborted();
    const signal = AbortSignal.any([request.signal, deadline]);
    try {
      return await fetch(new Request(request, { signal }));
    } catch (error) {
      // Some transports reject with an error of their own when they are aborted.
      signal.throwIfAborted();
      throw error;
    }
  };
}
