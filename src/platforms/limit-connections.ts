import type { Fetch } from "./call-json.ts";

/** A Worker has six connections at once; a seventh waits in the runtime, where no timeout of ours can see it. */
export const MAX_CONNECTIONS = 6;

/** At most `limit` requests run at once, first come, first served. One that is aborted while it waits is never sent. */
export function limitConnections(fetch: Fetch, limit = MAX_CONNECTIONS): Fetch {
  let free = limit;
  const waiting: (() => void)[] = [];

  const acquire = async (signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    if (free > 0) {
      free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const start = (): void => {
        signal.removeEventListener("abort", giveUp);
        resolve();
      };
      const giveUp = (): void => {
        waiting.splice(waiting.indexOf(start), 1);
        reject(signal.reason);
      };
      waiting.push(start);
      signal.addEventListener("abort", giveUp, { once: true });
    });
  };

  /** The connection goes to the next in the queue, not back to the pool, so that nobody can push in. */
  const release = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };

  return async (request) => {
    await acquire(request.signal);
    try {
      return await fetch(request);
    } finally {
      release();
    }
  };
}
