/** Who is looking at what, as an address: `#/UADMIN/COPS`, or `#/UADMIN/COPS/1750000000.000001` with a thread. */
import type { Place } from "../world/page-protocol.ts";

const START: Place = { user: "UADMIN", channel: "COPS" };

export function formatPlace({ user, channel, thread }: Place): string {
  return `#/${[user, channel, ...(thread === undefined ? [] : [thread])].join("/")}`;
}

const PERMALINK =
  /^https:\/\/[a-z0-9-]+\.slack\.com\/archives\/(?<channel>\w+)\/p(?<seconds>\d+)(?<rest>\d{6})(?:\?thread_ts=(?<thread>[\d.]+))?/;

/** Where this person finds the message that Slack's own link (chat.getPermalink) leads to: in its thread. */
export function parsePermalink(href: string, user: string): Place | null {
  const { channel, seconds, rest, thread } = PERMALINK.exec(href)?.groups ?? {};
  return channel === undefined ? null : { user, channel, thread: thread ?? `${seconds}.${rest}` };
}

/** Anything else than a place is where everybody starts. */
export function parsePlace(hash: string): Place {
  const [, user, channel, thread] = hash.split("/");
  if (!user || !channel) return START;
  return { user, channel, ...(thread ? { thread } : {}) };
}
