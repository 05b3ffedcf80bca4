/** Pressing a button, choosing from a menu, asking for suggestions: block_actions and block_suggestion. */
import * as z from "zod";
import { plainOption } from "../block-kit/composition.ts";
import { formatProblem, isObject, list } from "../block-kit/rule.ts";
import { parseJson } from "../parse-json.ts";
import { visibleSince } from "../visible-messages.ts";
import type { JsonObject } from "../workspace-state.ts";
import { type ClientContext, createTrigger, interactionHead, type Outcome } from "./client-context.ts";
import { type Entry, enteredState } from "./element-state.ts";
import {
  type FoundElement,
  findElement,
  findPlace,
  type Place,
  type PlaceInput,
  placeFields,
  selectionKey,
} from "./place.ts";
import type { Delivery } from "./sender.ts";

export type PressInput = PlaceInput & {
  readonly user: string;
  readonly actionId: string;
  /** Needed where several elements share an action id. */
  readonly blockId?: string;
};
export type ChooseInput = PressInput & { readonly value: Entry };
export type SuggestInput = PressInput & {
  /** What was typed so far. */
  readonly value: string;
};

export interface Suggestions {
  readonly status: number | null;
  readonly error: string | null;
  readonly options: readonly { readonly text: string; readonly value: string }[];
}

/** Options that the app offered to a person, by selection key. */
export type Offers = Map<string, readonly JsonObject[]>;

/** A person presses a button. Whoever calls this has asked what `confirm` asks. */
export async function press(context: ClientContext, input: PressInput): Promise<Outcome> {
  const place = findPlace(context.store, input.user, input);
  const found = findElement(place, input.actionId, input.blockId);
  if (found.element.type !== "button") throw new Error(`${input.actionId} is no button`);
  const { text, value, url, confirm, style } = found.element;
  return await act(context, place, found, { type: "button", text, value, url, confirm, style });
}

/** A person chooses; inputs tell the app only when their block dispatches actions. */
export async function choose(context: ClientContext, offers: Offers, input: ChooseInput): Promise<Outcome> {
  const { store } = context;
  const place = findPlace(store, input.user, input);
  const found = findElement(place, input.actionId, input.blockId);
  const key = selectionKey(place, found);
  const state = enteredState(found.element, input.value, offers.get(key) ?? []);
  if (found.element.type !== "overflow") {
    store.state.selections[key] = state;
    store.changed();
  }
  if (found.block.type === "input" && found.block.dispatch_action !== true)
    return { status: null, error: null, details: [], shown: [] };
  const { placeholder, confirm } = found.element;
  return await act(context, place, found, { ...state, placeholder, confirm });
}

async function act(
  context: ClientContext,
  place: Place,
  { blockId, actionId }: FoundElement,
  fields: JsonObject,
): Promise<Outcome> {
  const { store, sender } = context;
  const since = store.state.revision;
  const person = store.requirePerson(place.user);
  const action = { action_id: actionId, block_id: blockId, ...fields, action_ts: store.nextTs() };
  const payload = {
    ...interactionHead(store, "block_actions", person),
    trigger_id: createTrigger(store, person.id, place.view?.id ?? null),
    ...placeFields(context, place, true),
    actions: [action],
  };
  const delivery = await sender.sendForm({ payload: JSON.stringify(payload) });
  warn(context, place, delivery);
  return {
    status: delivery.status,
    error: delivery.error,
    details: [],
    shown: place.channel ? visibleSince(store, person.id, place.channel.id, since) : [],
  };
}

/** Slack puts a warning sign next to the message whose app did not answer, until a press succeeds. */
function warn({ store }: ClientContext, { message, user }: Place, { error }: Delivery): void {
  if (!message || !store.message(message.channel, message.ts)) return;
  const { [user]: before, ...others } = message.warnings;
  if ((before ?? null) !== error)
    store.changeMessage(message, { warnings: error ? { ...others, [user]: error } : others });
}

const optionSchema = z.object({ text: z.object({ text: z.string() }), value: z.string() });

/** The options that an external select shows for what was typed. */
export async function suggest(
  context: ClientContext,
  offers: Offers,
  input: SuggestInput,
): Promise<Suggestions> {
  const { store, sender } = context;
  const place = findPlace(store, input.user, input);
  const found = findElement(place, input.actionId, input.blockId);
  const minimum = Number(found.element.min_query_length ?? 3);
  if (input.value.length < minimum) return { status: null, error: null, options: [] };
  const payload = {
    ...interactionHead(store, "block_suggestion", store.requirePerson(place.user)),
    ...placeFields(context, place, false),
    action_id: found.actionId,
    block_id: found.blockId,
    value: input.value,
  };
  const delivery = await sender.sendForm({ payload: JSON.stringify(payload) });
  if (delivery.error) return { status: delivery.status, error: delivery.error, options: [] };
  const options = readOptions(delivery.body);
  if (typeof options === "string") return { status: delivery.status, error: options, options: [] };
  offers.set(selectionKey(place, found), options);
  return {
    status: delivery.status,
    error: null,
    options: options.map((option) => {
      const { text, value } = optionSchema.parse(option);
      return { text: text.text, value };
    }),
  };
}

/** The options of an answer, groups flattened; a text: what is wrong with it. */
function readOptions(body: string): readonly JsonObject[] | string {
  const answer = parseJson(body);
  if (!isObject(answer)) return "invalid_options";
  const groups = Array.isArray(answer.option_groups) ? answer.option_groups.filter(isObject) : [answer];
  const problems = groups.flatMap((group) =>
    list(plainOption, { max: 100 })(group.options, "/options").map(formatProblem),
  );
  if (problems.length > 0) return problems.join("; ");
  return groups.flatMap((group) => (Array.isArray(group.options) ? group.options.filter(isObject) : []));
}
