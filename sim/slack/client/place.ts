/** Where a person touches an element: in a message or in a view. */
import { isObject } from "../block-kit/rule.ts";
import { createResponseUrl } from "../response-urls.ts";
import { toMessageJson, toViewJson } from "../slack-json.ts";
import { findView } from "../view-stack.ts";
import type { Channel, JsonObject, Message, View } from "../workspace-state.ts";
import type { WorkspaceStore } from "../workspace-store.ts";
import { type ClientContext, requireActive, requireMember } from "./client-context.ts";
import { initialState } from "./element-state.ts";

export type PlaceInput =
  | { readonly channel: string; readonly messageTs: string }
  | { readonly viewId: string };

export interface Place {
  readonly user: string;
  readonly blocks: readonly JsonObject[];
  readonly message: Message | null;
  readonly channel: Channel | null;
  readonly view: View | null;
}

export interface FoundElement {
  readonly blockId: string;
  readonly actionId: string;
  readonly element: JsonObject;
  /** The whole block, for inputs. */
  readonly block: JsonObject;
}

/** Throws when the person does not see the message or view, since nobody can press what is not there. */
export function findPlace(store: WorkspaceStore, user: string, input: PlaceInput): Place {
  if ("viewId" in input) {
    requireActive(store, user);
    const view = findView(store, input.viewId);
    if (!view || view.user !== user) throw new Error(`${user} has no view ${input.viewId} open`);
    return { user, blocks: view.blocks, message: null, channel: null, view };
  }
  const [, channel] = requireMember(store, user, input.channel);
  const message = store.message(input.channel, input.messageTs);
  if (!message || message.tombstone || (message.ephemeralTo !== null && message.ephemeralTo !== user))
    throw new Error(`${user} sees no message ${input.messageTs} in ${input.channel}`);
  return { user, blocks: message.blocks, message, channel, view: null };
}

export function findElements(blocks: readonly JsonObject[]): readonly FoundElement[] {
  return blocks.flatMap((block) => {
    if (Array.isArray(block.child_blocks)) return findElements(block.child_blocks.filter(isObject));
    const elements = Array.isArray(block.elements) ? block.elements : [block.accessory, block.element];
    return elements
      .filter(isObject)
      .flatMap((element) =>
        typeof element.action_id === "string"
          ? [{ blockId: String(block.block_id), actionId: element.action_id, element, block }]
          : [],
      );
  });
}

/** Throws when there is no such element, or several and no `blockId` to tell them apart. */
export function findElement(place: Place, actionId: string, blockId?: string): FoundElement {
  const found = findElements(place.blocks).filter(
    (candidate) =>
      candidate.actionId === actionId && (blockId === undefined || candidate.blockId === blockId),
  );
  const [only, ...others] = found;
  if (!only) throw new Error(`there is no element ${actionId} to use`);
  if (others.length > 0) throw new Error(`several elements are called ${actionId}; name the block`);
  return only;
}

/** The key under which a person's entry into an element is kept. */
export function selectionKey(place: Place, { blockId, actionId }: FoundElement): string {
  const where = place.view ? place.view.id : `${place.message?.channel}:${place.message?.ts}`;
  return [place.user, where, blockId, actionId].join("|");
}

/** `state.values`: of every element that can hold a value, what this person entered or it started with. */
export function stateValues(store: WorkspaceStore, place: Place): Record<string, JsonObject> {
  const values: Record<string, JsonObject> = {};
  for (const found of findElements(place.blocks)) {
    const value = store.state.selections[selectionKey(place, found)] ?? initialState(found.element);
    if (value) values[found.blockId] = { ...values[found.blockId], [found.actionId]: value };
  }
  return values;
}

/** The fields of a payload that say where; a response URL is made only for `withResponse`. */
export function placeFields(context: ClientContext, place: Place, withResponse: boolean): JsonObject {
  const { store, publicUrl } = context;
  const { message, channel, view, user } = place;
  const values = stateValues(store, place);
  if (view) return { container: { type: "view", view_id: view.id }, view: toViewJson(store, view, values) };
  if (!message || !channel) return {};
  const isEphemeral = message.ephemeralTo !== null;
  return {
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    },
    channel: { id: channel.id, name: channel.kind === "im" ? "directmessage" : channel.name },
    // Slack does not keep ephemeral messages, so it cannot send them along.
    ...(isEphemeral ? {} : { message: toMessageJson(store, message) }),
    state: { values },
    ...(withResponse
      ? {
          response_url: createResponseUrl(store, publicUrl, {
            kind: "actions",
            user,
            channel: channel.id,
            originalTs: message.ts,
          }),
        }
      : {}),
  };
}
