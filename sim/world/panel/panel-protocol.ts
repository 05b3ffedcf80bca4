/** What the world panel of the page and the world say to each other. Both sides read by these schemas. */
import * as z from "zod";

export const serviceSchema = z.enum(["slack", "livekit", "pipecat", "github"]);
export type Service = z.infer<typeof serviceSchema>;

/** Ways in which a service can be broken as a whole. */
export const troubleSchema = z.enum(["slow", "errors", "throttled", "cut"]);
export type Trouble = z.infer<typeof troubleSchema>;

export const SPEEDS = [1, 10, 60] as const;

const agentSchema = z.object({
  platform: z.enum(["livekit", "pipecat"]),
  project: z.string(),
  name: z.string(),
  tone: z.enum(["healthy", "working", "asleep", "failed"]),
  /** A line for each region or revision, in the platform's words. */
  lines: z.array(z.string()),
});
export type ShownAgent = z.infer<typeof agentSchema>;

const callSchema = z.object({
  /** Counts up from 1 as long as the world is not restarted. */
  seq: z.number(),
  /** Milliseconds since 1970. */
  at: z.number(),
  /** "bot": what Slack sends to it. */
  to: z.enum(["bot", ...serviceSchema.options]),
  method: z.string(),
  path: z.string(),
  /** null: under way; 0: the connection broke before any answer. */
  status: z.number().nullable(),
  tookMs: z.number().nullable(),
  /** Without headers, credentials masked. */
  request: z.string(),
  answer: z.string(),
});
export type ShownCall = z.infer<typeof callSchema>;

/** `GET /api/world`, with the newest calls that came or ended after `since` changes of the log. */
export const panelQuerySchema = z.object({ since: z.coerce.number().int().min(0).default(0) });

export const panelSchema = z.object({
  agents: z.array(agentSchema),
  troubles: z.partialRecord(serviceSchema, troubleSchema),
  speed: z.number(),
  /** How far the clouds' time is ahead, in milliseconds. */
  aheadMs: z.number(),
  worker: z.object({ isThere: z.boolean(), kills: z.number() }),
  calls: z.array(callSchema),
  /** What to ask for the next time. */
  since: z.number(),
});
export type Panel = z.infer<typeof panelSchema>;

/** `POST /api/world/agent`. */
export const agentActSchema = z.object({
  platform: agentSchema.shape.platform,
  project: z.string(),
  name: z.string(),
  act: z.enum(["crash", "heal", "sleep", "wake"]),
});
export type AgentAct = z.infer<typeof agentActSchema>;

/** `POST /api/world/trouble`; null: it is over. */
export const troubleActSchema = z.object({ service: serviceSchema, trouble: troubleSchema.nullable() });
export type TroubleAct = z.infer<typeof troubleActSchema>;

/** `POST /api/world/speed`. */
export const speedActSchema = z.object({ speed: z.literal(SPEEDS) });
export type SpeedAct = z.infer<typeof speedActSchema>;

/** `POST /api/world/heal`, `/kill` and `/prepare` say nothing more. */
export const bareActSchema = z.strictObject({});

export const doneSchema = z.object({ done: z.literal(true) });
