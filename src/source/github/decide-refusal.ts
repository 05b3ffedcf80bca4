import type { FailedCall, Failure } from "../../failure.ts";
import { decideCallFailure } from "../../platforms/decide-call-failure.ts";
import type { PlatformError } from "../../platforms/platform-error.ts";
import type { GitHubRepository } from "./github-repository.ts";

/** What is not there when GitHub answers 404: it says no more than that, also of what a token may not see. */
export type Missing = Pick<Extract<Failure, { kind: "source-not-found" }>, "missing" | "name">;

/** What an answer of GitHub outside of 2xx means (docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api). */
export function decideRefusal(
  { repository, token }: GitHubRepository,
  call: FailedCall,
  missing: Missing,
  error: PlatformError,
  headers: Headers,
): Failure {
  const { status, message } = error;
  const rateLimited = status === 429 || (status === 403 && isRateLimit(message, headers));
  if (rateLimited) return { kind: "platform-rate-limited", call, retryAfterMs: waitMs(error, headers, call) };
  if (status === 401) return { kind: "source-unauthorized", call, secret: token?.secret ?? null };
  if (status === 404) return { kind: "source-not-found", repository, ...missing };
  // To where a renamed repository has gone. Whoever takes the old name over must not be followed.
  if (status >= 300 && status < 400)
    return { kind: "source-not-found", repository, missing: "repository", name: null };
  return decideCallFailure(error, headers, call);
}

const isRateLimit = (message: string, headers: Headers): boolean =>
  headers.get("x-ratelimit-remaining") === "0" || headers.has("retry-after") || /rate limit/i.test(message);

/** GitHub says after how many seconds, or from when on in seconds since 1970; its own clock counts. */
function waitMs(error: PlatformError, headers: Headers, call: FailedCall): number | null {
  const asked = decideCallFailure({ ...error, status: 429 }, headers, call);
  if (asked.kind === "platform-rate-limited" && asked.retryAfterMs !== null) return asked.retryAfterMs;
  const reset = headers.get("x-ratelimit-reset") ?? "";
  const ms = Number(reset) * 1000 - Date.parse(headers.get("date") ?? "");
  return reset === "" || Number.isNaN(ms) ? null : Math.max(0, ms);
}
