/** What one person sees of a conversation: what was said, and what was shown to them alone. */
import type { JsonObject, Message } from "./workspace-state.ts";
import type { WorkspaceStore } from "./workspace-store.ts";

export interface ShownFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
}

export interface ShownMessage {
  readonly ts: string;
  readonly channel: string;
  readonly threadTs: string | null;
  /** A reply that stands in the conversation too. */
  readonly broadcast: boolean;
  readonly user: string;
  /** The author's handle; "slackbot" for Slack itself. */
  readonly author: string;
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly attachments: readonly JsonObject[];
  readonly files: readonly ShownFile[];
  /** "Only visible to you". */
  readonly ephemeral: boolean;
  /** Carries the mark "(edited)". */
  readonly edited: boolean;
  readonly tombstone: boolean;
  readonly replyCount: number;
  /** Why this person's last press on it failed, shown as a warning sign; null: it did not. */
  readonly warning: string | null;
  readonly revision: number;
}

/** In order; without `threadTs` the channel as one scrolls through it, with it the parent and its replies. */
export function visibleMessages(
  store: WorkspaceStore,
  user: string,
  channelId: string,
  threadTs?: string,
): readonly ShownMessage[] {
  const channel = store.requireChannel(channelId);
  store.requirePerson(user);
  if (!channel.members.includes(user)) return [];
  return store
    .messagesIn(channelId)
    .filter(
      (message) =>
        isVisible(message, user) &&
        (threadTs === undefined
          ? message.threadTs === null || message.broadcast
          : message.ts === threadTs || message.threadTs === threadTs),
    )
    .map((message) => toShown(store, message, user));
}

/** Everything in the channel, threads included, that is new to this person or changed since a revision. */
export function visibleSince(
  store: WorkspaceStore,
  user: string,
  channelId: string,
  revision: number,
): readonly ShownMessage[] {
  return store
    .messagesIn(channelId)
    .filter((message) => message.revision > revision && isVisible(message, user))
    .map((message) => toShown(store, message, user));
}

/** Whether it was said to everybody, or to this person alone. */
export function isVisible({ ephemeralTo }: Message, user: string): boolean {
  return ephemeralTo === null || ephemeralTo === user;
}

export function toShown(store: WorkspaceStore, message: Message, user: string): ShownMessage {
  return {
    ts: message.ts,
    channel: message.channel,
    threadTs: message.threadTs,
    broadcast: message.broadcast,
    user: message.user,
    author: store.person(message.user)?.name ?? "slackbot",
    text: message.tombstone ? "This message was deleted." : message.text,
    blocks: structuredClone(message.blocks),
    attachments: structuredClone(message.attachments),
    files: message.files.flatMap((id) => {
      const file = store.file(id);
      return file ? [{ id, name: file.name, title: file.title }] : [];
    }),
    ephemeral: message.ephemeralTo !== null,
    edited: message.edited !== null,
    tombstone: message.tombstone,
    replyCount: store.repliesTo(message).length,
    warning: message.warnings[user] ?? null,
    revision: message.revision,
  };
}
