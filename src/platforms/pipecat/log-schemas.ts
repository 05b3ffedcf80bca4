/** What is read of logs. Nothing depends on a single entry, so an odd one is as good as an empty one. */
import * as z from "zod/mini";
import { lenientTime, looseNumber, looseText } from "./lenient-fields.ts";

/**
 * What is read of one answer. An entry may hold the whole context of an LLM, and the limits of the platform are in entries: a
 * hundred of 40 KiB are a page, which would be the same at every attempt.
 */
export const MAX_LOG_BYTES = 16 * 1024 * 1024;

const totalSchema = z.catch(z.object({ value: looseNumber, relation: looseText }), {
  value: null,
  relation: null,
});

/** `GET /agents/{name}/logs`; the times have nanoseconds. */
export const logPageSchema = z.object({
  total: totalSchema,
  logs: z.array(
    z.object({
      log: z.catch(z.string(), ""),
      timestamp: z.catch(lenientTime, null),
      deploymentId: looseText,
    }),
  ),
});
export type WireLogPage = z.infer<typeof logPageSchema>;

/** `GET /builds/{buildId}/logs`; no request can name the token of a next page. */
export const buildLogSchema = z.object({ logs: z.array(z.catch(z.string(), "")), nextToken: looseText });
export type WireBuildLog = z.infer<typeof buildLogSchema>;
