/** What every action of a person needs, and the fields that every payload to the app has. */

import type { ShownMessage } from "../visible-messages.ts";
import type { Channel, JsonObject, Person, Trigger } from "../workspace-state.ts";
import type { WorkspaceStore } from "../workspace-store.ts";
import type { Sender } from "./sender.ts";

export interface ClientContext {
  readonly store: WorkspaceStore;
  readonly sender: Sender;
  /** Base of response URLs. */
  readonly publicUrl: string;
}

/** What came of an action, as the person sees it. */
export interface Outcome {
  /** Of the app's answer; null: none in three seconds, no connection, or nothing was sent. */
  readonly status: number | null;
  /** Slack's word for what went wrong ("operation_timeout", "invalid_blocks", …); null: nothing. */
  readonly error: string | null;
  /** What is wrong with a message or view that the app answered, with JSON pointers. */
  readonly details: readonly string[];
  /** Messages in the conversation that are new or changed since the action began. */
  readonly shown: readonly ShownMessage[];
}

/** The deprecated shared token that payloads still carry. */
const VERIFICATION_TOKEN = "verification-token-is-deprecated";

/** Somebody who can act here; anything else is a mistake in the test, so it throws. */
export function requireMember(store: WorkspaceStore, user: string, channelId: string): [Person, Channel] {
  const person = requireActive(store, user);
  const channel = store.requireChannel(channelId);
  if (!channel.members.includes(user)) throw new Error(`${user} is not in ${channelId}`);
  if (channel.isArchived) throw new Error(`${channelId} is archived`);
  return [person, channel];
}

export function requireActive(store: WorkspaceStore, user: string): Person {
  const person = store.requirePerson(user);
  if (person.deleted) throw new Error(`${user} is deactivated`);
  return person;
}

export function createTrigger(store: WorkspaceStore, user: string, viewId: string | null = null): string {
  const trigger: Trigger = { user, viewId, createdAtMs: store.now(), exchanged: false };
  const id = `${Math.floor(store.now())}.${store.state.lastId}.${store.nextId("t").toLowerCase()}`;
  store.remember(store.state.triggers, id, trigger);
  return id;
}

/** The head of an interaction payload. */
export function interactionHead(store: WorkspaceStore, type: string, person: Person): JsonObject {
  const { app, team } = store.state;
  return {
    type,
    user: { id: person.id, username: person.name, name: person.name, team_id: person.teamId },
    api_app_id: app.id,
    token: VERIFICATION_TOKEN,
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** The fields of a slash command (docs.slack.dev/interactivity/implementing-slash-commands). */
export function commandHead(store: WorkspaceStore, person: Person, channel: Channel): Record<string, string> {
  const { app, team } = store.state;
  const names = { public: channel.name, private: "privategroup", im: "directmessage" };
  return {
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: names[channel.kind],
    user_id: person.id,
    user_name: person.name,
    api_app_id: app.id,
    is_enterprise_install: "false",
  };
}

/** The envelope of an event (docs.slack.dev/apis/events-api). */
export function eventEnvelope(store: WorkspaceStore, channel: Channel, event: JsonObject): JsonObject {
  const { app, team } = store.state;
  return {
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: "event_callback",
    event_id: store.nextId("Ev"),
    event_time: Math.floor(store.now() / 1_000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: app.botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: channel.isExtShared,
    event_context: store.nextId("4-"),
  };
}
