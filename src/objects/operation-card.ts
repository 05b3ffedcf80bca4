/**
 * The one message of an operation: where it stands in Slack, what it last showed, and when it may be edited again.
 * It is always drawn from stored state, so a restart or an outage of Slack loses nothing but time.
 */
import type { Deps } from "../deps.ts";
import { type Failure, type Result, succeed, toLogFields } from "../failure.ts";
import type { View } from "../views/view.ts";
import type { DueTimes } from "./due-times.ts";

export const CARD_SCHEMA = `CREATE TABLE card (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  channel TEXT NOT NULL,
  thread_ts TEXT,
  ts TEXT,
  shown TEXT,
  edited_at INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0
) STRICT`;

/** Slack's advice: edit a message at most once in three seconds. */
const EDIT_EVERY_MS = 3_000;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000] as const;
/** A card that Slack has not taken for about half an hour is given up. */
const MAX_ATTEMPTS = 35;
/** Longer than a call to Slack takes: a card that is still due after this was cut off in the middle. */
const WATCHDOG_MS = 12_000;

interface CardRow extends Record<string, SqlStorageValue> {
  readonly channel: string;
  readonly thread_ts: string | null;
  /** null until Slack has the message. */
  readonly ts: string | null;
  /** The view that was last sent, as JSON: what has not changed is not sent again. */
  readonly shown: string | null;
  readonly edited_at: number;
  /** Slack asked us to wait until then, or did not answer. */
  readonly not_before: number;
  /** Tries in a row that Slack did not answer. */
  readonly attempts: number;
}

export type CardOutcome =
  /** Slack has the card, or it is on its way. */
  | { readonly kind: "shown" | "pending" }
  /** Slack will never take it. */
  | { readonly kind: "impossible"; readonly failure: Failure };

export class OperationCard {
  readonly #sql: SqlStorage;
  readonly #due: DueTimes<"card">;
  readonly #deps: Deps;
  #sending = false;

  constructor(sql: SqlStorage, due: DueTimes<"card">, deps: Deps) {
    this.#sql = sql;
    this.#due = due;
    this.#deps = deps;
  }

  create(channel: string, threadTs: string | null): void {
    this.#sql.exec("INSERT OR IGNORE INTO card (id, channel, thread_ts) VALUES (1, ?, ?)", channel, threadTs);
    this.refreshAfter(0);
  }

  /** Has the card drawn again once `quietMs` have passed since its last edit, or sooner if it is due sooner. */
  refreshAfter(quietMs: number): void {
    const { edited_at: editedAt, not_before: notBefore } = this.#load() ?? { edited_at: 0, not_before: 0 };
    const wantedAt = Math.min(this.#due.get("card") ?? Number.POSITIVE_INFINITY, editedAt + quietMs);
    this.#due.set("card", Math.max(this.#deps.now(), wantedAt, notBefore));
  }

  /** Makes the message show what `draw` gives. `operationId` goes along as metadata, so that a lost message can be found. */
  async show(operationId: string, draw: () => View): Promise<CardOutcome> {
    const card = this.#load();
    const now = this.#deps.now();
    if (!card) return { kind: "pending" };
    if (this.#sending) {
      // A call of ours is under way in this very process; what changes meanwhile is drawn after it.
      this.#due.set("card", now + EDIT_EVERY_MS);
      return { kind: "pending" };
    }
    if (card.ts !== null && now < card.edited_at + EDIT_EVERY_MS) {
      this.#due.set("card", card.edited_at + EDIT_EVERY_MS);
      return { kind: "pending" };
    }
    const view = draw();
    const shown = JSON.stringify(view);
    if (shown === card.shown) {
      this.#due.clear("card");
      return { kind: "shown" };
    }
    this.#due.set("card", now + WATCHDOG_MS);
    this.#sending = true;
    const sent = await this.#send(card, operationId, view).finally(() => {
      this.#sending = false;
    });
    return this.#settle(sent, shown, operationId, draw);
  }

  /** An edit notifies nobody, so this does, in the card's thread. Sent at most once: a lost one is no harm. */
  async ping(userId: string, { text }: View): Promise<void> {
    const card = this.#load();
    if (!card?.ts) return;
    const target = { channelId: card.channel, threadTs: card.thread_ts ?? card.ts };
    const sent = await this.#deps.openSlack().post(target, { text: `<@${userId}> ${text}`, blocks: [] });
    if (!sent.ok) this.#deps.log.error("ping not sent", toLogFields(sent.failure));
  }

  async #send(
    { channel, thread_ts: threadTs, ts }: CardRow,
    operationId: string,
    view: View,
  ): Promise<Result<string>> {
    const slack = this.#deps.openSlack();
    if (ts === null) return await slack.post({ channelId: channel, threadTs }, view, operationId);
    const updated = await slack.update(channel, ts, view);
    return updated.ok ? succeed(ts) : updated;
  }

  #settle(sent: Result<string>, shown: string, operationId: string, draw: () => View): CardOutcome {
    const now = this.#deps.now();
    if (sent.ok) {
      const { value: ts } = sent;
      this.#sql.exec(
        "UPDATE card SET ts = ?, shown = ?, edited_at = ?, not_before = 0, attempts = 0 WHERE id = 1",
        ts,
        shown,
        now,
      );
      if (JSON.stringify(draw()) === shown) this.#due.clear("card");
      else this.#due.set("card", now + EDIT_EVERY_MS);
      return { kind: "shown" };
    }
    const { failure } = sent;
    this.#deps.log.error("card not shown", { operation: operationId, ...toLogFields(failure) });
    const attempts = this.#load()?.attempts ?? 0;
    if (failure.kind === "slack-unavailable" && attempts < MAX_ATTEMPTS) {
      const backoffMs = RETRY_MS[Math.min(attempts, RETRY_MS.length - 1)] ?? EDIT_EVERY_MS;
      const notBefore = now + Math.max(failure.retryAfterMs ?? 0, backoffMs);
      this.#sql.exec("UPDATE card SET attempts = attempts + 1, not_before = ? WHERE id = 1", notBefore);
      this.#due.set("card", notBefore);
      return { kind: "pending" };
    }
    this.#due.clear("card");
    return { kind: "impossible", failure };
  }

  #load(): CardRow | undefined {
    return this.#sql.exec<CardRow>("SELECT * FROM card WHERE id = 1").toArray()[0];
  }
}
