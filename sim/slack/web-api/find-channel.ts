/** Which conversations the bot can see, and which scope each kind of them needs. */
import type { Channel } from "../workspace-state.ts";
import type { WorkspaceStore } from "../workspace-store.ts";
import { type Checked, refuse } from "./answer.ts";

const SCOPE_PREFIX: Record<Channel["kind"], string> = { public: "channels", private: "groups", im: "im" };

export const scopeFor = (kind: Channel["kind"], right: "read" | "history"): string =>
  `${SCOPE_PREFIX[kind]}:${right}`;

/** The scopes of which a conversations method needs one, depending on the conversation. */
export const conversationScopes = (right: "read" | "history"): readonly string[] =>
  (["public", "private", "im"] as const).map((kind) => scopeFor(kind, right));

/** A conversation that the bot may know of: a public channel, or one that it is in. */
export function findChannel(store: WorkspaceStore, id: string): Checked<Channel> {
  const channel = store.channel(id);
  if (!channel) return refuse("channel_not_found");
  if (channel.kind !== "public" && !hasBot(store, channel)) return refuse("channel_not_found");
  return { ok: true, value: channel };
}

/** The same, with the scope that its kind needs. */
export function findReadable(store: WorkspaceStore, id: string, right: "read" | "history"): Checked<Channel> {
  const found = findChannel(store, id);
  if (!found.ok) return found;
  const needed = scopeFor(found.value.kind, right);
  if (!store.state.scopes.includes(needed))
    return refuse("missing_scope", { needed, provided: store.state.scopes.join(",") });
  return found;
}

/** Where chat.postMessage posts: a channel by id or name, or a person, whose direct conversation it opens. */
export function findTarget(store: WorkspaceStore, target: string): Checked<Channel> {
  const person = store.person(target);
  if (person) return { ok: true, value: store.directChannel(person.id) };
  const name = target.replace(/^#/, "");
  const named = store.state.channels.find((channel) => channel.kind !== "im" && channel.name === name);
  return findChannel(store, named?.id ?? target);
}

export const hasBot = (store: WorkspaceStore, channel: Channel): boolean =>
  channel.members.includes(store.state.app.botUser);
