/**
 * The outbox of a workspace: every message that must arrive goes through here, so one place knows Slack's limits.
 * What it does is in `operations/outbox.ts`; this object gives it rows, an alarm and a way back to the operations.
 */
import { DurableObject } from "cloudflare:workers";
import { openDeps } from "../deps.ts";
import { Outbox } from "../operations/outbox.ts";
import type { CardPlace, CardWrite, Delivery, ReplyWrite } from "../operations/outbox-write.ts";
import { KEPT_MS } from "../operations/outbox-writes.ts";
import { classifyRefusal } from "../slack/classify-refusal.ts";
import type { View } from "../views/view.ts";
import { migrate } from "./migrate.ts";
import { OutboxAlarm } from "./outbox-alarm.ts";
import { LANE_SCHEMA, OutboxStore, PAUSE_SCHEMA } from "./outbox-store.ts";

/** Leaves the alarm that woke the object time to ring. */
const RESUME_MS = 1_000;

export class OutboxObject extends DurableObject<Env> {
  readonly #alarm: OutboxAlarm;
  readonly #store: OutboxStore;
  readonly #outbox: Outbox;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const { now, within, log, openSlack } = openDeps(env);
    migrate(ctx.storage, [LANE_SCHEMA, PAUSE_SCHEMA]);
    this.#store = new OutboxStore(ctx.storage.sql, now);
    this.#alarm = new OutboxAlarm(ctx.storage, now);
    this.#outbox = new Outbox({
      now,
      within,
      log,
      openSlack,
      classify: classifyRefusal,
      rows: this.#store,
      wakeBy: (at) => this.#alarm.ringBy(at),
      settle: (key, delivery) => env.OPERATIONS.getByName(`operation ${key}`).cardSettled(delivery),
      background: (work) => ctx.waitUntil(work),
    });
    void ctx.blockConcurrencyWhile(async () => {
      await this.#alarm.refresh();
      if (this.#outbox.hasWork()) await this.#alarm.ringBy(now() + RESUME_MS);
    });
  }

  /** Shows the newest state of a card, and says what became of it once that is known or has to wait. */
  async show(write: CardWrite): Promise<Delivery> {
    return await this.#outbox.show(write);
  }

  /** Keeps a reply for the thread of a card; it is sent once, when the card is there. */
  async reply(write: ReplyWrite): Promise<void> {
    await this.#outbox.reply(write);
  }

  /** Keeps a direct message; it is sent once. */
  async tell(key: string, userId: string, view: View): Promise<void> {
    await this.#outbox.tell(key, userId, view);
  }

  /** Where these cards stand; those that Slack has not taken are left out. */
  locate(keys: readonly string[]): Record<string, CardPlace> {
    return this.#outbox.locate(keys);
  }

  /** Called by the cron: goes on where an alarm was lost, and deletes what is old. */
  async repair(): Promise<void> {
    this.#store.deleteOlderThan(KEPT_MS);
    await this.#alarm.refresh();
    await this.#outbox.wake();
  }

  override async alarm(): Promise<void> {
    this.#alarm.spend();
    await this.#outbox.wake();
  }
}
