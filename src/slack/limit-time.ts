/**
 * A `fetch` that ends after `timeoutMs`, body included. The timer ends with the call: `AbortSignal.timeout` would go on,
 * and a Durable Object stays awake, and is paid for, until the last timer of its requests is over.
 */
export function limitTime(fetch: typeof globalThis.fetch, timeoutMs: number): typeof globalThis.fetch {
  return async (input, init) => {
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), timeoutMs);
    try {
      const response = await fetch(input, { ...init, signal: timeout.signal });
      return new Response(await response.arrayBuffer(), response);
    } finally {
      clearTimeout(timer);
    }
  };
}
