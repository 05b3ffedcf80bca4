/** Who is looking at what, as an address: `#/UADMIN/COPS`, or `#/UADMIN/COPS/1750000000.000001` with a thread. */
import type { Place } from "../world/page-protocol.ts";

const START: Place = { user: "UADMIN", channel: "COPS" };

export function formatPlace({ user, channel, thread }: Place): string {
  return `#/${[user, channel, ...(thread === undefined ? [] : [thread])].join("/")}`;
}

/** Anything else than a place is where everybody starts. */
export function parsePlace(hash: string): Place {
  const [, user, channel, thread] = hash.split("/");
  if (!user || !channel) return START;
  return { user, channel, ...(thread ? { thread } : {}) };
}
