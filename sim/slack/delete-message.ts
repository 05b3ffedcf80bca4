import type { Message } from "./workspace-state.ts";
import type { WorkspaceStore } from "./workspace-store.ts";

/** Takes a message away; of one with replies a stump stays, so that they have a parent. */
export function deleteMessage(store: WorkspaceStore, message: Message): void {
  if (store.repliesTo(message).length === 0) store.removeMessage(message);
  else
    store.changeMessage(message, {
      tombstone: true,
      blocks: [],
      attachments: [],
      files: [],
      metadata: null,
    });
}
