/** views.open, .push, .update and .publish. */
import * as z from "zod";
import { toViewJson } from "../slack-json.ts";
import { addView, findView, readView, replaceView } from "../view-stack.ts";
import type { Trigger, View } from "../workspace-state.ts";
import type { WorkspaceStore } from "../workspace-store.ts";
import { type Answer, type Checked, refuse, refuseWith } from "./answer.ts";
import { defineMethod, type WebMethod } from "./web-method.ts";

/** How long a trigger can be exchanged, and only once. */
const TRIGGER_LIFE_MS = 3_000;

const view = z.unknown().refine((value) => value !== undefined, "must provide an object");
const openArguments = z.object({ trigger_id: z.string().min(1), view });
const updateArguments = z.object({
  view,
  view_id: z.string().optional(),
  external_id: z.string().optional(),
  hash: z.string().optional(),
});
const publishArguments = z.object({ user_id: z.string().min(1), view, hash: z.string().optional() });

export const viewsMethods: readonly WebMethod[] = [
  defineMethod({ name: "views.open", tier: 4, scopes: [], arguments: openArguments, run: open }),
  defineMethod({ name: "views.push", tier: 4, scopes: [], arguments: openArguments, run: push }),
  defineMethod({ name: "views.update", tier: 4, scopes: [], arguments: updateArguments, run: update }),
  defineMethod({ name: "views.publish", tier: 4, scopes: [], arguments: publishArguments, run: publish }),
];

function open(store: WorkspaceStore, args: z.infer<typeof openArguments>): Answer {
  const payload = readView(store, args.view, "modal");
  if (!payload.ok) return payload;
  const trigger = exchange(store, args.trigger_id);
  if (!trigger.ok) return trigger;
  const user = trigger.value.user;
  return toAnswer(store, addView(store, { user, type: "modal", payload: payload.value, below: null }));
}

function push(store: WorkspaceStore, args: z.infer<typeof openArguments>): Answer {
  const payload = readView(store, args.view, "modal");
  if (!payload.ok) return payload;
  const trigger = exchange(store, args.trigger_id);
  if (!trigger.ok) return trigger;
  const below = trigger.value.viewId === null ? undefined : findView(store, trigger.value.viewId);
  if (!below) return refuse("not_found");
  return toAnswer(store, addView(store, { user: below.user, type: "modal", payload: payload.value, below }));
}

function update(store: WorkspaceStore, args: z.infer<typeof updateArguments>): Answer {
  const payload = readView(store, args.view, "modal");
  if (!payload.ok) return payload;
  const found = store.state.views.find((candidate) =>
    args.view_id ? candidate.id === args.view_id : candidate.payload.external_id === args.external_id,
  );
  if (!found || (!args.view_id && !args.external_id)) return refuse("not_found");
  if (args.hash !== undefined && args.hash !== found.hash) return refuse("hash_conflict");
  return toAnswer(store, replaceView(store, found, payload.value));
}

function publish(store: WorkspaceStore, args: z.infer<typeof publishArguments>): Answer {
  const payload = readView(store, args.view, "home");
  if (!payload.ok) return payload;
  const person = store.person(args.user_id);
  if (!person || person.deleted) return refuseWith("invalid_arguments", ["invalid `user_id`"]);
  const home = store.state.views.find(({ type, user }) => type === "home" && user === person.id);
  if (home && args.hash !== undefined && args.hash !== home.hash) return refuse("hash_conflict");
  return toAnswer(
    store,
    home
      ? replaceView(store, home, payload.value)
      : addView(store, { user: person.id, type: "home", payload: payload.value, below: null }),
  );
}

function exchange(store: WorkspaceStore, id: string): Checked<Trigger> {
  const trigger = store.recall(store.state.triggers, id);
  if (!trigger) return refuse("invalid_trigger_id");
  if (trigger.exchanged) return refuse("exchanged_trigger_id");
  if (store.now() - trigger.createdAtMs > TRIGGER_LIFE_MS) return refuse("expired_trigger_id");
  trigger.exchanged = true;
  return { ok: true, value: trigger };
}

const toAnswer = (store: WorkspaceStore, result: Checked<View>): Answer =>
  result.ok ? { ok: true, view: toViewJson(store, result.value) } : result;
