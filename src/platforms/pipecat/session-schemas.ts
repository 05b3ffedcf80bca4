import * as z from "zod/mini";
import {
  lenientFlag,
  lenientList,
  lenientNumber,
  lenientText,
  lenientTime,
  looseNumber,
  looseText,
} from "./lenient-fields.ts";

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

const metricsSchema = z.object({
  sampleCount: looseNumber,
  cpuMillicoresP50: looseNumber,
  cpuMillicoresP90: looseNumber,
  cpuMillicoresP95: looseNumber,
  cpuMillicoresP99: looseNumber,
  memoryBytesP50: looseNumber,
  memoryBytesP90: looseNumber,
  memoryBytesP95: looseNumber,
  memoryBytesP99: looseNumber,
});
const meetingSchema = z.object({ participantId: looseText, meetingId: looseText });

/** `GET /agents/{name}/sessions/{id}`. Without metrics it is still the session. */
export const sessionDetailSchema = z.extend(sessionSchema, {
  resourceMetrics: z.catch(z.nullish(metricsSchema), null),
  meetingIds: z.catch(lenientList(meetingSchema), []),
});
export type WireSessionDetail = z.infer<typeof sessionDetailSchema>;

/** `DELETE /agents/{name}/sessions/{id}`: `{"status":"terminated"}` */
export const terminationSchema = z.object({ status: z.string() });
