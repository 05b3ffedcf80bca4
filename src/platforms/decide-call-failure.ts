import type { FailedCall, Failure } from "../failure.ts";
import type { PlatformError } from "./platform-error.ts";

/** What an answer outside of 2xx means for every platform alike; `headers` are those of the answer. */
export function decideCallFailure(error: PlatformError, headers: Headers, call: FailedCall): Failure {
  const { status, code, message } = error;
  const refused = (text: string): Failure => ({ kind: "platform-refused", call, status, message: text });
  switch (status) {
    case 401:
      return { kind: "platform-unauthorized", call };
    case 403:
      return { kind: "platform-forbidden", call };
    case 404:
      // Without a word from the platform itself it is the address that does not exist, not what was asked for.
      return code || message
        ? { kind: "platform-not-found", call }
        : refused("nothing answers at this address");
    case 408:
      return { kind: "platform-unavailable", call, cause: "timeout" };
    case 429:
      return { kind: "platform-rate-limited", call, retryAfterMs: parseRetryAfterMs(headers) };
    case 501:
      return refused(message);
  }
  if (status >= 500) return { kind: "platform-unavailable", call, cause: "server-error" };
  return refused(status < 400 ? "it redirects to another address, which is not followed" : message);
}

/** Milliseconds to wait. A date is measured against the answer's own `Date`, so no clock of ours is involved. */
function parseRetryAfterMs(headers: Headers): number | null {
  const retryAfter = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const waitMs = Date.parse(retryAfter) - Date.parse(headers.get("date") ?? "");
  return Number.isNaN(waitMs) ? null : Math.max(0, waitMs);
}
