/** chat.getPermalink. */
import * as z from "zod";
import type { WorkspaceStore } from "../workspace-store.ts";
import { type Answer, refuse } from "./answer.ts";
import { findChannel } from "./find-channel.ts";
import { defineMethod, timestamp } from "./web-method.ts";

const permalinkArguments = z.object({ channel: z.string().min(1), message_ts: timestamp });

export const permalinkMethod = defineMethod({
  name: "chat.getPermalink",
  // "Special": hundreds a minute.
  tier: "none",
  scopes: [],
  arguments: permalinkArguments,
  run: getPermalink,
});

function getPermalink(store: WorkspaceStore, args: z.infer<typeof permalinkArguments>): Answer {
  const channel = findChannel(store, args.channel);
  if (!channel.ok) return channel;
  const message = store.message(args.channel, args.message_ts);
  if (!message || message.ephemeralTo !== null || message.tombstone) return refuse("message_not_found");
  const address = `https://${store.state.team.domain}.slack.com/archives/${message.channel}/p${message.ts.replace(".", "")}`;
  const thread = message.threadTs === null ? "" : `?thread_ts=${message.threadTs}&cid=${message.channel}`;
  return { ok: true, channel: message.channel, permalink: `${address}${thread}` };
}
