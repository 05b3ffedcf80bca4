import * as z from "zod/mini";
import { lenientFlag, lenientNumber, lenientText, lenientTime } from "./lenient-fields.ts";

const sessionSchema = z.object({
  sessionId: z.string().check(z.minLength(1)),
  deploymentId: lenientText,
  createdAt: lenientTime,
  endedAt: lenientTime,
  coldStart: lenientFlag,
  botStartSeconds: lenientNumber,
  /** An HTTP status, or a word such as HTTP_COMPLETED. */
  completionStatus: z.pipe(
    z.nullish(z.union([z.string(), z.number()])),
    z.transform((status) => (status == null ? null : String(status))),
  ),
});
export type WireSession = z.infer<typeof sessionSchema>;

/** `GET /agents/{name}/sessions`; the count is snake_case, alone in this API. */
export const sessionListSchema = z.object({
  total_count: lenientNumber,
  sessions: z.array(sessionSchema),
});
export type WireSessionList = z.infer<typeof sessionListSchema>;
