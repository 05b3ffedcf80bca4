/** What the page shows, put together from the changes that it is told. */
import type { Change, ShownHome, ShownMessage, ShownModal, Workspace } from "../world/page-protocol.ts";

export interface Scene {
  readonly workspace: Workspace;
  readonly modals: readonly ShownModal[];
  readonly home: ShownHome | null;
  /** Of the conversation and the open thread, oldest first. */
  readonly messages: readonly ShownMessage[];
  /** Timestamps of messages that were there before a connection broke and that it did not tell again yet. */
  readonly unconfirmed: ReadonlySet<string>;
}

/** The scene after a change; null: it cannot be told yet. What did not change stays the same object. */
export function applyChange(scene: Scene | null, change: Change): Scene | null {
  const workspace = change.workspace ?? scene?.workspace;
  if (!workspace) return null;
  const before = scene?.messages ?? [];
  const known = new Map(before.map((message) => [message.ts, message]));
  const unconfirmed = new Set(change.isFirst ? known.keys() : scene?.unconfirmed);
  for (const message of change.messages) {
    unconfirmed.delete(message.ts);
    const old = known.get(message.ts);
    if (old?.revision !== message.revision || old.replyCount !== message.replyCount)
      known.set(message.ts, message);
  }
  for (const ts of change.gone) known.delete(ts);
  if (change.isComplete) {
    for (const ts of unconfirmed) known.delete(ts);
    unconfirmed.clear();
  }
  return {
    workspace,
    modals: change.modals ?? scene?.modals ?? [],
    home: change.home === undefined ? (scene?.home ?? null) : change.home,
    messages: inOrder(before, known),
    unconfirmed,
  };
}

/** The same list when nothing in it changed. */
function inOrder(
  before: readonly ShownMessage[],
  known: ReadonlyMap<string, ShownMessage>,
): readonly ShownMessage[] {
  if (known.size === before.length && before.every((message) => known.get(message.ts) === message))
    return before;
  return [...known.values()].sort((one, other) => Number(one.ts) - Number(other.ts));
}

/** What stands in the conversation itself. */
export function inConversation(messages: readonly ShownMessage[]): readonly ShownMessage[] {
  return messages.filter(({ threadTs, broadcast }) => threadTs === null || broadcast);
}

/** A thread, its parent first. */
export function inThread(messages: readonly ShownMessage[], thread: string): readonly ShownMessage[] {
  return messages.filter(({ ts, threadTs }) => ts === thread || threadTs === thread);
}
