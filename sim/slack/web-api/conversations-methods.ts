/** conversations.list, .info and .members. */
import * as z from "zod";
import { toChannelJson } from "../slack-json.ts";
import type { Channel } from "../workspace-state.ts";
import type { WorkspaceStore } from "../workspace-store.ts";
import { type Answer, refuse } from "./answer.ts";
import { conversationScopes, findReadable, hasBot, scopeFor } from "./find-channel.ts";
import { paginate } from "./paginate.ts";
import { defineMethod, flag, integer, missingScope, type WebMethod } from "./web-method.ts";

const KINDS = new Map<string, Channel["kind"] | null>([
  ["public_channel", "public"],
  ["private_channel", "private"],
  ["im", "im"],
  ["mpim", null],
]);

const MAX_PAGE = 1_000;
/** Channels: "an integer under 1000". */
const MAX_LIST_PAGE = 999;

const listArguments = z.object({
  types: z.string().default("public_channel"),
  exclude_archived: flag.optional(),
  cursor: z.string().optional(),
  limit: integer.default(100),
});
const infoArguments = z.object({ channel: z.string().min(1), include_num_members: flag.optional() });
const membersArguments = z.object({
  channel: z.string().min(1),
  cursor: z.string().optional(),
  limit: integer.default(100),
});

export const conversationsMethods: readonly WebMethod[] = [
  defineMethod({
    name: "conversations.list",
    tier: 2,
    scopes: conversationScopes("read"),
    arguments: listArguments,
    run: list,
  }),
  defineMethod({
    name: "conversations.info",
    tier: 3,
    scopes: conversationScopes("read"),
    arguments: infoArguments,
    run: info,
  }),
  defineMethod({
    name: "conversations.members",
    tier: 4,
    scopes: conversationScopes("read"),
    arguments: membersArguments,
    run: members,
  }),
];

function list(store: WorkspaceStore, args: z.infer<typeof listArguments>): Answer {
  const kinds = args.types.split(",").map((type) => KINDS.get(type.trim()));
  if (kinds.includes(undefined)) return refuse("invalid_types");
  for (const kind of kinds) {
    if (kind && !store.state.scopes.includes(scopeFor(kind, "read")))
      return missingScope(store, scopeFor(kind, "read"));
  }
  const channels = store.state.channels.filter(
    (channel) =>
      kinds.includes(channel.kind) &&
      (channel.kind === "public" || hasBot(store, channel)) &&
      !(args.exclude_archived && channel.isArchived),
  );
  const page = paginate(channels, args.cursor, args.limit, MAX_LIST_PAGE);
  if (!page.ok) return page;
  return {
    ok: true,
    channels: page.value.items.map((channel) => toChannelJson(store, channel)),
    response_metadata: { next_cursor: page.value.nextCursor },
  };
}

function info(store: WorkspaceStore, args: z.infer<typeof infoArguments>): Answer {
  const found = findReadable(store, args.channel, "read");
  if (!found.ok) return found;
  const { num_members, ...channel } = toChannelJson(store, found.value);
  return { ok: true, channel: args.include_num_members ? { ...channel, num_members } : channel };
}

function members(store: WorkspaceStore, args: z.infer<typeof membersArguments>): Answer {
  const found = findReadable(store, args.channel, "read");
  if (!found.ok) return found;
  const page = paginate(found.value.members, args.cursor, args.limit, MAX_PAGE);
  if (!page.ok) return page;
  return {
    ok: true,
    members: page.value.items,
    response_metadata: { next_cursor: page.value.nextCursor },
  };
}
