/** Open modals and published homes: what views.* and the answers to a submission do to them. */
import { isObject } from "./block-kit/rule.ts";
import { validateView } from "./block-kit/validate-view.ts";
import { parseJson } from "./parse-json.ts";
import { type Checked, refuse, refuseProblems } from "./web-api/answer.ts";
import type { JsonObject, View } from "./workspace-state.ts";
import type { WorkspaceStore } from "./workspace-store.ts";

/** Root and two more on top. */
const MAX_STACK = 3;
const MAX_VIEW_BYTES = 250_000;

interface NewView {
  readonly user: string;
  readonly type: View["type"];
  readonly payload: JsonObject;
  /** The view on which this one is stacked. */
  readonly below: View | null;
}

/** The view payload of a call, validated; forms carry it as JSON text. */
export function readView(store: WorkspaceStore, given: unknown, type: View["type"]): Checked<JsonObject> {
  const view = parseJson(given);
  if (JSON.stringify(view ?? null).length > MAX_VIEW_BYTES) return refuse("view_too_large");
  const problems = validateView(view, type, store.state.refusedBlocks);
  if (problems.length > 0 || !isObject(view)) return refuseProblems("invalid_arguments", problems);
  return { ok: true, value: view };
}

/** Whether an `external_id` already names another view. */
export function isTaken(store: WorkspaceStore, payload: JsonObject, except?: View): boolean {
  const id = payload.external_id;
  return (
    typeof id === "string" &&
    id !== "" &&
    store.state.views.some((view) => view !== except && view.payload.external_id === id)
  );
}

export function addView(store: WorkspaceStore, { user, type, payload, below }: NewView): Checked<View> {
  if (isTaken(store, payload)) return refuse("duplicate_external_id");
  if (below && stackOf(store, below.rootViewId).length >= MAX_STACK) return refuse("push_limit_reached");
  const id = store.nextId("V");
  const view: View = {
    id,
    user,
    type,
    payload,
    blocks: readBlocks(store, payload),
    hash: createHash(store),
    rootViewId: below?.rootViewId ?? id,
    previousViewId: below?.id ?? null,
  };
  store.state.views.push(view);
  store.changed();
  return { ok: true, value: view };
}

export function replaceView(store: WorkspaceStore, view: View, payload: JsonObject): Checked<View> {
  if (isTaken(store, payload, view)) return refuse("duplicate_external_id");
  Object.assign(view, { payload, blocks: readBlocks(store, payload), hash: createHash(store) });
  store.changed();
  return { ok: true, value: view };
}

/** Takes views off the screen. */
export function removeViews(store: WorkspaceStore, gone: readonly View[]): void {
  store.state.views = store.state.views.filter((view) => !gone.includes(view));
  store.changed();
}

export function findView(store: WorkspaceStore, id: string): View | undefined {
  return store.state.views.find((view) => view.id === id);
}

/** A modal and everything on top of it, bottom first. */
export function stackOf(store: WorkspaceStore, rootViewId: string): readonly View[] {
  return store.state.views.filter((view) => view.type === "modal" && view.rootViewId === rootViewId);
}

function readBlocks(store: WorkspaceStore, payload: JsonObject): JsonObject[] {
  return store.withIds(Array.isArray(payload.blocks) ? payload.blocks.filter(isObject) : []);
}

const createHash = (store: WorkspaceStore): string =>
  `${Math.floor(store.now() / 1_000)}.${store.nextId("h")}`;
