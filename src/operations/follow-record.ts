/** A followed log as it is stored: checked when it is read back, because an older version may have written it. */
import * as z from "zod/mini";
import type { Failure } from "../failure.ts";
import { FOLLOW_PHASES, type FollowOperation, type FollowPhase } from "./follow-operation.ts";
import { logQuestionSchema } from "./log-question.ts";

/** A failure was made by us and only goes back into a view; its kind is what has to be there. */
const failureSchema = z.custom<Failure>((value) => z.object({ kind: z.string() }).safeParse(value).success);

const phaseSchema = z.custom<FollowPhase>(
  (value) => typeof value === "string" && Object.hasOwn(FOLLOW_PHASES, value),
);

const followOperationSchema = z.object({
  kind: z.literal("follow"),
  id: z.string(),
  agent: z.object({
    project: z.string(),
    platform: z.enum(["livekit", "pipecat"]),
    id: z.string(),
    name: z.string(),
  }),
  question: logQuestionSchema,
  askedBy: z.string(),
  startedAt: z.number(),
  endsAt: z.number(),
  phase: phaseSchema,
  phaseSince: z.number(),
  log: z.nullable(
    z.object({ lines: z.array(z.string()), region: z.nullable(z.string()), isAsleep: z.boolean() }),
  ),
  changedAt: z.nullable(z.number()),
  failure: z.nullable(failureSchema),
  stoppedBy: z.nullable(z.string()),
});

export const parseFollowRecord = (record: unknown): FollowOperation => followOperationSchema.parse(record);
