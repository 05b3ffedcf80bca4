/** chat.update and chat.delete: an app changes what it posted itself, and nothing else. */
import * as z from "zod";
import { lengthOf } from "../block-kit/rule.ts";
import { deleteMessage } from "../delete-message.ts";
import { toContentJson } from "../slack-json.ts";
import type { Message } from "../workspace-state.ts";
import type { WorkspaceStore } from "../workspace-store.ts";
import { type Answer, type Checked, refuse } from "./answer.ts";
import { findChannel, hasBot } from "./find-channel.ts";
import { contentArguments, readContent } from "./message-content.ts";
import { defineMethod, timestamp, type WebMethod } from "./web-method.ts";

/** Longer texts are refused on update, though cut off on posting. */
const UPDATE_TEXT = 4_000;

const messageArguments = z.object({ channel: z.string().min(1), ts: timestamp });
const updateArguments = contentArguments.extend(messageArguments.shape);

export const chatChangeMethods: readonly WebMethod[] = [
  defineMethod({
    name: "chat.update",
    tier: 3,
    scopes: ["chat:write"],
    arguments: updateArguments,
    run: update,
  }),
  defineMethod({
    name: "chat.delete",
    tier: 3,
    scopes: ["chat:write"],
    arguments: messageArguments,
    run: remove,
  }),
];

function update(store: WorkspaceStore, args: z.infer<typeof updateArguments>): Answer {
  const found = findOwn(store, args, { frozen: "is_inactive", foreign: "cant_update_message" });
  if (!found.ok) return found;
  const message = found.value;
  if (!isEditable(store, message)) return refuse("edit_window_closed");
  if (lengthOf(args.text ?? "") > UPDATE_TEXT) return refuse("msg_too_long");
  const content = readContent(store, args, { limitBlocksText: true });
  if (!content.ok) return content;
  const { text, blocks, attachments, metadata } = content.value;
  store.changeMessage(message, {
    text,
    // Text without blocks removes the blocks, and only such an update is marked as edited.
    blocks: [...blocks],
    edited: blocks.length === 0 ? { user: store.state.app.botUser, ts: store.nextTs() } : message.edited,
    ...(args.attachments === undefined ? {} : { attachments: [...attachments] }),
    ...(metadata === undefined ? {} : { metadata }),
  });
  return {
    ok: true,
    channel: message.channel,
    ts: message.ts,
    text: message.text,
    message: toContentJson(store, message),
  };
}

function isEditable({ state, now }: WorkspaceStore, { ts }: Message): boolean {
  const { editWindowSeconds } = state;
  return editWindowSeconds === null || now() / 1_000 - Number(ts) < editWindowSeconds;
}

function remove(store: WorkspaceStore, args: z.infer<typeof messageArguments>): Answer {
  const found = findOwn(store, args, { frozen: "is_archived", foreign: "cant_delete_message" });
  if (!found.ok) return found;
  const message = found.value;
  deleteMessage(store, message);
  return { ok: true, channel: message.channel, ts: message.ts };
}

function findOwn(
  store: WorkspaceStore,
  { channel: id, ts }: z.infer<typeof messageArguments>,
  errors: { readonly frozen: string; readonly foreign: string },
): Checked<Message> {
  const channel = findChannel(store, id);
  if (!channel.ok) return channel;
  if (!hasBot(store, channel.value)) return refuse("channel_not_found");
  const message = store.message(id, ts);
  // An ephemeral message was never stored by Slack, so there is nothing to change.
  if (!message || message.ephemeralTo !== null || message.tombstone) return refuse("message_not_found");
  if (channel.value.isArchived) return refuse(errors.frozen);
  return message.user === store.state.app.botUser ? { ok: true, value: message } : refuse(errors.foreign);
}
