import * as z from "zod/mini";
import { type Result, succeed } from "../failure.ts";
import { attemptCall, unavailable } from "./attempt-call.ts";
import type { OpenWebClient } from "./open-web-client.ts";

/** What marks a message of ours. Every app of the workspace can read it and could write the same. */
export const METADATA_EVENT = "switchboard_operation";

export interface SearchedMessage {
  readonly channelId: string;
  /** Where the search goes: a thread, or the channel itself. */
  readonly threadTs: string | null;
  readonly metadataKey: string;
  /** Milliseconds; nothing older is looked at. */
  readonly since: number;
}

/** Slack's clock and ours need not agree. */
const CLOCK_SKEW_MS = 60_000;
const PAGE_SIZE = 200;
const MAX_PAGES = 5;

const pageSchema = z.object({
  messages: z.array(
    z.object({ ts: z.string(), bot_id: z.nullish(z.string()), metadata: z.optional(z.unknown()) }),
  ),
  response_metadata: z.nullish(z.object({ next_cursor: z.nullish(z.string()) })),
});
const metadataSchema = z.object({
  event_type: z.literal(METADATA_EVENT),
  event_payload: z.object({ operation_id: z.string() }),
});
const botSchema = z.object({ bot_id: z.string() });

/**
 * The `ts` of the message that our bot posted with this metadata; null when it is not among the thousand that were
 * looked through. Scopes: `channels:history`, `groups:history`, `im:history`, by the kind of conversation.
 */
export async function findMessage(
  web: OpenWebClient,
  wanted: SearchedMessage,
): Promise<Result<string | null>> {
  const { channelId, threadTs, metadataKey, since } = wanted;
  const method = threadTs ? "conversations.replies" : "conversations.history";
  let cursor = "";
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const span = {
      channel: channelId,
      oldest: ((since - CLOCK_SKEW_MS) / 1_000).toFixed(6),
      include_all_metadata: true,
      limit: PAGE_SIZE,
      ...(cursor ? { cursor } : {}),
    };
    const answer = await attemptCall<unknown>(method, channelId, () =>
      threadTs ? web().conversations.replies({ ...span, ts: threadTs }) : web().conversations.history(span),
    );
    if (!answer.ok) return answer;
    const parsed = pageSchema.safeParse(answer.value);
    if (!parsed.success) return unavailable(method);
    const marked = parsed.data.messages.filter(({ metadata }) => carries(metadata, metadataKey));
    if (marked.length > 0) {
      const bot = await readOwnBotId(web);
      if (!bot.ok) return bot;
      const own = marked.find(({ bot_id: botId }) => botId === bot.value);
      if (own) return succeed(own.ts);
    }
    cursor = parsed.data.response_metadata?.next_cursor ?? "";
    if (!cursor) break;
  }
  return succeed(null);
}

function carries(metadata: unknown, key: string): boolean {
  const { data } = metadataSchema.safeParse(metadata);
  return data?.event_payload.operation_id === key;
}

async function readOwnBotId(web: OpenWebClient): Promise<Result<string>> {
  const method = "auth.test";
  const answer = await attemptCall<unknown>(method, null, () => web().auth.test());
  if (!answer.ok) return answer;
  const { data } = botSchema.safeParse(answer.value);
  return data ? succeed(data.bot_id) : unavailable(method);
}
