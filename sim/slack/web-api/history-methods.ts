/** conversations.history and .replies: what stays when the tab is reloaded, so no ephemeral message. */
import * as z from "zod";
import { toMessageJson } from "../slack-json.ts";
import type { Channel, Message } from "../workspace-state.ts";
import type { WorkspaceStore } from "../workspace-store.ts";
import { type Answer, type Checked, refuse } from "./answer.ts";
import { conversationScopes, findReadable, hasBot } from "./find-channel.ts";
import { paginate } from "./paginate.ts";
import { defineMethod, flag, integer, timestamp, type WebMethod } from "./web-method.ts";

const MAX_PAGE = 999;

const historyArguments = z.object({
  channel: z.string().min(1),
  latest: timestamp.optional(),
  oldest: timestamp.optional(),
  inclusive: flag.optional(),
  include_all_metadata: flag.optional(),
  cursor: z.string().optional(),
  limit: integer.default(100),
});
type HistoryArguments = z.infer<typeof historyArguments>;
const repliesArguments = historyArguments.extend({ ts: timestamp, limit: integer.default(MAX_PAGE) });

export const historyMethods: readonly WebMethod[] = [
  defineMethod({
    name: "conversations.history",
    tier: 3,
    scopes: conversationScopes("history"),
    arguments: historyArguments,
    run: history,
  }),
  defineMethod({
    name: "conversations.replies",
    tier: 3,
    scopes: conversationScopes("history"),
    arguments: repliesArguments,
    run: replies,
  }),
];

function history(store: WorkspaceStore, args: HistoryArguments): Answer {
  const found = findJoined(store, args);
  if (!found.ok) return found;
  const newestFirst = store
    .messagesIn(args.channel)
    .filter(
      (message) =>
        message.ephemeralTo === null &&
        (message.threadTs === null || message.broadcast) &&
        isWithin(message, args),
    )
    .reverse();
  return toPage(store, newestFirst, args);
}

function replies(store: WorkspaceStore, args: z.infer<typeof repliesArguments>): Answer {
  const found = findJoined(store, args);
  if (!found.ok) return found;
  const message = store.message(args.channel, args.ts);
  if (!message || message.ephemeralTo !== null) return refuse("thread_not_found");
  // The ts of a reply gives that reply alone.
  const thread = message.threadTs === null ? [message, ...store.repliesTo(message)] : [message];
  return toPage(
    store,
    thread.filter((entry) => entry === message || isWithin(entry, args)),
    args,
  );
}

function findJoined(store: WorkspaceStore, { channel, latest, oldest }: HistoryArguments): Checked<Channel> {
  const found = findReadable(store, channel, "history");
  if (!found.ok) return found;
  if (!hasBot(store, found.value)) return refuse("not_in_channel");
  if (!isTime(latest)) return refuse("invalid_ts_latest");
  return isTime(oldest) ? found : refuse("invalid_ts_oldest");
}

const isTime = (ts: string | undefined): boolean => ts === undefined || /^\d+(\.\d+)?$/.test(ts);

/** Timestamps compare as numbers; the digits are few enough to be exact. */
function isWithin({ ts }: Message, { latest, oldest, inclusive }: HistoryArguments): boolean {
  const at = Number(ts);
  if (latest !== undefined && (at > Number(latest) || (at === Number(latest) && !inclusive))) return false;
  if (oldest !== undefined && (at < Number(oldest) || (at === Number(oldest) && !inclusive))) return false;
  return true;
}

function toPage(store: WorkspaceStore, messages: readonly Message[], args: HistoryArguments): Answer {
  const page = paginate(messages, args.cursor, args.limit, MAX_PAGE);
  if (!page.ok) return page;
  return {
    ok: true,
    messages: page.value.items.map((message) =>
      toMessageJson(store, message, args.include_all_metadata === true),
    ),
    has_more: page.value.nextCursor !== "",
    response_metadata: { next_cursor: page.value.nextCursor },
  };
}
