/**
 * Slack's rate limits, per method and workspace (docs.slack.dev/apis/web-api/rate-limits). The published numbers are
 * minimums ("20+ per minute"); this workspace allows exactly the minimum, so what holds here holds there.
 */

export type Tier = 1 | 2 | 3 | 4 | "posting" | "none";

const WINDOW_MS = 60_000;
/** "Several hundred messages per minute" for a whole workspace. */
const PER_WINDOW: Record<Exclude<Tier, "none">, number> = { 1: 1, 2: 20, 3: 50, 4: 100, posting: 300 };

/** One message a second in a channel, after a short burst. */
const CHANNEL_BURST = 5;
const CHANNEL_REFILL_MS = 1_000;

export class RateLimits {
  readonly #now: () => number;
  readonly #calls = new Map<string, number[]>();
  readonly #channels = new Map<string, { tokens: number; at: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Counts one call. Null: allowed; else the seconds to wait (Retry-After). A refused call is not counted. */
  take(method: string, tier: Tier): number | null {
    if (tier === "none") return null;
    const now = this.#now();
    const recent = (this.#calls.get(method) ?? []).filter((at) => at > now - WINDOW_MS);
    this.#calls.set(method, recent);
    const oldest = recent[0];
    if (recent.length >= PER_WINDOW[tier] && oldest !== undefined)
      return Math.max(1, Math.ceil((oldest + WINDOW_MS - now) / 1_000));
    recent.push(now);
    return null;
  }

  /** Counts one message posted into a channel; answers as `take`. */
  takeChannel(channel: string): number | null {
    const now = this.#now();
    const known = this.#channels.get(channel) ?? { tokens: CHANNEL_BURST, at: now };
    const tokens = Math.min(CHANNEL_BURST, known.tokens + (now - known.at) / CHANNEL_REFILL_MS);
    if (tokens < 1) return Math.max(1, Math.ceil(((1 - tokens) * CHANNEL_REFILL_MS) / 1_000));
    this.#channels.set(channel, { tokens: tokens - 1, at: now });
    return null;
  }
}
