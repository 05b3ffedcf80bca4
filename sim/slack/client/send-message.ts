/** A message that somebody writes, and the event that it causes when it is meant for the app. */
import { escapeText } from "../escape-text.ts";
import { richTextOf } from "../rich-text-of.ts";
import { visibleSince } from "../visible-messages.ts";
import type { Channel, JsonObject, Message, Person } from "../workspace-state.ts";
import type { WorkspaceStore } from "../workspace-store.ts";
import { type ClientContext, eventEnvelope, type Outcome, requireMember } from "./client-context.ts";
import type { EventDeliveries } from "./event-deliveries.ts";

export interface MessageInput {
  readonly user: string;
  readonly channel: string;
  /** As typed: "@switchboard status". */
  readonly text: string;
  readonly threadTs?: string;
}

/** `ts` names the new message. A failed delivery goes on being retried after this has answered. */
export async function sendMessage(
  context: ClientContext,
  deliveries: EventDeliveries,
  input: MessageInput,
): Promise<Outcome & { readonly ts: string }> {
  const { store } = context;
  const [person, channel] = requireMember(store, input.user, input.channel);
  const since = store.state.revision;
  const text = escapeText(store, input.text, { withNames: false });
  const message = store.addMessage({
    channel: channel.id,
    user: person.id,
    text,
    blocks: [richTextOf(text, store.nextId("b"))],
    threadTs: input.threadTs ?? null,
  });
  const event = findEvent(store, channel, message, person);
  const delivery = event ? await deliveries.send(eventEnvelope(store, channel, event)) : null;
  return {
    ts: message.ts,
    status: delivery?.status ?? null,
    // People are not told about events that an app failed to take.
    error: null,
    details: [],
    shown: visibleSince(store, person.id, channel.id, since),
  };
}

/** The event of a message, if the app subscribed to one, may have it, and is in the conversation. */
function findEvent(
  store: WorkspaceStore,
  channel: Channel,
  message: Message,
  person: Person,
): JsonObject | null {
  const { app, events, scopes } = store.state;
  if (!channel.members.includes(app.botUser) || person.id === app.botUser) return null;
  // In a direct conversation a mention is no app_mention; there only message.im tells.
  const isDirect = channel.kind === "im";
  const isMention = message.text.includes(`<@${app.botUser}>`);
  if (!isDirect && !isMention) return null;
  const subscription = isDirect ? "message.im" : "app_mention";
  const scope = isDirect ? "im:history" : "app_mentions:read";
  if (!events.includes(subscription) || !scopes.includes(scope)) return null;
  return {
    user: person.id,
    type: isDirect ? "message" : "app_mention",
    ts: message.ts,
    client_msg_id: `00000000-0000-4000-8000-${message.ts.replace(".", "").slice(-12)}`,
    text: message.text,
    team: person.teamId,
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    ...(person.botId === null ? {} : { bot_id: person.botId }),
    ...(person.teamId === store.state.team.id
      ? {}
      : { user_team: person.teamId, source_team: person.teamId }),
    blocks: message.blocks,
    channel: channel.id,
    ...(isDirect ? { channel_type: "im" } : {}),
    event_ts: message.ts,
  };
}
