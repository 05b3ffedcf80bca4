/** A dispatch operation as it is stored: checked when it is read back, because an older version may have written it. */
import * as z from "zod/mini";
import type { Failure } from "../failure.ts";
import { DISPATCH_PHASES, type DispatchOperation, type DispatchPhase } from "./dispatch-operation.ts";

/** A failure was made by us and only goes back into a view; its kind is what has to be there. */
const failureSchema = z.custom<Failure>((value) => z.object({ kind: z.string() }).safeParse(value).success);

const phaseSchema = z.custom<DispatchPhase>(
  (value) => typeof value === "string" && Object.hasOwn(DISPATCH_PHASES, value),
);

const dispatchOperationSchema = z.object({
  id: z.string(),
  project: z.string(),
  agentId: z.string(),
  request: z.object({
    agentName: z.string(),
    room: z.string(),
    metadata: z.string(),
    restartPolicy: z.enum(["on-failure", "never"]),
    deployment: z.string(),
    attributes: z.record(z.string(), z.string()),
  }),
  askedBy: z.string(),
  // Records of an older version have none.
  door: z._default(z.enum(["command", "mention", "button", "form", "automatic"]), "command"),
  startedAt: z.number(),
  phase: phaseSchema,
  phaseSince: z.number(),
  sends: z.number(),
  looks: z.number(),
  dispatchId: z.nullable(z.string()),
  acceptedAt: z.nullable(z.number()),
  job: z.nullable(
    z.object({ status: z.enum(["pending", "running", "success", "failed", "unknown"]), error: z.string() }),
  ),
  badSamples: z.number(),
  participant: z.nullable(z.string()),
  failure: z.nullable(failureSchema),
});

export const parseDispatchRecord = (record: unknown): DispatchOperation =>
  dispatchOperationSchema.parse(record);
