/** Slack's accounts and user groups as the authorizer sees them, remembered for at most 60 s. */
import type { AccountKind, Directory } from "../commands/authorize.ts";
import type { Result } from "../failure.ts";
import type { SlackClient } from "./slack-client.ts";

/** The longest that a person keeps a right after losing it. */
export const MEMBERSHIP_TTL_MS = 60_000;
const MAX_ENTRIES = 2_000;

interface Remembered<T> {
  readonly value: T;
  readonly untilMs: number;
}

/** What the isolate remembers between requests; the client is made anew for each. Failures are never remembered. */
export class DirectoryCache {
  readonly #accounts = new Map<string, Remembered<AccountKind>>();
  readonly #groups = new Map<string, Remembered<readonly string[]>>();

  open(slack: SlackClient, now: () => number): Directory {
    return {
      accountKind: (userId) => remember(this.#accounts, userId, now, () => slack.readAccountKind(userId)),
      groupMembers: (groupId) => remember(this.#groups, groupId, now, () => slack.readGroupMembers(groupId)),
    };
  }
}

async function remember<T>(
  cache: Map<string, Remembered<T>>,
  id: string,
  now: () => number,
  read: () => Promise<Result<T>>,
): Promise<T | null> {
  const known = cache.get(id);
  if (known && known.untilMs > now()) return known.value;
  const fresh = await read();
  if (!fresh.ok) return null;
  if (cache.size >= MAX_ENTRIES) cache.clear();
  cache.set(id, { value: fresh.value, untilMs: now() + MEMBERSHIP_TTL_MS });
  return fresh.value;
}
