/** Submitting and closing a modal: view_submission, view_closed, and what the answer does to the stack. */

import { isObject } from "../block-kit/rule.ts";
import { parseJson } from "../parse-json.ts";
import { toViewJson } from "../slack-json.ts";
import { addView, readView, removeViews, replaceView, stackOf } from "../view-stack.ts";
import { type Checked, problemsOf } from "../web-api/answer.ts";
import type { View } from "../workspace-state.ts";
import type { WorkspaceStore } from "../workspace-store.ts";
import { type ClientContext, createTrigger, interactionHead } from "./client-context.ts";
import { type Entry, enteredState, isEmptyState } from "./element-state.ts";
import { findElement, findElements, findPlace, type Place, selectionKey, stateValues } from "./place.ts";

export interface SubmitInput {
  readonly user: string;
  readonly viewId: string;
  /** By block id, then action id. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, Entry>>>>;
}

export interface CloseInput {
  readonly user: string;
  readonly viewId: string;
}

export interface ViewOutcome {
  readonly status: number | null;
  readonly error: string | null;
  readonly details: readonly string[];
  /** Messages at inputs, by block id; then the modal stays. */
  readonly errors: Readonly<Record<string, string>>;
}

const nothing: ViewOutcome = { status: null, error: null, details: [], errors: {} };

export async function submitView(context: ClientContext, input: SubmitInput): Promise<ViewOutcome> {
  const { store, sender } = context;
  const place = findPlace(store, input.user, { viewId: input.viewId });
  const view = requireModal(place);
  enter(store, place, input);
  const errors = findMissing(store, place);
  if (Object.keys(errors).length > 0) return { ...nothing, errors };
  const payload = {
    ...interactionHead(store, "view_submission", store.requirePerson(input.user)),
    trigger_id: createTrigger(store, input.user, view.id),
    view: toViewJson(store, view, stateValues(store, place)),
    response_urls: [],
  };
  const delivery = await sender.sendForm({ payload: JSON.stringify(payload) });
  const { status, error } = delivery;
  if (error) return { ...nothing, status, error };
  return { ...obey(store, view, delivery.body), status };
}

/** The cross of a modal; Slack tells the app only when the view asked for it. */
export async function closeView(context: ClientContext, input: CloseInput): Promise<ViewOutcome> {
  const { store, sender } = context;
  const place = findPlace(store, input.user, { viewId: input.viewId });
  const view = requireModal(place);
  const isCleared = view.payload.clear_on_close === true;
  const payload = {
    ...interactionHead(store, "view_closed", store.requirePerson(input.user)),
    view: toViewJson(store, view, stateValues(store, place)),
    is_cleared: isCleared,
  };
  removeViews(store, isCleared ? stackOf(store, view.rootViewId) : [view]);
  if (view.payload.notify_on_close !== true) return nothing;
  const { status, error } = await sender.sendForm({ payload: JSON.stringify(payload) });
  return { ...nothing, status, error };
}

function requireModal({ view }: Place): View {
  if (view?.type !== "modal") throw new Error("only a modal can be submitted or closed");
  return view;
}

function enter(store: WorkspaceStore, place: Place, { values = {} }: SubmitInput): void {
  for (const [blockId, actions] of Object.entries(values)) {
    for (const [actionId, entry] of Object.entries(actions)) {
      const found = findElement(place, actionId, blockId);
      store.state.selections[selectionKey(place, found)] = enteredState(found.element, entry, []);
    }
  }
}

/** Slack's own app does not send a modal whose required inputs are empty. */
function findMissing(store: WorkspaceStore, place: Place): Record<string, string> {
  const values = stateValues(store, place);
  const missing = findElements(place.blocks).filter(({ block, blockId, actionId }) => {
    const value = values[blockId]?.[actionId];
    return block.type === "input" && block.optional !== true && (!isObject(value) || isEmptyState(value));
  });
  return Object.fromEntries(missing.map(({ blockId }) => [blockId, "Please complete this required field."]));
}

/** An empty answer closes the view; else `response_action` says what becomes of it. */
function obey(store: WorkspaceStore, view: View, body: string): ViewOutcome {
  if (body.trim() === "") return close(store, [view]);
  const answer = parseJson(body);
  if (!isObject(answer)) return { ...nothing, error: "invalid_response" };
  switch (answer.response_action) {
    case undefined:
      return close(store, [view]);
    case "clear":
      return close(store, stackOf(store, view.rootViewId));
    case "errors":
      return readErrors(view, answer.errors);
    case "update":
    case "push":
      return show(change(store, view, answer.response_action, answer.view));
    default:
      return { ...nothing, error: "invalid_response" };
  }
}

function close(store: WorkspaceStore, views: readonly View[]): ViewOutcome {
  removeViews(store, views);
  return nothing;
}

/** Errors must name blocks of the view that are inputs. */
function readErrors(view: View, errors: unknown): ViewOutcome {
  if (!isObject(errors)) return { ...nothing, error: "invalid_response" };
  const inputs = view.blocks.filter(({ type }) => type === "input").map(({ block_id }) => block_id);
  const unknown = Object.keys(errors).filter((blockId) => !inputs.includes(blockId));
  if (unknown.length > 0) {
    const details = unknown.map((blockId) => `no input block ${blockId} [json-pointer:/errors/${blockId}]`);
    return { ...nothing, error: "invalid_response", details };
  }
  const texts = Object.entries(errors).map(([blockId, text]) => [blockId, String(text)]);
  return { ...nothing, errors: Object.fromEntries(texts) };
}

function change(store: WorkspaceStore, view: View, action: "update" | "push", given: unknown): Checked<View> {
  const payload = readView(store, given, "modal");
  if (!payload.ok) return payload;
  return action === "update"
    ? replaceView(store, view, payload.value)
    : addView(store, { user: view.user, type: "modal", payload: payload.value, below: view });
}

const show = (result: Checked<View>): ViewOutcome =>
  result.ok ? nothing : { ...nothing, error: result.error, details: problemsOf(result) };
