/** A shortcut of the app in the menu of a message: message_action. */

import { visibleSince } from "../visible-messages.ts";
import { type ClientContext, createTrigger, interactionHead, type Outcome } from "./client-context.ts";
import { findPlace, placeFields } from "./place.ts";

export interface ShortcutInput {
  readonly user: string;
  readonly channel: string;
  readonly messageTs: string;
  readonly callbackId: string;
}

/** The payload is docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload. */
export async function runShortcut(context: ClientContext, input: ShortcutInput): Promise<Outcome> {
  const { store, sender } = context;
  const since = store.state.revision;
  const place = findPlace(store, input.user, { channel: input.channel, messageTs: input.messageTs });
  if (place.message?.ephemeralTo !== null)
    throw new Error("a message that only one person sees has no shortcuts");
  const { channel, message, response_url: responseUrl } = placeFields(context, place, true);
  const payload = {
    ...interactionHead(store, "message_action", store.requirePerson(input.user)),
    callback_id: input.callbackId,
    trigger_id: createTrigger(store, input.user),
    response_url: responseUrl,
    channel,
    message_ts: input.messageTs,
    message,
    action_ts: store.nextTs(),
  };
  const { status, error } = await sender.sendForm({ payload: JSON.stringify(payload) });
  return { status, error, details: [], shown: visibleSince(store, input.user, input.channel, since) };
}
