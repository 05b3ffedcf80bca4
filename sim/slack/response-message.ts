/** Messages that an app sends without a token: in the acknowledgement of a command, or to a response URL. */
import * as z from "zod";
import { isObject } from "./block-kit/rule.ts";
import { parseJson } from "./parse-json.ts";
import { type Answer, type Checked, refuse } from "./web-api/answer.ts";
import { contentArguments, type MessageContent, readContent } from "./web-api/message-content.ts";
import { flag } from "./web-api/web-method.ts";
import type { Message } from "./workspace-state.ts";
import type { WorkspaceStore } from "./workspace-store.ts";

const responseSchema = contentArguments.extend({
  response_type: z.enum(["ephemeral", "in_channel"]).default("ephemeral"),
  replace_original: flag.optional(),
  delete_original: flag.optional(),
  thread_ts: z.string().optional(),
});
export type ResponseMessage = z.infer<typeof responseSchema>;

/** Where a response belongs. */
export interface ResponseContext {
  readonly user: string;
  readonly channel: string;
  /** The message whose element was used, if any. */
  readonly original: Message | null;
  /** The command as typed, which an acknowledgement for all to see brings along. */
  readonly typed?: string;
}

/** The body as Slack reads it: a JSON object, or else plain text. An empty body is no message: null. */
export function readResponse(body: string): Checked<ResponseMessage | null> {
  if (body.trim() === "") return { ok: true, value: null };
  const json = parseJson(body);
  const given = isObject(json) ? json : { text: body };
  if (Object.keys(given).length === 0) return { ok: true, value: null };
  const parsed = responseSchema.safeParse(given);
  return parsed.success ? { ok: true, value: parsed.data } : refuse("invalid_payload");
}

/** Shows the message, or does what it says with the original. Needs no scope and no membership. */
export function applyResponse(
  store: WorkspaceStore,
  context: ResponseContext,
  response: ResponseMessage,
): Answer {
  const { original } = context;
  if (original && response.delete_original) {
    store.removeMessage(original);
    return { ok: true };
  }
  const content = readContent(store, response, { limitBlocksText: false });
  if (!content.ok) return content;
  // Answering an action replaces the message unless told otherwise. A command has nothing to replace: Slack then
  // ignores `replace_original` and posts anew (slackapi/bolt-js issue 2287, slackapi/bolt-python issue 1268).
  if (original && response.replace_original !== false) replace(store, original, content.value);
  else post(store, context, response, content.value);
  return { ok: true };
}

function replace(store: WorkspaceStore, original: Message, content: MessageContent): void {
  store.changeMessage(original, {
    text: content.text,
    blocks: [...content.blocks],
    attachments: [...content.attachments],
    ...(content.metadata === undefined ? {} : { metadata: content.metadata }),
  });
}

function post(
  store: WorkspaceStore,
  { user, channel, typed }: ResponseContext,
  response: ResponseMessage,
  content: MessageContent,
): void {
  const isPublic = response.response_type === "in_channel";
  if (isPublic && typed !== undefined) store.addMessage({ channel, user, text: typed });
  const parent = response.thread_ts ? store.message(channel, response.thread_ts) : undefined;
  store.addMessage({
    ...content,
    metadata: content.metadata ?? null,
    channel,
    user: store.state.app.botUser,
    threadTs: parent ? (parent.threadTs ?? parent.ts) : null,
    ephemeralTo: isPublic ? null : user,
  });
}
