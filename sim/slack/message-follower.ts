/** Follows what one person sees of a conversation: each look tells only what is new, changed or gone since the last. */
import { isVisible, type ShownMessage, toShown } from "./visible-messages.ts";
import type { Message } from "./workspace-state.ts";
import type { WorkspaceStore } from "./workspace-store.ts";

export interface Followed {
  readonly user: string;
  readonly channel: string;
  /** Its parent and replies too; others' replies are not looked at. */
  readonly thread?: string | undefined;
}

export interface Look {
  /** New or changed, oldest first. */
  readonly messages: readonly ShownMessage[];
  /** Timestamps of those that are no longer there. */
  readonly gone: readonly string[];
  /** There is nothing more to tell. */
  readonly isComplete: boolean;
}

interface Told {
  readonly revision: number;
  readonly replyCount: number;
}

export class MessageFollower {
  readonly #store: WorkspaceStore;
  readonly #place: Followed;
  readonly #told = new Map<string, Told>();

  constructor(store: WorkspaceStore, place: Followed) {
    this.#store = store;
    this.#place = place;
  }

  /** At most `limit` messages, those of the open thread and then the newest first. */
  look(limit: number): Look {
    const seen = this.#seen();
    const changed: Message[] = [];
    for (const message of this.#newestFirst(seen)) {
      if (changed.length === limit) break;
      if (this.#isNews(message)) changed.push(message);
    }
    const isComplete = changed.length < limit;
    return {
      messages: changed
        .toSorted((one, other) => Number(one.ts) - Number(other.ts))
        .map((message) => toShown(this.#store, message, this.#place.user)),
      // When all that is seen was told, more can have been told only of what went away.
      gone: isComplete && this.#told.size > seen.length ? this.#forget(seen) : [],
      isComplete,
    };
  }

  *#newestFirst(seen: readonly Message[]): Generator<Message> {
    const { thread } = this.#place;
    if (thread !== undefined) yield* seen.filter((message) => isOfThread(message, thread)).reverse();
    for (let at = seen.length - 1; at >= 0; at -= 1) {
      const message = seen[at];
      if (message) yield message;
    }
  }

  /** Whether it was not told as it is now; from here on it was. */
  #isNews(message: Message): boolean {
    const { ts, revision } = message;
    const replyCount = this.#store.repliesTo(message).length;
    const told = this.#told.get(ts);
    if (told?.revision === revision && told.replyCount === replyCount) return false;
    this.#told.set(ts, { revision, replyCount });
    return true;
  }

  #seen(): readonly Message[] {
    const { user, channel, thread } = this.#place;
    if (!this.#store.channel(channel)?.members.includes(user)) return [];
    return this.#store
      .messagesIn(channel)
      .filter(
        (message) =>
          isVisible(message, user) &&
          (message.threadTs === null || message.broadcast || message.threadTs === thread),
      );
  }

  /** What was told and is seen no more. */
  #forget(seen: readonly Message[]): string[] {
    const there = new Set(seen.map(({ ts }) => ts));
    const gone = [...this.#told.keys()].filter((ts) => !there.has(ts));
    for (const ts of gone) this.#told.delete(ts);
    return gone;
  }
}

const isOfThread = ({ ts, threadTs }: Message, thread: string): boolean =>
  ts === thread || threadTs === thread;
