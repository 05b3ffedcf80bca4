/** Where something can be posted: a conversation in which the bot may write, and a thread in it. */
import type { Channel } from "../workspace-state.ts";
import type { WorkspaceStore } from "../workspace-store.ts";
import { type Checked, refuse } from "./answer.ts";
import { hasBot } from "./find-channel.ts";

export function requireWritable(store: WorkspaceStore, found: Checked<Channel>): Checked<Channel> {
  if (!found.ok) return found;
  if (found.value.isArchived) return refuse("is_archived");
  return hasBot(store, found.value) ? found : refuse("not_in_channel");
}

/** The parent's ts; a reply's ts means its thread. Where there is nothing to reply to this workspace says so. */
export function findThread(
  store: WorkspaceStore,
  channel: Channel,
  threadTs: string | undefined,
): Checked<string | null> {
  if (!threadTs) return { ok: true, value: null };
  const parent = store.message(channel.id, threadTs);
  if (!parent || parent.ephemeralTo !== null) return refuse("cannot_reply_to_message");
  return { ok: true, value: parent.threadTs ?? parent.ts };
}
