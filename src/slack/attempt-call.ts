import * as z from "zod/mini";
import { fail, type Result, succeed } from "../failure.ts";

/** As `@slack/web-api` throws: `data` for Slack's own `ok: false`, `retryAfter` (seconds) for HTTP 429. */
const thrownSchema = z.object({
  retryAfter: z.nullish(z.number()),
  data: z.nullish(
    z.object({
      /** An answer that is no JSON is handed on in here as a whole, so only what looks like a code is one. */
      error: z.string().check(z.regex(/^[a-z][a-z0-9_]{0,79}$/)),
      response_metadata: z.nullish(z.object({ retryAfter: z.nullish(z.number()) })),
    }),
  ),
});

/** Codes for what passes by itself, in part perhaps after the work was done (docs.slack.dev, errors of every method). */
const PASSING = [
  "ratelimited",
  "rate_limited",
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
];

/** One call to Slack's Web API with its errors as values: its own codes are refusals, all else is Slack out of reach. */
export async function attemptCall<T>(
  method: string,
  channelId: string | null,
  call: () => Promise<T>,
): Promise<Result<T>> {
  try {
    return succeed(await call());
  } catch (error) {
    // Whatever else went wrong, its message may quote what we sent, so nothing of it is kept.
    const { data, retryAfter } = thrownSchema.safeParse(error).data ?? {};
    if (data && !PASSING.includes(data.error))
      return fail({ kind: "slack-refused", method, error: data.error, channelId });
    return unavailable(method, retryAfter ?? data?.response_metadata?.retryAfter);
  }
}

/** Slack did not answer, or nothing that can be read. */
export const unavailable = (method: string, retryAfterSeconds?: number | null) =>
  fail({
    kind: "slack-unavailable",
    method,
    retryAfterMs: retryAfterSeconds ? retryAfterSeconds * 1000 : null,
  });
