/** What the page and the world say to each other. Both sides read by these schemas. */
import * as z from "zod";

const jsonObjectSchema = z.record(z.string(), z.unknown());

const shownMessageSchema = z.object({
  ts: z.string(),
  threadTs: z.string().nullable(),
  user: z.string(),
  /** The author's handle; "slackbot" for Slack itself. */
  author: z.string(),
  text: z.string(),
  blocks: z.array(jsonObjectSchema).readonly(),
  ephemeral: z.boolean(),
  edited: z.boolean(),
  tombstone: z.boolean(),
  replyCount: z.number(),
  /** Why this person's last press on it failed; null: it did not. */
  warning: z.string().nullable(),
});
export type ShownMessage = z.infer<typeof shownMessageSchema>;

const shownPersonSchema = z.object({
  id: z.string(),
  name: z.string(),
  realName: z.string(),
  title: z.string(),
  /** "admin, approver": what the person may do; empty for bots. */
  roles: z.string(),
  isBot: z.boolean(),
});
export type ShownPerson = z.infer<typeof shownPersonSchema>;

const shownChannelSchema = z.object({
  id: z.string(),
  /** "#voice-ops", or the other person's name. */
  title: z.string(),
  topic: z.string(),
  isDirect: z.boolean(),
  /** Shared with another company. */
  isShared: z.boolean(),
});
export type ShownChannel = z.infer<typeof shownChannelSchema>;

/** Everything that one person sees with one channel, and perhaps one thread, open. */
export const sceneSchema = z.object({
  team: z.string(),
  app: z.string(),
  people: z.array(shownPersonSchema),
  userGroups: z.array(z.object({ id: z.string(), handle: z.string() })),
  /** The conversations that this person is in. */
  channels: z.array(shownChannelSchema),
  messages: z.array(shownMessageSchema),
  /** The parent first; null: no thread is open. */
  thread: z.array(shownMessageSchema).nullable(),
});
export type Scene = z.infer<typeof sceneSchema>;

/** Which scene: the query of `GET /api/scene`, a stream of server-sent events with a scene each. */
export const placeSchema = z.object({
  user: z.string(),
  channel: z.string(),
  thread: z.string().optional(),
});
export type Place = z.infer<typeof placeSchema>;

/** `POST /api/say`: a slash command or a message, as typed. */
export const sayingSchema = placeSchema.extend({ text: z.string().trim().min(1).max(4_000) });
export type Saying = z.infer<typeof sayingSchema>;

/** `POST /api/press`: an element of a message. */
export const pressSchema = z.object({
  user: z.string(),
  channel: z.string(),
  messageTs: z.string(),
  actionId: z.string(),
  blockId: z.string(),
});

/** `POST /api/choose`: an option's value; `POST /api/suggest`: what was typed so far. */
export const entrySchema = pressSchema.extend({ value: z.string() });

/** What came of it: Slack's word for what went wrong, or null. */
export const outcomeSchema = z.object({ error: z.string().nullable() });
export type Outcome = z.infer<typeof outcomeSchema>;

export const suggestionsSchema = outcomeSchema.extend({
  options: z.array(z.object({ text: z.string(), value: z.string() })),
});
export type Suggestions = z.infer<typeof suggestionsSchema>;
