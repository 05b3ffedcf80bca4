/**
 * Sends what the lanes have to send, within Slack's limits. A post is stored as begun before it is made, and the alarm
 * is armed before any call, so a crash loses nothing and repeats nothing that was not looked for first.
 */
import { type Logger, toLogFields } from "../log.ts";
import type { RefusalKind } from "../slack/classify-refusal.ts";
import { applyVerdict } from "./outbox-apply-verdict.ts";
import { callSlack, chooseRendition, type OutboxSlack } from "./outbox-call.ts";
import { chooseErrand } from "./outbox-choice.ts";
import { type Errand, messageOf } from "./outbox-errand.ts";
import { deliveryOf, markBegun, type OutboxLane, settlementOf } from "./outbox-lane.ts";
import { type LaneRows, OutboxLanes } from "./outbox-lanes.ts";
import { OutboxPace, type PauseRows } from "./outbox-pace.ts";
import { askPermalink } from "./outbox-permalink.ts";
import { type Answered, judge, postpone, toOutcome, type Verdict } from "./outbox-verdict.ts";
import type { Delivery } from "./outbox-write.ts";

export interface SenderPorts {
  readonly now: () => number;
  readonly log: Logger;
  readonly openSlack: () => OutboxSlack;
  readonly classify: (error: string) => RefusalKind;
  readonly rows: LaneRows & PauseRows;
  /** Has `wake` called at this moment or sooner, even if this process ends. Never, for Infinity. */
  readonly wakeBy: (at: number) => Promise<void>;
  /** Tells the operation what became of its card; rejects when that did not reach it. */
  readonly settle: (cardKey: string, delivery: Delivery) => Promise<void>;
  /** Resolves when the work is done or this time has passed, in milliseconds. */
  readonly within: (ms: number, work: Promise<unknown>) => Promise<unknown>;
  /** Takes work that nobody here waits for. */
  readonly background: (work: Promise<unknown>) => void;
}

const MAX_PARALLEL = 4;
/** Longer than a call to Slack takes: what is still open after this was cut off. */
const WATCHDOG_MS = 30_000;
/** How long an operation stays with its card. */
const PATIENCE_MS = 2_000;

export class OutboxSender {
  readonly lanes: OutboxLanes;
  readonly #ports: SenderPorts;
  readonly #pace: OutboxPace;
  /** What is under way, by slot. */
  readonly #sending = new Map<string, Promise<void>>();
  /** How many writers wait for the answer, by lane. */
  readonly #attended = new Map<string, number>();

  constructor(ports: SenderPorts) {
    this.#ports = ports;
    this.lanes = new OutboxLanes(ports.rows);
    // Posts are stored before they are made. Of other calls only the answer is, and without it something is left to do.
    const postAt = ports.rows.lastCallAt();
    const callAt = this.lanes.hasErrands() ? ports.now() : postAt;
    this.#pace = new OutboxPace(ports.rows, { postAt, callAt });
  }

  /** Stores what was written and starts what may be sent now. Resolves when the alarm covers all of it. */
  async start(): Promise<void> {
    const now = this.#ports.now();
    const begun = new Map<string, Errand>();
    const choose = () =>
      chooseErrand(this.lanes.errands(), {
        now,
        isFree: (slot) => !this.#sending.has(slot) && !begun.has(slot),
        readyAt: (errand) => this.#pace.readyAt(errand),
      });
    let choice = choose();
    while (choice.errand && this.#sending.size + begun.size < MAX_PARALLEL) {
      this.#begin(choice.errand, now);
      begun.set(choice.errand.slot, choice.errand);
      choice = choose();
    }
    this.lanes.save();
    const cutOffAt = this.#sending.size + begun.size > 0 ? now + WATCHDOG_MS : Number.POSITIVE_INFINITY;
    const armed = this.#ports.wakeBy(Math.min(choice.wakeAt, cutOffAt));
    for (const errand of begun.values()) this.#send(errand, armed);
    await armed;
  }

  /** Does what is due, until nothing is under way any more. */
  async wake(): Promise<void> {
    await this.start();
    while (this.#sending.size > 0) await Promise.all(this.#sending.values());
  }

  /** Starts what may be sent, and stays with the card of this lane until it is as wanted or has to wait. */
  async attend(lane: string): Promise<Delivery> {
    this.#attended.set(lane, (this.#attended.get(lane) ?? 0) + 1);
    // No call to a platform waits for a Slack that hangs; what became of the card is told later.
    const until = this.#ports.now() + PATIENCE_MS;
    try {
      await this.start();
      for (;;) {
        const delivery = deliveryOf(this.lanes.load(lane)?.card);
        const sending = this.#sending.get(lane);
        const leftMs = until - this.#ports.now();
        if (!sending || delivery.state !== "pending" || leftMs <= 0) return delivery;
        await this.#ports.within(leftMs, sending);
      }
    } finally {
      const others = (this.#attended.get(lane) ?? 0) - 1;
      if (others > 0) this.#attended.set(lane, others);
      else this.#attended.delete(lane);
    }
  }

  #begin(errand: Errand, now: number): void {
    this.#pace.spend(errand, now);
    const lane = this.lanes.load(errand.lane);
    if (lane && errand.kind === "post") this.lanes.keep(markBegun(lane, errand.about, now));
  }

  #send(errand: Errand, armed: Promise<void>): void {
    const work = armed
      .then(() => (errand.kind === "settle" ? this.#settle(errand.lane) : this.#call(errand)))
      .finally(() => this.#sending.delete(errand.slot))
      .then(() => this.start());
    this.#sending.set(errand.slot, work);
    this.#ports.background(work);
  }

  async #call(errand: Errand): Promise<void> {
    const { now, openSlack, classify } = this.#ports;
    const lane = this.lanes.load(errand.lane);
    const message = lane && messageOf(lane, errand.about);
    if (!message) return this.lanes.review(errand.lane);
    const rendered = chooseRendition(message, this.#pace.pausedUntil("newer-blocks") > now());
    const result = await callSlack(openSlack(), errand.kind, message, rendered);
    const outcome = toOutcome(errand.kind, result, classify);
    // A newer state, or another reply, may have come meanwhile.
    const after = this.lanes.load(errand.lane);
    if (!after) return this.lanes.review(errand.lane);
    this.#take(after, { errand, message, ...rendered, outcome, now: now() });
  }

  #take(before: OutboxLane, answered: Answered): void {
    const { errand, message } = answered;
    const verdict = judge(answered);
    const lane = applyVerdict(before, verdict, answered);
    const isHeard = this.#attended.has(lane.key) && deliveryOf(lane.card).state !== "pending";
    this.lanes.keep(isHeard && lane.card ? { ...lane, card: { ...lane.card, owed: null } } : lane);
    this.lanes.save();
    this.#report(answered, verdict);
    this.#pace.learn(answered);
    const isNew = errand.about === "card" && message.ts === null && verdict.kind === "there";
    if (isNew) this.#ports.background(askPermalink(this.lanes, this.#ports.openSlack(), lane.key));
  }

  async #settle(key: string): Promise<void> {
    const { settle, now, log } = this.#ports;
    const told = this.lanes.load(key)?.card;
    const delivery = told && settlementOf(told);
    if (!delivery) return this.lanes.review(key);
    const isHeard = await settle(told.key, delivery).then(
      () => true,
      () => false,
    );
    if (!isHeard) log.error("operation not told of its card", { card: told.key });
    const lane = this.lanes.load(key);
    if (!lane?.card?.owed) return;
    const owed = isHeard ? null : postpone(lane.card.owed, now());
    this.lanes.keep({ ...lane, card: { ...lane.card, owed } });
    this.lanes.save();
  }

  /** One line when a message begins to be late, and one when it will never come. */
  #report({ errand, message, outcome }: Answered, verdict: Verdict): void {
    if (outcome.kind !== "unclear" && outcome.kind !== "refused") return;
    const { failures } = message.effort;
    const isToken = outcome.kind === "refused" && outcome.refusal === "no-token";
    const isKnown = isToken ? this.#pace.pausedUntil("token") > 0 : failures > 0 && verdict.kind === "again";
    if (isKnown) return;
    const fields = {
      card: errand.lane,
      channel: errand.channelId,
      attempt: failures + 1,
      outcome: verdict.kind,
    };
    this.#ports.log.error("message not sent", { ...fields, ...toLogFields(outcome.failure) });
  }
}
