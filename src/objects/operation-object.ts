/**
 * One operation: its state, its card in Slack and its alarm. The state machine decides, this object performs.
 *
 * Every step is stored before it is taken and the alarm is armed before any call, so a crash at any point is followed
 * by the same object with the same rows: it looks before it repeats. `start` may be called any number of times.
 */
import { DurableObject } from "cloudflare:workers";
import { type Deps, openDeps } from "../deps.ts";
import { type Failure, fail, type Result, succeed, toLogFields } from "../failure.ts";
import {
  type Decision,
  type DispatchEvent,
  type DispatchOperation,
  decideDispatch,
  isOver,
  proposeDispatch,
} from "../operations/dispatch-operation.ts";
import type { DispatchProposal, StartOutcome } from "../operations/dispatch-proposal.ts";
import { formatDispatchRecord, parseDispatchRecord } from "../operations/dispatch-record.ts";
import { performDispatchEffect } from "../operations/perform-dispatch-effect.ts";
import { toDispatchCard } from "../operations/to-dispatch-card.ts";
import { renderDispatch } from "../views/render-dispatch.ts";
import type { View } from "../views/view.ts";
import { CARD_SCHEMA, type Card, CardStore } from "./card-store.ts";
import { DUE_TIMES_SCHEMA, DueTimes } from "./due-times.ts";
import { migrate } from "./migrate.ts";
import { WORKSPACE_NAME } from "./open-workspace.ts";

const STEPS = [
  DUE_TIMES_SCHEMA,
  CARD_SCHEMA,
  "CREATE TABLE operation (id INTEGER PRIMARY KEY CHECK (id = 1), record TEXT NOT NULL) STRICT",
];

/** Longer than any call that we make: a step that is still open after this was cut off. */
const WATCHDOG_MS = 12_000;
/** How long the effect waits for its card when Slack is slow. */
const ANNOUNCE_MS = 2_000;
/** Slack's advice: edit a message at most once in three seconds. */
const EDIT_EVERY_MS = 3_000;
const CARD_RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000] as const;
/** A card that Slack has refused to take for about half an hour is given up. */
const MAX_CARD_ATTEMPTS = 35;
const RETENTION_MS = 30 * 24 * 60 * 60_000;

type Due = "step" | "card" | "ping" | "registry" | "retention";

export class OperationObject extends DurableObject<Env> {
  readonly #deps: Deps;
  readonly #due: DueTimes<Due>;
  readonly #card: CardStore;
  #stepping = false;
  #showing = false;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#deps = openDeps(env);
    migrate(ctx.storage, STEPS);
    this.#due = new DueTimes(ctx.storage, this.#deps.now);
    this.#card = new CardStore(ctx.storage.sql);
    void ctx.blockConcurrencyWhile(() => this.#due.repair());
  }

  /** Begins the operation, or finds it begun. Returns once its card is shown or will never be. */
  async start(proposal: DispatchProposal): Promise<StartOutcome> {
    const now = this.#deps.now();
    if (!this.#load()) {
      const { channelId, threadTs, ...given } = proposal;
      this.ctx.storage.transactionSync(() => {
        this.#save(proposeDispatch(given, now));
        this.#card.create(channelId, threadTs);
        this.#due.set("step", now + ANNOUNCE_MS);
        this.#due.set("card", now);
        this.#due.set("registry", now);
      });
      await this.#due.syncAlarm();
    }
    const failure = await this.#showCard();
    await this.#due.syncAlarm();
    return { refused: this.#load()?.phase === "refused", failure };
  }

  /** Called by the cron: wakes an object whose alarm was lost. */
  async repair(): Promise<void> {
    await this.#due.repair();
  }

  override async alarm(): Promise<void> {
    await this.#due.armWatchdog(WATCHDOG_MS);
    if (this.#due.isDue("retention")) {
      await this.ctx.storage.deleteAll();
      return;
    }
    await this.#step();
    if (this.#due.isDue("card")) await this.#showCard();
    if (this.#due.isDue("ping")) await this.#ping();
    if (this.#due.isDue("registry")) await this.#register();
    await this.#due.syncAlarm();
  }

  async #step(): Promise<void> {
    // A call of ours is under way in this very process; its answer will decide.
    if (this.#stepping) return;
    this.#stepping = true;
    try {
      while (this.#due.isDue("step")) {
        const operation = this.#load();
        if (!operation) return this.#due.clear("step");
        const { effect, operation: next } = this.#apply(operation, { type: "due" });
        if (effect) {
          const event = await performDispatchEffect(effect, next, this.#openDispatches(next.project));
          this.#apply(this.#load() ?? next, event);
        }
      }
    } finally {
      this.#stepping = false;
    }
  }

  /** Decides and stores in one go: the new state, when to come back, and that the card has to follow. */
  #apply(operation: DispatchOperation, event: DispatchEvent): Decision {
    const now = this.#deps.now();
    const decision = decideDispatch(operation, event, now);
    const { operation: next, effect, dueAt } = decision;
    this.ctx.storage.transactionSync(() => {
      this.#save(next);
      if (effect) this.#due.set("step", now + WATCHDOG_MS);
      else if (dueAt !== null) this.#due.set("step", dueAt);
      if (next.phase !== operation.phase) this.#due.set("card", now);
      if (isOver(next) && !isOver(operation)) {
        this.#due.clear("step");
        this.#due.set("registry", now);
        this.#due.set("retention", now + RETENTION_MS);
        if (next.phase !== "refused") this.#due.set("ping", now);
      }
    });
    if (next.phase !== operation.phase) this.#log("operation moved", next);
    return decision;
  }

  /** Makes the card show the state; gives the failure when Slack will not take it. */
  async #showCard(): Promise<Failure | null> {
    const card = this.#card.load();
    const operation = this.#load();
    if (!card || !operation || this.#showing) return null;
    const now = this.#deps.now();
    if (card.ts !== null && now < card.editedAt + EDIT_EVERY_MS) {
      this.#due.set("card", card.editedAt + EDIT_EVERY_MS);
      return null;
    }
    const view = renderCard(operation, now);
    const shown = JSON.stringify(view);
    this.#due.clear("card");
    if (shown === card.shown) return null;

    // Until the answer is here the row stands: a crash in between shows the card again.
    this.#due.set("card", now + WATCHDOG_MS);
    this.#showing = true;
    const sent = await this.#send(card, operation.id, view).finally(() => {
      this.#showing = false;
    });
    return this.#cardSent(sent, shown);
  }

  async #send({ channel, threadTs, ts }: Card, operationId: string, view: View): Promise<Result<string>> {
    const slack = this.#deps.openSlack();
    if (ts === null) return await slack.post({ channelId: channel, threadTs }, view, operationId);
    const updated = await slack.update(channel, ts, view);
    return updated.ok ? succeed(ts) : updated;
  }

  #cardSent(sent: Result<string>, shown: string): Failure | null {
    const now = this.#deps.now();
    const operation = this.#load();
    if (!operation) return null;
    if (sent.ok) {
      this.#card.saveShown(sent.value, shown, now);
      this.#apply(operation, { type: "announced" });
      const changed = JSON.stringify(renderCard(this.#load() ?? operation, now)) !== shown;
      if (changed) this.#due.set("card", now + EDIT_EVERY_MS);
      else this.#due.clear("card");
      return null;
    }
    const { failure } = sent;
    this.#deps.log.error("card not shown", { operation: operation.id, ...toLogFields(failure) });
    const attempts = this.#card.load()?.attempts ?? 0;
    this.#card.countAttempt();
    if (failure.kind === "slack-unavailable" && attempts < MAX_CARD_ATTEMPTS) {
      const backoffMs = CARD_RETRY_MS[Math.min(attempts, CARD_RETRY_MS.length - 1)] ?? EDIT_EVERY_MS;
      this.#due.set("card", now + Math.max(failure.retryAfterMs ?? 0, backoffMs));
      return null;
    }
    this.#apply(operation, { type: "unannounceable", failure });
    this.#due.clear("card");
    return failure;
  }

  /** An edit notifies nobody, so who asked gets one reply in the card's thread. At most one: a lost one is no harm. */
  async #ping(): Promise<void> {
    const card = this.#card.load();
    const operation = this.#load();
    this.#due.clear("ping");
    if (!card?.ts || !operation) return;
    const { text } = renderCard(operation, this.#deps.now());
    const view = { text: `<@${operation.askedBy}> ${text}`, blocks: [] };
    const sent = await this.#deps
      .openSlack()
      .post({ channelId: card.channel, threadTs: card.threadTs ?? card.ts }, view);
    if (!sent.ok)
      this.#deps.log.error("ping not sent", { operation: operation.id, ...toLogFields(sent.failure) });
  }

  async #register(): Promise<void> {
    const operation = this.#load();
    this.#due.clear("registry");
    if (!operation) return;
    const workspace = this.env.WORKSPACES.getByName(WORKSPACE_NAME);
    if (isOver(operation)) await workspace.closeOperation(operation.id);
    else await workspace.openOperation(operation.id);
  }

  #openDispatches(project: string) {
    const platform = this.#deps.openPlatforms().find((candidate) => candidate.project === project);
    return platform?.dispatches
      ? platform.dispatches
      : fail({ kind: "unknown-project", given: project, known: [] });
  }

  #load(): DispatchOperation | null {
    const rows = this.ctx.storage.sql
      .exec<{ record: string }>("SELECT record FROM operation WHERE id = 1")
      .toArray();
    return rows[0] ? parseDispatchRecord(rows[0].record) : null;
  }

  #save(operation: DispatchOperation): void {
    this.ctx.storage.sql.exec(
      "INSERT OR REPLACE INTO operation (id, record) VALUES (1, ?)",
      formatDispatchRecord(operation),
    );
  }

  #log(message: string, operation: DispatchOperation): void {
    this.#deps.log.info(message, {
      operation: operation.id,
      project: operation.project,
      outcome: operation.phase,
      duration_ms: this.#deps.now() - operation.startedAt,
      ...(operation.failure ? toLogFields(operation.failure) : {}),
    });
  }
}

const renderCard = (operation: DispatchOperation, now: number): View =>
  renderDispatch(toDispatchCard(operation), now);
