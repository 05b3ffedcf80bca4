/** Slack's accounts, user groups and channels as the authorizer sees them, remembered for at most 60 s. */
import type { AccountKind, ChannelFacts, Directory } from "../commands/authorize.ts";
import { LookupMemory } from "./lookup-memory.ts";
import type { SlackClient } from "./slack-client.ts";

/** The longest that a person keeps a right after losing it. */
export const MEMBERSHIP_TTL_MS = 60_000;

/** What the isolate remembers between requests; the client is made anew for each. Failures are never remembered. */
export class DirectoryCache {
  readonly #accounts = new LookupMemory<AccountKind>();
  readonly #groups = new LookupMemory<readonly string[]>();
  readonly #members = new LookupMemory<readonly string[]>();
  readonly #channels = new LookupMemory<ChannelFacts>();

  /** `maxAgeMs`: how old an answer may be, at most; what is decided by it may need a fresher one than 60 s. */
  open(slack: SlackClient, now: () => number, maxAgeMs = MEMBERSHIP_TTL_MS): Directory {
    const when = () => ({ now: now(), maxAgeMs: Math.min(maxAgeMs, MEMBERSHIP_TTL_MS) });
    return {
      accountKind: (id) => this.#accounts.get(id, when(), () => slack.readAccountKind(id)),
      groupMembers: (id) => this.#groups.get(id, when(), () => slack.readGroupMembers(id)),
      channelMembers: (id) => this.#members.get(id, when(), () => slack.readChannelMembers(id)),
      channelFacts: (id) => this.#channels.get(id, when(), () => slack.readChannel(id)),
    };
  }
}
