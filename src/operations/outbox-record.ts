/** A lane as it is stored: checked when it is read back, because an older version may have written it. */
import * as z from "zod/mini";
import type { Failure } from "../failure.ts";
import type { View } from "../views/view.ts";
import type { OutboxLane } from "./outbox-lane.ts";
import { RENDITIONS } from "./outbox-rendition.ts";

const kindSchema = z.object({ kind: z.string() });
/** A failure was made by us and only goes back into a view; its kind is what has to be there. */
const failureSchema = z.custom<Failure>((value) => kindSchema.safeParse(value).success);

const effortSchema = z.object({
  begunAt: z.nullable(z.number()),
  rendition: z.enum(RENDITIONS),
  failures: z.number(),
  failingSince: z.nullable(z.number()),
  notBefore: z.number(),
});

const cardSchema = z.object({
  key: z.string(),
  channelId: z.string(),
  threadTs: z.nullable(z.string()),
  askedBy: z.string(),
  rank: z.enum(["decision", "progress"]),
  revision: z.number(),
  wanted: z.nullable(z.string()),
  since: z.number(),
  shown: z.nullable(z.string()),
  ts: z.nullable(z.string()),
  calledAt: z.number(),
  effort: effortSchema,
  gone: z.boolean(),
  part: z.number(),
  lost: z.nullable(failureSchema),
  owed: z.nullable(effortSchema),
  permalink: z.nullable(z.string()),
});

const laneSchema = z.object({
  key: z.string(),
  userId: z.nullable(z.string()),
  card: z.nullable(cardSchema),
  notes: z.array(
    z.object({
      key: z.string(),
      view: z.string(),
      since: z.number(),
      effort: effortSchema,
      unthreaded: z.boolean(),
    }),
  ),
  sent: z.array(z.object({ key: z.string(), at: z.number() })),
  calledAt: z.number(),
});

export const parseLaneRecord = (text: string): OutboxLane => laneSchema.parse(JSON.parse(text));
export const formatLaneRecord = (lane: OutboxLane): string => JSON.stringify(lane);

const blocksSchema = z.array(z.object({ type: z.string() }));
const viewSchema = z.custom<View>(
  (value) =>
    z
      .object({ text: z.string(), blocks: blocksSchema, fallbackBlocks: z.optional(blocksSchema) })
      .safeParse(value).success,
);

/** A view of ours, as it waited in a lane. */
export const parseStoredView = (text: string): View => viewSchema.parse(JSON.parse(text));
