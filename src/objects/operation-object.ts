/**
 * One operation: its state, its card in Slack and its alarm. The state machine decides, this object performs.
 *
 * Every step is stored before it is taken and the alarm is armed before any call, so a crash at any point is followed
 * by the same object with the same rows: it looks before it repeats. `start` may be called any number of times.
 */
import { DurableObject } from "cloudflare:workers";
import { type Deps, openDeps } from "../deps.ts";
import { fail, toLogFields } from "../failure.ts";
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
import { DUE_TIMES_SCHEMA, DueTimes } from "./due-times.ts";
import { migrate } from "./migrate.ts";
import { WORKSPACE_NAME } from "./open-workspace.ts";
import { CARD_SCHEMA, OperationCard } from "./operation-card.ts";

const STEPS = [
  DUE_TIMES_SCHEMA,
  CARD_SCHEMA,
  "CREATE TABLE operation (id INTEGER PRIMARY KEY CHECK (id = 1), record TEXT NOT NULL) STRICT",
];

/** Longer than any call that we make: a step that is still open after this was cut off. */
const WATCHDOG_MS = 12_000;
/** How long the effect waits for its card when Slack is slow. */
const ANNOUNCE_MS = 2_000;
/** While nothing but time goes by, the card says so this often. */
const IDLE_REFRESH_MS = 10_000;
const RETENTION_MS = 30 * 24 * 60 * 60_000;

export class OperationObject extends DurableObject<Env> {
  readonly #deps: Deps;
  readonly #due: DueTimes<"step" | "card" | "ping" | "registry" | "retention">;
  readonly #card: OperationCard;
  #stepping = false;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#deps = openDeps(env);
    migrate(ctx.storage, STEPS);
    this.#due = new DueTimes(ctx.storage, this.#deps.now);
    this.#card = new OperationCard(ctx.storage.sql, this.#due, this.#deps);
    void ctx.blockConcurrencyWhile(() => this.#due.repair());
  }

  /** Begins the operation, or finds it begun. Returns once its card is shown or will never be. */
  async start({ channelId, threadTs, ...proposal }: DispatchProposal): Promise<StartOutcome> {
    const begun = this.#load();
    if (begun) {
      const refused = begun.phase === "refused";
      return { refused, failure: refused ? begun.failure : null };
    }
    const now = this.#deps.now();
    this.ctx.storage.transactionSync(() => {
      this.#save(proposeDispatch(proposal, now));
      this.#card.create(channelId, threadTs);
      this.#due.set("step", now + ANNOUNCE_MS);
      this.#due.set("registry", now);
    });
    // Before any call: if we are killed in the middle of one, the alarm goes on from here.
    await this.#due.syncAlarm();
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
    if (this.#due.isDue("retention")) return await this.ctx.storage.deleteAll();
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
    const moved = next.phase !== operation.phase;
    this.ctx.storage.transactionSync(() => {
      this.#save(next);
      if (effect) this.#due.set("step", now + WATCHDOG_MS);
      else if (dueAt !== null) this.#due.set("step", dueAt);
      // A card that Slack will never take is not tried again.
      if (moved && event.type !== "unannounceable") this.#card.refreshAfter(0);
      else if (!moved && event.type === "observed") this.#card.refreshAfter(IDLE_REFRESH_MS);
      if (isOver(next) && !isOver(operation)) {
        this.#due.clear("step");
        this.#due.set("registry", now);
        this.#due.set("retention", now + RETENTION_MS);
        if (next.phase !== "refused") this.#due.set("ping", now);
      }
    });
    if (moved) this.#logMove(next);
    return decision;
  }

  /** Gives the failure when Slack will never take the card. */
  async #showCard() {
    const operation = this.#load();
    if (!operation) return null;
    const outcome = await this.#card.show(operation.id, () => this.#draw(this.#load() ?? operation));
    const now = this.#load() ?? operation;
    if (outcome.kind === "impossible") {
      this.#apply(now, { type: "unannounceable", failure: outcome.failure });
      return outcome.failure;
    }
    if (outcome.kind === "shown") this.#apply(now, { type: "announced" });
    return null;
  }

  async #ping(): Promise<void> {
    const operation = this.#load();
    this.#due.clear("ping");
    if (operation) await this.#card.ping(operation.askedBy, this.#draw(operation));
  }

  /** Tells the workspace that there is an operation to look after, or none any more. Both may be said again. */
  async #register(): Promise<void> {
    const operation = this.#load();
    const workspace = this.env.WORKSPACES.getByName(WORKSPACE_NAME);
    if (operation && isOver(operation)) await workspace.closeOperation(operation.id);
    else if (operation) await workspace.openOperation(operation.id);
    // It may have ended while we said that it is open.
    const after = this.#load();
    if (after && operation && isOver(after) !== isOver(operation))
      this.#due.set("registry", this.#deps.now());
    else this.#due.clear("registry");
  }

  #openDispatches(project: string) {
    const platform = this.#deps.openPlatforms().find((candidate) => candidate.project === project);
    return platform?.dispatches ?? fail({ kind: "unknown-project", given: project, known: [] });
  }

  #draw(operation: DispatchOperation): View {
    return renderDispatch(toDispatchCard(operation), this.#deps.now());
  }

  #load(): DispatchOperation | null {
    const { sql } = this.ctx.storage;
    const row = sql.exec<{ record: string }>("SELECT record FROM operation WHERE id = 1").toArray()[0];
    return row ? parseDispatchRecord(row.record) : null;
  }

  #save(operation: DispatchOperation): void {
    const record = formatDispatchRecord(operation);
    this.ctx.storage.sql.exec("INSERT OR REPLACE INTO operation (id, record) VALUES (1, ?)", record);
  }

  #logMove({ id, project, phase, startedAt, failure }: DispatchOperation): void {
    const duration = this.#deps.now() - startedAt;
    const fields = { operation: id, project, outcome: phase, duration_ms: duration };
    this.#deps.log.info("operation moved", { ...fields, ...(failure ? toLogFields(failure) : {}) });
  }
}
