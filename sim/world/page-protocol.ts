/** What the page and the world say to each other. Both sides read by these schemas. */
import * as z from "zod";

const jsonObjectSchema = z.record(z.string(), z.unknown());

const shownFileSchema = z.object({ id: z.string(), name: z.string() });
export type ShownFile = z.infer<typeof shownFileSchema>;

const shownMessageSchema = z.object({
  ts: z.string(),
  threadTs: z.string().nullable(),
  /** A reply that stands in the conversation too. */
  broadcast: z.boolean(),
  user: z.string(),
  /** The author's handle; "slackbot" for Slack itself. */
  author: z.string(),
  text: z.string(),
  blocks: z.array(jsonObjectSchema).readonly(),
  /** Files that it brought. */
  files: z.array(shownFileSchema).readonly(),
  ephemeral: z.boolean(),
  edited: z.boolean(),
  tombstone: z.boolean(),
  replyCount: z.number(),
  /** Why this person's last press on it failed; null: it did not. */
  warning: z.string().nullable(),
  /** Grows whenever it changes. */
  revision: z.number(),
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
  /** A page is open as this person; bots always are. */
  isActive: z.boolean(),
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

const textSchema = z.object({ text: z.string() });

/** A Home tab as payloads carry it; the fields that people see. */
export const shownHomeSchema = z.object({ id: z.string(), blocks: z.array(jsonObjectSchema) });
export type ShownHome = z.infer<typeof shownHomeSchema>;

/** A modal as payloads carry it; the fields that people see. */
export const shownModalSchema = z.object({
  id: z.string(),
  title: textSchema,
  /** null: it has nothing to submit. */
  submit: textSchema.nullable(),
  close: textSchema.nullable(),
  blocks: z.array(jsonObjectSchema),
});
export type ShownModal = z.infer<typeof shownModalSchema>;

/** What the app's manifest says of itself. */
const shownAppSchema = z.object({
  /** Its bot's user id. */
  user: z.string(),
  commands: z.array(z.object({ command: z.string(), description: z.string(), usageHint: z.string() })),
  /** Of messages. */
  shortcuts: z.array(z.object({ name: z.string(), callbackId: z.string() })),
  hasHomeTab: z.boolean(),
});
export type ShownApp = z.infer<typeof shownAppSchema>;

/** The workspace as one person sees it, without what is said in it. */
export const workspaceSchema = z.object({
  team: z.string(),
  app: shownAppSchema,
  people: z.array(shownPersonSchema),
  userGroups: z.array(z.object({ id: z.string(), handle: z.string() })),
  /** The conversations that this person is in. */
  channels: z.array(shownChannelSchema),
});
export type Workspace = z.infer<typeof workspaceSchema>;

/** What is new since the change before it. What is left out is as it was. */
export const changeSchema = z.object({
  /** The first of a connection: what the ones until `isComplete` do not tell is no longer there. */
  isFirst: z.boolean(),
  workspace: workspaceSchema.optional(),
  /** This person's open modals, the lowest first. */
  modals: z.array(shownModalSchema).optional(),
  /** The app's Home tab; null: the app has published none. */
  home: shownHomeSchema.nullable().optional(),
  /** New or changed ones in the conversation and the open thread, oldest first. */
  messages: z.array(shownMessageSchema),
  /** Timestamps of messages that went away. */
  gone: z.array(z.string()),
  /** For now this is all. */
  isComplete: z.boolean(),
});
export type Change = z.infer<typeof changeSchema>;

/** Which place: the query of `GET /api/scene`, a stream of server-sent events with a change each. */
export const placeSchema = z.object({
  user: z.string(),
  channel: z.string(),
  thread: z.string().optional(),
});
export type Place = z.infer<typeof placeSchema>;

/** `POST /api/say`: a slash command or a message, as typed. */
export const sayingSchema = placeSchema.extend({ text: z.string().trim().min(1).max(4_000) });
export type Saying = z.infer<typeof sayingSchema>;

/** Where an element is: on a message, or in a modal. */
const whereSchema = z.union([
  z.object({ user: z.string(), channel: z.string(), messageTs: z.string() }),
  z.object({ user: z.string(), viewId: z.string() }),
]);
export type Where = z.infer<typeof whereSchema>;

/** `POST /api/press`: a button. */
export const pressSchema = whereSchema.and(z.object({ actionId: z.string(), blockId: z.string() }));

/** What somebody enters: an option's value, an id, a text, a date; several for elements that take several. */
const enteredSchema = z.union([z.string(), z.number(), z.array(z.string())]);
export type Entered = z.infer<typeof enteredSchema>;

/** `POST /api/choose`: what was entered into an element. */
export const choiceSchema = pressSchema.and(z.object({ value: enteredSchema }));

/** `POST /api/suggest`: what was typed so far. */
export const queryingSchema = pressSchema.and(z.object({ value: z.string() }));

/** `POST /api/shortcut`: one of the app's, on a message. */
export const shortcutSchema = z.object({
  user: z.string(),
  channel: z.string(),
  messageTs: z.string(),
  callbackId: z.string(),
});
export type Shortcut = z.infer<typeof shortcutSchema>;

/** `POST /api/open-home`: somebody looks at the app's Home tab. */
export const homeOpeningSchema = z.object({ user: z.string() });
export type HomeOpening = z.infer<typeof homeOpeningSchema>;

/** `POST /api/close`: a modal. */
export const closingSchema = z.object({ user: z.string(), viewId: z.string() });
export type Closing = z.infer<typeof closingSchema>;

/** `POST /api/submit`: a modal with what its fields hold, by block id, then action id. */
export const submissionSchema = closingSchema.extend({
  values: z.record(z.string(), z.record(z.string(), enteredSchema)),
});
export type Submission = z.infer<typeof submissionSchema>;

/** The query of `GET /api/file`: a file of a message that this person sees. */
export const filePlaceSchema = z.object({
  user: z.string(),
  channel: z.string(),
  messageTs: z.string(),
  file: z.string(),
});
export type FilePlace = z.infer<typeof filePlaceSchema>;

/** What came of it: Slack's word for what went wrong, or null. */
export const outcomeSchema = z.object({ error: z.string().nullable() });
export type Outcome = z.infer<typeof outcomeSchema>;

export const submissionOutcomeSchema = outcomeSchema.extend({
  /** What is wrong with a field, by block id; then the modal stays. */
  errors: z.record(z.string(), z.string()),
});
export type SubmissionOutcome = z.infer<typeof submissionOutcomeSchema>;

export const suggestionsSchema = outcomeSchema.extend({
  options: z.array(z.object({ text: z.string(), value: z.string() })),
});
export type Suggestions = z.infer<typeof suggestionsSchema>;
