/** The one holder of a workspace's state: look-ups, identifiers, messages, and word of every change. */
import { withIds } from "./block-kit/with-ids.ts";
import { MessageIndex } from "./message-index.ts";
import type { Channel, JsonObject, Message, Person, SlackFile, WorkspaceState } from "./workspace-state.ts";

/** Slack's own voice in answers about failed commands. */
export const SLACKBOT = "USLACKBOT";

/** Newest response URLs and triggers that are kept; far more than live at one time. */
const KEPT = 1_000;

export interface NewMessage {
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly blocks?: readonly JsonObject[];
  readonly attachments?: readonly JsonObject[];
  readonly threadTs?: string | null;
  readonly broadcast?: boolean;
  readonly files?: readonly string[];
  readonly metadata?: JsonObject | null;
  readonly ephemeralTo?: string | null;
}

export class WorkspaceStore {
  readonly now: () => number;
  #state: WorkspaceState;
  #index: MessageIndex;
  #listeners = new Set<() => void>();

  constructor(state: WorkspaceState, now: () => number) {
    this.#state = state;
    this.#index = new MessageIndex(state.messages);
    this.now = now;
  }

  /** Messages come and go by the methods below only. */
  get state(): WorkspaceState {
    return this.#state;
  }

  set state(state: WorkspaceState) {
    this.#state = state;
    this.#index = new MessageIndex(state.messages);
  }

  /** Calls `listener` after every change, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    this.state.revision += 1;
    for (const listener of this.#listeners) listener();
  }

  /** An identifier that this workspace has not used before: `prefix` and eight characters. */
  nextId(prefix: string): string {
    this.state.lastId += 1;
    return `${prefix}${this.state.lastId.toString(36).toUpperCase().padStart(8, "0")}`;
  }

  /** Seconds with six digits, unique in the workspace and never running backwards. */
  nextTs(): string {
    const micros = Math.max(Math.round(this.now() * 1_000), this.state.lastTsMicroseconds + 1);
    this.state.lastTsMicroseconds = micros;
    return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, "0")}`;
  }

  /** Keeps what is short-lived from growing without end. */
  remember<T>(entries: Record<string, T>, id: string, entry: T): void {
    entries[id] = entry;
    const ids = Object.keys(entries);
    for (const old of ids.slice(0, Math.max(0, ids.length - KEPT))) delete entries[old];
  }

  /** What was remembered under an identifier that a stranger may have made up. */
  recall<T>(entries: Readonly<Record<string, T>>, id: string): T | undefined {
    return Object.hasOwn(entries, id) ? entries[id] : undefined;
  }

  person(id: string): Person | undefined {
    return this.state.people.find((person) => person.id === id);
  }

  /** For what a test or the page names; a name that does not exist is a mistake there, so it throws. */
  requirePerson(id: string): Person {
    const person = this.person(id);
    if (!person) throw new Error(`there is nobody with the id ${id} in this workspace`);
    return person;
  }

  channel(id: string): Channel | undefined {
    return this.state.channels.find((channel) => channel.id === id);
  }

  requireChannel(id: string): Channel {
    const channel = this.channel(id);
    if (!channel) throw new Error(`there is no channel ${id} in this workspace`);
    return channel;
  }

  /** The direct conversation of the bot with a person, opened when it does not exist yet. */
  directChannel(user: string): Channel {
    const bot = this.state.app.botUser;
    const existing = this.state.channels.find(
      (channel) => channel.kind === "im" && channel.members.includes(user),
    );
    if (existing) return existing;
    const opened: Channel = {
      id: this.nextId("D"),
      name: "",
      kind: "im",
      topic: "",
      isExtShared: false,
      isArchived: false,
      members: [bot, user],
    };
    this.state.channels.push(opened);
    return opened;
  }

  message(channel: string, ts: string): Message | undefined {
    return this.#index.find(channel, ts);
  }

  /** Everything in a conversation, replies and what one person alone sees included, oldest first. */
  messagesIn(channel: string): readonly Message[] {
    return this.#index.inChannel(channel);
  }

  /** The replies that everybody sees, oldest first. */
  repliesTo({ ts }: Message): readonly Message[] {
    const all = this.#index.below(ts);
    return all.length === 0 ? all : all.filter(({ ephemeralTo }) => ephemeralTo === null);
  }

  requireMessage(channel: string, ts: string): Message {
    const message = this.message(channel, ts);
    if (!message) throw new Error(`there is no message ${ts} in ${channel}`);
    return message;
  }

  addMessage(message: NewMessage): Message {
    const added: Message = {
      ts: this.nextTs(),
      channel: message.channel,
      threadTs: message.threadTs ?? null,
      broadcast: message.broadcast ?? false,
      user: message.user,
      text: message.text,
      blocks: this.withIds(message.blocks ?? []),
      attachments: structuredClone([...(message.attachments ?? [])]),
      files: [...(message.files ?? [])],
      metadata: message.metadata ?? null,
      edited: null,
      ephemeralTo: message.ephemeralTo ?? null,
      tombstone: false,
      warnings: {},
      revision: this.state.revision + 1,
    };
    this.state.messages.push(added);
    this.#index.add(added);
    this.changed();
    return added;
  }

  changeMessage(message: Message, change: Partial<Message>): void {
    Object.assign(message, change, { revision: this.state.revision + 1 });
    if (change.blocks) message.blocks = this.withIds(change.blocks);
    this.changed();
  }

  removeMessage(message: Message): void {
    this.state.messages = this.state.messages.filter((kept) => kept !== message);
    this.#index.remove(message);
    this.changed();
  }

  file(id: string): SlackFile | undefined {
    return this.state.files.find((file) => file.id === id);
  }

  /** Blocks with the identifiers that Slack makes up where the app gave none. */
  withIds(blocks: readonly JsonObject[]): JsonObject[] {
    return withIds(blocks, () => this.nextId("b"));
  }
}
