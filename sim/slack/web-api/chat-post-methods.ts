/** chat.postMessage and chat.postEphemeral. */
import * as z from "zod";
import { toMessageJson } from "../slack-json.ts";
import type { WorkspaceStore } from "../workspace-store.ts";
import { type Answer, refuse } from "./answer.ts";
import { findTarget } from "./find-channel.ts";
import { findThread, requireWritable } from "./find-thread.ts";
import { contentArguments, readContent } from "./message-content.ts";
import { defineMethod, flag, timestamp, type WebMethod } from "./web-method.ts";

const postArguments = contentArguments.extend({
  channel: z.string().min(1),
  thread_ts: timestamp.optional(),
});

const messageArguments = postArguments.extend({ reply_broadcast: flag.optional() });
const ephemeralArguments = postArguments.extend({ user: z.string().min(1) });

export const chatPostMethods: readonly WebMethod[] = [
  defineMethod({
    name: "chat.postMessage",
    tier: "posting",
    scopes: ["chat:write"],
    posts: true,
    arguments: messageArguments,
    run: postMessage,
  }),
  defineMethod({
    name: "chat.postEphemeral",
    tier: 4,
    scopes: ["chat:write"],
    arguments: ephemeralArguments,
    run: postEphemeral,
  }),
];

function postMessage(store: WorkspaceStore, args: z.infer<typeof messageArguments>): Answer {
  const target = requireWritable(store, findTarget(store, args.channel));
  if (!target.ok) return target;
  const thread = findThread(store, target.value, args.thread_ts);
  if (!thread.ok) return thread;
  const content = readContent(store, args, { limitBlocksText: true });
  if (!content.ok) return content;
  const message = store.addMessage({
    ...content.value,
    metadata: content.value.metadata ?? null,
    channel: target.value.id,
    user: store.state.app.botUser,
    threadTs: thread.value,
    broadcast: thread.value !== null && args.reply_broadcast === true,
  });
  return {
    ok: true,
    channel: message.channel,
    ts: message.ts,
    message: toMessageJson(store, message),
  };
}

function postEphemeral(store: WorkspaceStore, args: z.infer<typeof ephemeralArguments>): Answer {
  const target = requireWritable(store, findTarget(store, args.channel));
  if (!target.ok) return target;
  const person = store.person(args.user);
  if (!person || person.deleted || !target.value.members.includes(person.id))
    return refuse("user_not_in_channel");
  const thread = findThread(store, target.value, args.thread_ts);
  if (!thread.ok) return thread;
  const content = readContent(store, args, { limitBlocksText: true });
  if (!content.ok) return content;
  const { text, blocks, attachments } = content.value;
  const message = store.addMessage({
    text,
    blocks,
    attachments,
    channel: target.value.id,
    user: store.state.app.botUser,
    threadTs: thread.value,
    ephemeralTo: person.id,
  });
  return { ok: true, message_ts: message.ts };
}
