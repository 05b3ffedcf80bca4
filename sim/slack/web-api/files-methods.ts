/** files.getUploadURLExternal and files.completeUploadExternal; the bytes go to the address between the two. */
import * as z from "zod";
import { lengthOf } from "../block-kit/rule.ts";
import { parseJson } from "../parse-json.ts";
import { toFileJson } from "../slack-json.ts";
import type { SlackFile } from "../workspace-state.ts";
import type { WorkspaceStore } from "../workspace-store.ts";
import { type Answer, type Checked, refuse } from "./answer.ts";
import { findChannel } from "./find-channel.ts";
import { findThread, requireWritable } from "./find-thread.ts";
import { defineMethod, integer, timestamp, type WebMethod } from "./web-method.ts";

const ticketArguments = z.object({
  filename: z.string().min(1),
  length: integer,
  snippet_type: z.string().optional(),
  alt_txt: z.string().optional(),
});
const completeArguments = z.object({
  files: z.unknown(),
  channel_id: z.string().optional(),
  thread_ts: timestamp.optional(),
  initial_comment: z.string().optional(),
});
/** Characters. */
const MAX_ALT_TEXT = 1_000;
/** Bytes; larger files are no snippets. */
const MAX_SNIPPET = 1024 * 1024;
const namedFilesSchema = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);

export const filesMethods: readonly WebMethod[] = [
  defineMethod({
    name: "files.getUploadURLExternal",
    tier: 4,
    scopes: ["files:write"],
    arguments: ticketArguments,
    run: getUploadUrl,
  }),
  defineMethod({
    name: "files.completeUploadExternal",
    tier: 4,
    scopes: ["files:write"],
    arguments: completeArguments,
    run: complete,
  }),
];

function getUploadUrl(
  store: WorkspaceStore,
  { filename, length, snippet_type: snippetType, alt_txt: altText = "" }: z.infer<typeof ticketArguments>,
  publicUrl: string,
): Answer {
  // Slack's own words for an empty file.
  if (length < 1) return refuse("missing_argument");
  if (lengthOf(altText) > MAX_ALT_TEXT) return refuse("alt_txt_too_large");
  if (snippetType && length > MAX_SNIPPET) return refuse("snippet_too_large");
  const file: SlackFile = {
    id: store.nextId("F"),
    name: filename,
    title: filename,
    user: store.state.app.botUser,
    size: length,
    createdAtMs: store.now(),
    uploadKey: store.nextId("u"),
    content: "",
    complete: false,
  };
  store.state.files.push(file);
  store.changed();
  return { ok: true, upload_url: `${publicUrl}/upload/v1/${file.uploadKey}`, file_id: file.id };
}

function complete(store: WorkspaceStore, args: z.infer<typeof completeArguments>): Answer {
  const named = namedFilesSchema.safeParse(parseJson(args.files));
  if (!named.success) return refuse("invalid_arguments");
  const files = named.data.map(({ id }) => store.file(id));
  if (!files.every((file) => file !== undefined && file.uploadKey === null && !file.complete))
    return refuse("file_not_found");
  const place = findPlace(store, args);
  if (!place.ok) return place;
  for (const { id, title } of named.data) {
    const file = store.file(id);
    if (file) Object.assign(file, { complete: true, title: title ?? file.title });
  }
  store.changed();
  if (place.value)
    store.addMessage({
      ...place.value,
      user: store.state.app.botUser,
      text: args.initial_comment ?? "",
      files: named.data.map(({ id }) => id),
    });
  return { ok: true, files: files.flatMap((file) => (file ? [toFileJson(store, file)] : [])) };
}

/** Null: into no conversation, so only the bot has the file. */
function findPlace(
  store: WorkspaceStore,
  { channel_id: id, thread_ts: threadTs }: z.infer<typeof completeArguments>,
): Checked<{ readonly channel: string; readonly threadTs: string | null } | null> {
  if (!id) return { ok: true, value: null };
  const channel = requireWritable(store, findChannel(store, id));
  if (!channel.ok) return channel;
  const thread = findThread(store, channel.value, threadTs);
  return thread.ok ? { ok: true, value: { channel: id, threadTs: thread.value } } : thread;
}
