/**
 * What is open, as an address: `#/UADMIN/COPS`, or `#/UADMIN/COPS/1750000000.000001` with a thread. `?world` opens the
 * world panel and `?tour=rollback` a step of the tour beside it; `#world` and `#tour/rollback` are short for that.
 */
import type { Place } from "../world/page-protocol.ts";

export interface Address {
  readonly place: Place;
  readonly isWorldOpen: boolean;
  /** A step of the tour; null: nobody is on it. */
  readonly tour: string | null;
}

/** In place of a conversation: the app's Home tab. */
export const HOME = "home";

const START: Place = { user: "UADMIN", channel: "COPS" };

export function formatAddress({ place, isWorldOpen, tour }: Address): string {
  const query = [...(isWorldOpen ? ["world"] : []), ...(tour === null ? [] : [`tour=${tour}`])].join("&");
  return `${formatPlace(place)}${query && `?${query}`}`;
}

export function parseAddress(hash: string): Address {
  const [path = "", query = ""] = hash.split("?");
  const [word, step] = path.slice(1).split("/");
  if (word === "tour") return { place: START, isWorldOpen: false, tour: step || "status" };
  if (word === "world") return { place: START, isWorldOpen: true, tour: null };
  const beside = new URLSearchParams(query);
  return { place: parsePlace(path), isWorldOpen: beside.has("world"), tour: beside.get("tour") };
}

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
