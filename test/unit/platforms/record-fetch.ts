import type { Fetch } from "../../../src/platforms/call-json.ts";

export interface RecordedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly redirect: string;
  readonly body: unknown;
}

/** A network that answers by a function, and remembers what it was asked. */
export function recordFetch(answer: (request: RecordedRequest) => Response | Promise<Response>): {
  readonly fetch: Fetch;
  readonly requests: RecordedRequest[];
} {
  const requests: RecordedRequest[] = [];
  const fetch: Fetch = async (request) => {
    const text = await request.text();
    const recorded = {
      method: request.method,
      url: new URL(request.url),
      headers: request.headers,
      redirect: request.redirect,
      body: text === "" ? null : JSON.parse(text),
    };
    requests.push(recorded);
    return await answer(recorded);
  };
  return { fetch, requests };
}

/** A request that is never answered, and ends only when it is aborted. */
export const neverAnswers: Fetch = (request) =>
  new Promise((_, reject) => {
    request.signal.addEventListener("abort", () => reject(request.signal.reason));
  });
