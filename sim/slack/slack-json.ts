/** People, channels and messages in the shapes of Slack's own JSON (`@slack/web-api` 8.2.0 response types). */
import type { Channel, JsonObject, Message, Person, SlackFile, UserGroup, View } from "./workspace-state.ts";
import { SLACKBOT, type WorkspaceStore } from "./workspace-store.ts";

export function toUserJson(store: WorkspaceStore, person: Person): JsonObject {
  const isBot = person.botId !== null;
  return {
    id: person.id,
    team_id: person.teamId,
    name: person.name,
    deleted: person.deleted,
    real_name: person.realName,
    tz: person.tz,
    tz_label: person.tzLabel,
    tz_offset: person.tzOffsetSeconds,
    profile: {
      title: person.title,
      real_name: person.realName,
      real_name_normalized: person.realName,
      display_name: person.name,
      display_name_normalized: person.name,
      team: person.teamId,
      ...(isBot ? { bot_id: person.botId, api_app_id: store.state.app.id } : {}),
    },
    is_bot: isBot,
    is_app_user: false,
    updated: 0,
    ...(person.teamId === store.state.team.id
      ? {}
      : { is_stranger: true, who_can_share_contact_card: "EVERYONE" }),
    // Slack leaves the roles of the deactivated out.
    ...(person.deleted
      ? {}
      : {
          is_admin: person.isAdmin,
          is_owner: false,
          is_primary_owner: false,
          is_restricted: person.isRestricted,
          is_ultra_restricted: person.isUltraRestricted,
        }),
  };
}

export function toChannelJson(store: WorkspaceStore, channel: Channel): JsonObject {
  const bot = store.state.app.botUser;
  const common = { id: channel.id, created: 0, is_archived: channel.isArchived, is_org_shared: false };
  if (channel.kind === "im")
    return { ...common, is_im: true, user: channel.members.find((member) => member !== bot) ?? bot };
  const isPrivate = channel.kind === "private";
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    is_general: false,
    is_shared: channel.isExtShared,
    is_ext_shared: channel.isExtShared,
    is_pending_ext_shared: false,
    is_member: channel.members.includes(bot),
    context_team_id: store.state.team.id,
    topic: { value: channel.topic, creator: "", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
    num_members: channel.members.length,
  };
}

export function toUserGroupJson(store: WorkspaceStore, group: UserGroup): JsonObject {
  return {
    id: group.id,
    team_id: store.state.team.id,
    is_usergroup: true,
    is_subteam: true,
    name: group.name,
    description: group.description,
    handle: group.handle,
    is_external: false,
    date_create: 0,
    date_update: 0,
    date_delete: group.disabled ? 1 : 0,
    auto_type: null,
    user_count: group.users.length,
    prefs: { channels: [], groups: [] },
  };
}

/** `withMetadata` as in conversations.history: metadata is shown only to who asks for it. */
export function toMessageJson(store: WorkspaceStore, message: Message, withMetadata = true): JsonObject {
  if (message.tombstone) return { ...toTombstone(message), ...toThreadFields(store, message) };
  return {
    ...(message.broadcast ? { subtype: "thread_broadcast" } : {}),
    ...toContentJson(store, message, withMetadata),
    ts: message.ts,
    ...toThreadFields(store, message),
  };
}

/** What a message says and who says it, but not where it stands: so chat.update answers. */
export function toContentJson(store: WorkspaceStore, message: Message, withMetadata = true): JsonObject {
  const author = store.person(message.user);
  const { app, team } = store.state;
  return {
    type: "message",
    user: message.user,
    text: message.text,
    team: author?.teamId ?? team.id,
    ...(author?.botId
      ? {
          bot_id: author.botId,
          ...(author.id === app.botUser
            ? {
                app_id: app.id,
                bot_profile: {
                  id: app.botId,
                  app_id: app.id,
                  name: app.name,
                  deleted: false,
                  team_id: team.id,
                },
              }
            : {}),
        }
      : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.attachments.length > 0 ? { attachments: message.attachments } : {}),
    ...(message.files.length > 0 ? { files: toFilesJson(store, message), upload: false } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}

const toFilesJson = (store: WorkspaceStore, { files }: Message): JsonObject[] =>
  store.state.files.filter(({ id }) => files.includes(id)).map((file) => toFileJson(store, file));

export function toFileJson({ state }: WorkspaceStore, file: SlackFile): JsonObject {
  const seconds = Math.floor(file.createdAtMs / 1_000);
  const at = (channel: string): boolean =>
    state.messages.some((message) => message.channel === channel && message.files.includes(file.id));
  const sharedIn = (kind: Channel["kind"]): string[] =>
    state.channels.filter((channel) => channel.kind === kind && at(channel.id)).map(({ id }) => id);
  return {
    id: file.id,
    created: seconds,
    timestamp: seconds,
    name: file.name,
    title: file.title,
    filetype: file.name.split(".").at(-1) ?? "",
    user: file.user,
    user_team: state.team.id,
    size: file.size,
    mode: "hosted",
    is_external: false,
    is_public: sharedIn("public").length > 0,
    url_private: `https://files.slack.com/files-pri/${state.team.id}-${file.id}/${encodeURIComponent(file.name)}`,
    channels: sharedIn("public"),
    groups: sharedIn("private"),
    ims: sharedIn("im"),
  };
}

function toTombstone(message: Message): JsonObject {
  return {
    type: "message",
    subtype: "tombstone",
    user: SLACKBOT,
    text: "This message was deleted.",
    ts: message.ts,
    hidden: true,
  };
}

function toThreadFields(store: WorkspaceStore, message: Message): JsonObject {
  if (message.threadTs !== null) {
    const parent = store.message(message.channel, message.threadTs);
    return { thread_ts: message.threadTs, parent_user_id: parent?.user ?? SLACKBOT };
  }
  const replies = store.repliesTo(message);
  const latest = replies.at(-1);
  if (!latest) return {};
  const users = [...new Set(replies.map(({ user }) => user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    reply_users: users,
    latest_reply: latest.ts,
    is_locked: false,
    subscribed: false,
  };
}

export function toViewJson(store: WorkspaceStore, view: View, values: JsonObject = {}): JsonObject {
  const { app, team } = store.state;
  return {
    id: view.id,
    team_id: team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.payload.private_metadata ?? "",
    callback_id: view.payload.callback_id ?? "",
    state: { values },
    hash: view.hash,
    title: view.payload.title ?? { type: "plain_text", text: "View Title" },
    clear_on_close: view.payload.clear_on_close ?? false,
    notify_on_close: view.payload.notify_on_close ?? false,
    close: view.payload.close ?? null,
    submit: view.payload.submit ?? null,
    previous_view_id: view.previousViewId,
    root_view_id: view.rootViewId,
    app_id: app.id,
    external_id: view.payload.external_id ?? "",
    app_installed_team_id: team.id,
    bot_id: app.botId,
  };
}
