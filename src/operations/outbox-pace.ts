/**
 * When Slack may be called: its rate limits, with head-room, and what it asked us to wait for. The budgets live in
 * memory, because they are whole again before an idle object is evicted (10 s); the waiting is stored.
 */
import type { Errand } from "./outbox-errand.ts";
import type { Answered } from "./outbox-verdict.ts";
import { afterBurst, afterCall, fitsAt, type RateBudget } from "./rate-budget.ts";

export const BUDGETS = {
  /** chat.update: tier 3, 50 a minute for the whole workspace. At most 45. */
  edit: { burst: 5, everyMs: 1_500 },
  /** chat.postMessage: "several hundred" a minute for the whole workspace. At most 210. */
  post: { burst: 10, everyMs: 300 },
  /** conversations.history and .replies: tier 3. A search may take more than one page. */
  look: { burst: 5, everyMs: 2_000 },
  /** chat.postMessage: about one a second in each channel, after a short burst. */
  channel: { burst: 3, everyMs: 1_100 },
} as const satisfies Record<string, RateBudget>;

/** What may have to wait: a method, everything (no valid token), or the newer kinds of blocks. */
export const PAUSES = ["edit", "post", "look", "token", "newer-blocks"] as const;
export type Pause = (typeof PAUSES)[number];

/** Where pauses outlive the process. */
export interface PauseRows {
  readPauses(): Iterable<readonly [Pause, number]>;
  writePause(pause: Pause, until: number): void;
}

/** No post, and no call at all, was made after these moments. Of what was before, the worst is assumed. */
export interface LastCalls {
  readonly postAt: number;
  readonly callAt: number;
}

type Call = Pick<Errand, "kind" | "channelId">;
type Method = Exclude<Errand["kind"], "settle">;

/** An edit that a crash cut off may take effect this late, and must not undo a newer one. */
const CUT_OFF_MS = 3_000;
const TOKEN_RETRY_MS = 3 * 60_000;
/** How long a workspace that refused newer blocks is not asked again. */
const CLASSIC_MS = 60 * 60_000;

export class OutboxPace {
  readonly #rows: PauseRows;
  readonly #last: LastCalls;
  readonly #fullAt = new Map<string, number>();
  readonly #pausedUntil: Map<Pause, number>;

  constructor(rows: PauseRows, last: LastCalls) {
    this.#rows = rows;
    this.#last = last;
    this.#pausedUntil = new Map(rows.readPauses());
  }

  /** The first moment at which the call may be made, as far as is known now. Asked of everything that waits. */
  readyAt({ kind, channelId }: Call): number {
    if (kind === "settle") return 0;
    const allowedAt = Math.max(
      this.#fitsAt(kind, kind, BUDGETS[kind]),
      this.pausedUntil(kind),
      this.pausedUntil("token"),
    );
    if (kind === "post")
      return Math.max(allowedAt, this.#fitsAt(kind, channelName(channelId), BUDGETS.channel));
    return kind === "edit" ? Math.max(allowedAt, this.#last.callAt + CUT_OFF_MS) : allowedAt;
  }

  spend({ kind, channelId }: Call, now: number): void {
    if (kind === "settle") return;
    this.#spend(kind, kind, BUDGETS[kind], now);
    if (kind === "post") this.#spend(kind, channelName(channelId), BUDGETS.channel, now);
    // Where the token was refused one call finds out whether it is good again; the others wait for it.
    if (this.pausedUntil("token") > 0) this.#pausedUntil.set("token", now + TOKEN_RETRY_MS);
  }

  /** 0: not paused, and nothing is wrong. */
  pausedUntil(pause: Pause): number {
    return this.#pausedUntil.get(pause) ?? 0;
  }

  /** Keeps what an answer says about more than its own message. */
  learn({ errand, message, rendition, outcome, now }: Answered): void {
    if (outcome.kind === "limited" && errand.kind !== "settle")
      this.#pause(errand.kind, now + outcome.waitMs);
    if (outcome.kind === "refused" && outcome.refusal === "no-token")
      this.#pause("token", now + TOKEN_RETRY_MS);
    if (outcome.kind !== "sent") return;
    if (this.pausedUntil("token") > 0) this.#pause("token", 0);
    const learned = rendition === "classic" && message.effort.rendition === "classic";
    if (learned) this.#pause("newer-blocks", now + CLASSIC_MS);
  }

  #pause(pause: Pause, until: number): void {
    this.#pausedUntil.set(pause, until);
    this.#rows.writePause(pause, until);
  }

  #fitsAt(method: Method, name: string, budget: RateBudget): number {
    return fitsAt(budget, this.#fullAtOf(method, name, budget));
  }

  #spend(method: Method, name: string, budget: RateBudget, now: number): void {
    this.#fullAt.set(name, afterCall(budget, this.#fullAtOf(method, name, budget), now));
  }

  #fullAtOf(method: Method, name: string, budget: RateBudget): number {
    const lastCallAt = method === "post" ? this.#last.postAt : this.#last.callAt;
    return this.#fullAt.get(name) ?? afterBurst(budget, lastCallAt);
  }
}

const channelName = (channelId: string): string => `channel ${channelId}`;
