/** A Slack workspace as data: everything that a snapshot keeps. Credentials are not in it. */
import * as z from "zod";

export const jsonObjectSchema = z.record(z.string(), z.unknown());
export type JsonObject = Record<string, unknown>;

const personSchema = z.object({
  id: z.string(),
  /** The handle that one types after @. */
  name: z.string(),
  realName: z.string(),
  title: z.string(),
  /** Another team than the workspace's own makes a stranger (Slack Connect). */
  teamId: z.string(),
  tz: z.string(),
  tzLabel: z.string(),
  tzOffsetSeconds: z.number(),
  isAdmin: z.boolean(),
  isRestricted: z.boolean(),
  isUltraRestricted: z.boolean(),
  /** Set for bot users only. */
  botId: z.string().nullable(),
  deleted: z.boolean(),
});
export type Person = z.infer<typeof personSchema>;

const channelSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["public", "private", "im"]),
  topic: z.string(),
  isExtShared: z.boolean(),
  isArchived: z.boolean(),
  members: z.array(z.string()),
});
export type Channel = z.infer<typeof channelSchema>;

const userGroupSchema = z.object({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  description: z.string(),
  users: z.array(z.string()),
  disabled: z.boolean(),
});
export type UserGroup = z.infer<typeof userGroupSchema>;

const fileSchema = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  user: z.string(),
  /** Bytes that were announced and must arrive. */
  size: z.number(),
  createdAtMs: z.number(),
  /** The secret end of the address to which its bytes go; null: they have arrived. */
  uploadKey: z.string().nullable(),
  /** What arrived, as UTF-8 text. */
  content: z.string(),
  /** Finished with files.completeUploadExternal. */
  complete: z.boolean(),
});
export type SlackFile = z.infer<typeof fileSchema>;

const messageSchema = z.object({
  ts: z.string(),
  channel: z.string(),
  threadTs: z.string().nullable(),
  /** A reply that was also sent to the channel. */
  broadcast: z.boolean(),
  user: z.string(),
  text: z.string(),
  blocks: z.array(jsonObjectSchema),
  attachments: z.array(jsonObjectSchema),
  /** Ids of files that it brought. */
  files: z.array(z.string()),
  metadata: jsonObjectSchema.nullable(),
  edited: z.object({ user: z.string(), ts: z.string() }).nullable(),
  /** Who alone sees it; null: everybody in the channel. */
  ephemeralTo: z.string().nullable(),
  /** The stump of a deleted parent whose replies live on. */
  tombstone: z.boolean(),
  /** Failed interactions, as the warning sign that Slack shows next to the message, by person. */
  warnings: z.record(z.string(), z.string()),
  /** Grows with every change of the workspace; tells what is new. */
  revision: z.number(),
});
export type Message = z.infer<typeof messageSchema>;

const responseUrlSchema = z.object({
  kind: z.enum(["commands", "actions"]),
  user: z.string(),
  channel: z.string(),
  /** The message whose element was used; null for a command. */
  originalTs: z.string().nullable(),
  createdAtMs: z.number(),
  uses: z.number(),
});
export type ResponseUrl = z.infer<typeof responseUrlSchema>;

const triggerSchema = z.object({
  user: z.string(),
  /** The modal in which it arose, onto which views.push stacks. */
  viewId: z.string().nullable(),
  createdAtMs: z.number(),
  exchanged: z.boolean(),
});
export type Trigger = z.infer<typeof triggerSchema>;

const viewSchema = z.object({
  id: z.string(),
  user: z.string(),
  type: z.enum(["modal", "home"]),
  /** The view as the app sent it, with generated ids. */
  payload: jsonObjectSchema,
  blocks: z.array(jsonObjectSchema),
  hash: z.string(),
  rootViewId: z.string(),
  previousViewId: z.string().nullable(),
});
export type View = z.infer<typeof viewSchema>;

/** The part of the state that a workspace starts with. */
export const workspaceSetupSchema = z.object({
  team: z.object({ id: z.string(), name: z.string(), domain: z.string() }),
  app: z.object({ id: z.string(), name: z.string(), botUser: z.string(), botId: z.string() }),
  /** Granted to the bot token. */
  scopes: z.array(z.string()),
  /** Bot events that the app subscribed to. */
  events: z.array(z.string()),
  /** Slash commands of the app; all with "escape channels, users and links" on. */
  commands: z.array(z.string()),
  people: z.array(personSchema),
  channels: z.array(channelSchema),
  userGroups: z.array(userGroupSchema),
});
export type WorkspaceSetup = z.infer<typeof workspaceSetupSchema>;

export const workspaceStateSchema = workspaceSetupSchema.extend({
  messages: z.array(messageSchema),
  files: z.array(fileSchema),
  responseUrls: z.record(z.string(), responseUrlSchema),
  triggers: z.record(z.string(), triggerSchema),
  /** Open modals and published homes. */
  views: z.array(viewSchema),
  /** What a person chose or typed into elements, keyed by person, container, block and action. */
  selections: z.record(z.string(), jsonObjectSchema),
  /** Block types that this workspace does not know yet. */
  refusedBlocks: z.array(z.string()),
  /** For how many seconds a message can be edited (team setting); null: for ever. */
  editWindowSeconds: z.number().nullable(),
  tokenRevoked: z.boolean(),
  /** Calls that were answered with 429 because of the limits, by method. */
  rateLimited: z.record(z.string(), z.number()),
  lastId: z.number(),
  lastTsMicroseconds: z.number(),
  revision: z.number(),
});
export type WorkspaceState = z.infer<typeof workspaceStateSchema>;

/** A workspace in which nobody has said anything yet. */
export function createWorkspaceState(setup: WorkspaceSetup): WorkspaceState {
  return {
    ...workspaceSetupSchema.parse(setup),
    messages: [],
    files: [],
    responseUrls: {},
    triggers: {},
    views: [],
    selections: {},
    refusedBlocks: [],
    editWindowSeconds: null,
    tokenRevoked: false,
    rateLimited: {},
    lastId: 0,
    lastTsMicroseconds: 0,
    revision: 0,
  };
}
