/** The messages of a workspace by conversation, by timestamp and by thread, so that nothing has to look through all of them. */
import type { Message } from "./workspace-state.ts";

const NONE: readonly Message[] = [];

export class MessageIndex {
  /** A timestamp names one message of the workspace. */
  readonly #byTs = new Map<string, Message>();
  readonly #byChannel = new Map<string, Message[]>();
  readonly #replies = new Map<string, Message[]>();

  constructor(messages: readonly Message[]) {
    for (const message of messages) this.add(message);
  }

  find(channel: string, ts: string): Message | undefined {
    const found = this.#byTs.get(ts);
    return found?.channel === channel ? found : undefined;
  }

  /** Everything in a conversation, replies and what one person alone sees included, oldest first. */
  inChannel(channel: string): readonly Message[] {
    return this.#byChannel.get(channel) ?? NONE;
  }

  /** Everything below a message, what one person alone sees included, oldest first. */
  below(ts: string): readonly Message[] {
    return this.#replies.get(ts) ?? NONE;
  }

  add(message: Message): void {
    const { channel, ts, threadTs } = message;
    this.#byTs.set(ts, message);
    append(this.#byChannel, channel, message);
    if (threadTs !== null) append(this.#replies, threadTs, message);
  }

  remove({ channel, ts, threadTs }: Message): void {
    this.#byTs.delete(ts);
    drop(this.#byChannel.get(channel), ts);
    if (threadTs !== null) drop(this.#replies.get(threadTs), ts);
  }
}

function append(lists: Map<string, Message[]>, key: string, message: Message): void {
  const list = lists.get(key);
  if (list) list.push(message);
  else lists.set(key, [message]);
}

function drop(list: Message[] | undefined, ts: string): void {
  const at = list?.findIndex((message) => message.ts === ts) ?? -1;
  if (at >= 0) list?.splice(at, 1);
}
