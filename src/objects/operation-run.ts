/**
 * Drives one operation of any kind: decides, stores, performs, and hands on what others have to know. Every step is
 * stored before it is taken, so whoever comes after a crash finds it and goes on.
 */
import type { Deps } from "../deps.ts";
import type { Failure } from "../failure.ts";
import type { AuditEntry } from "../operations/audit-entry.ts";
import type {
  CommonEvent,
  EffectPorts,
  OperationDecision,
  OperationKind,
} from "../operations/operation-kind.ts";
import type { OperationSummary } from "../operations/operation-summary.ts";
import type { CardWrite, Delivery, ReplyWrite } from "../operations/outbox-write.ts";
import type { View } from "../views/view.ts";
import type { DueTimes } from "./due-times.ts";
import type { OperationStore } from "./operation-store.ts";

/** Longer than any call that we make: a step that is still open after this was cut off. */
export const WATCHDOG_MS = 12_000;
const RETENTION_MS = 30 * 24 * 60 * 60_000;
const LOG_LINES = 20;
/** What changed while a card was handed on follows after this. */
const REDRAW_MS = 1_000;

export type DueKind = "step" | "card" | "reply" | "audit" | "registry" | "release" | "logs" | "retention";

/** Others that an operation tells about itself. All of it may be said twice. */
export interface RunPorts extends EffectPorts {
  readonly deps: Deps;
  readonly store: OperationStore;
  readonly due: DueTimes<DueKind>;
  readonly show: (write: CardWrite) => Promise<Delivery>;
  readonly reply: (write: ReplyWrite) => Promise<void>;
  readonly register: (summary: OperationSummary) => Promise<void>;
  /** For what is not listed: only that it is, or is no longer, to be looked after. */
  readonly watchOver: (id: string, isOpen: boolean) => Promise<void>;
  readonly appendAudit: (rows: readonly { key: string; entry: AuditEntry }[]) => Promise<void>;
}

export class OperationRun<Operation, Event, Effect> {
  readonly #kind: OperationKind<Operation, Event, Effect>;
  readonly #ports: RunPorts;
  /** What was last read or stored; a record is parsed once in the life of an instance. */
  #operation: Operation | null = null;

  constructor(kind: OperationKind<Operation, Event, Effect>, ports: RunPorts) {
    this.#kind = kind;
    this.#ports = ports;
  }

  /** Stores a new operation; nothing has been called when this returns. */
  begin(
    operation: Operation,
    place: { channelId: string; threadTs: string | null },
    announceMs: number,
  ): void {
    const { store, due, deps } = this.#ports;
    const now = deps.now();
    due.transaction(() => {
      store.saveRecord(operation);
      store.createMessage(place.channelId, place.threadTs);
      this.#keep({ before: null, after: operation, now }, { type: "due" });
      due.set("step", now + announceMs);
      due.set("card", now + announceMs);
      due.set("registry", now + announceMs);
    });
  }

  load(): Operation {
    this.#operation ??= this.#kind.parse(this.#ports.store.loadRecord());
    return this.#operation;
  }

  summarize(): OperationSummary {
    return this.#kind.summarize(this.load());
  }

  draw(): View {
    return this.#kind.draw(this.load(), this.#ports.deps.now());
  }

  watchdogMs(now: number): number {
    return this.#kind.watchdogMs(this.load(), now);
  }

  /** Decides and stores in one go: the new state, when to come back, and who has to be told. */
  apply(event: Event | CommonEvent): OperationDecision<Operation, Effect> {
    const { deps, store, due } = this.#ports;
    const now = deps.now();
    const before = this.load();
    const decision = this.#kind.decide(before, event, now);
    const { operation: after, effect, dueAt } = decision;
    const at = effect === null ? dueAt : now + WATCHDOG_MS;
    if (after === before) {
      // Nothing to store: after a restart the step is simply due again.
      if (at !== null) due.postpone("step", at);
      return decision;
    }
    const [was, is] = [this.#kind.summarize(before), this.#kind.summarize(after)];
    due.transaction(() => {
      store.saveRecord(after);
      if (at !== null) due.set("step", at);
      this.#keep({ before, after, now }, event);
      if (was.phase !== is.phase) due.set("registry", now);
      if (is.endedAt !== null && was.endedAt === null) this.#close(now);
    });
    this.#operation = after;
    if (was.phase !== is.phase) this.#logMove(is);
    return decision;
  }

  /** Takes every step that is due. Called by the alarm alone, of which there is one at a time. */
  async step(): Promise<void> {
    while (this.#ports.due.isDue("step")) {
      let { effect, operation } = this.apply({ type: "due" });
      while (effect !== null) {
        const event = await this.#kind.perform(effect, operation, this.#ports);
        // What was decided meanwhile (a press, a cancellation) is what the answer meets.
        ({ effect, operation } = this.apply(event));
      }
    }
  }

  /** Hands the card on; gives the failure when Slack will never take it. */
  async showCard(): Promise<Failure | null> {
    const { store, due, deps, show } = this.#ports;
    const message = store.message();
    const operation = this.load();
    const now = deps.now();
    const view = this.#kind.draw(operation, now);
    const shown = JSON.stringify(view);
    if (!message || shown === message.shown) {
      due.clear("card");
      return null;
    }
    const { id, askedBy } = this.#kind.summarize(operation);
    // Rises even if a crash makes us forget the last one.
    const revision = Math.max(now, message.revision + 1);
    const delivery = await show({
      key: id,
      channelId: message.channel,
      threadTs: message.thread_ts,
      askedBy,
      view,
      rank: this.#kind.isDecision(operation) ? "decision" : "progress",
      revision,
    });
    store.noteShown(shown, revision, now);
    if (JSON.stringify(this.#kind.draw(this.load(), deps.now())) === shown) due.clear("card");
    else due.set("card", deps.now() + REDRAW_MS);
    return this.settleCard(delivery);
  }

  /** What became of the card, now or later. */
  settleCard(delivery: Delivery): Failure | null {
    if (delivery.state === "shown") this.apply({ type: "announced" });
    if (delivery.state !== "impossible") return null;
    this.apply({ type: "unannounceable", failure: delivery.failure });
    return delivery.failure;
  }

  async sendReplies(): Promise<void> {
    const { store, due, reply } = this.#ports;
    const { id } = this.summarize();
    for (const { sequence, payload } of store.pending<View>("reply")) {
      await reply({ key: `${id} ${sequence}`, cardKey: id, view: payload });
      store.markDone("reply", sequence);
    }
    // Another may have been added meanwhile.
    if (store.pending("reply").length === 0) due.clear("reply");
  }

  async sendAudit(): Promise<void> {
    const { store, due, appendAudit } = this.#ports;
    const { id } = this.summarize();
    const rows = store.pending<AuditEntry>("audit");
    const last = rows.at(-1);
    if (last) {
      await appendAudit(rows.map(({ sequence, payload }) => ({ key: `${id} ${sequence}`, entry: payload })));
      store.markDone("audit", last.sequence);
    }
    if (store.pending("audit").length === 0) due.clear("audit");
  }

  async register(): Promise<void> {
    const { due, register, watchOver } = this.#ports;
    const told = this.summarize();
    if (this.#kind.isUnlisted) await watchOver(told.id, told.endedAt === null);
    else await register(told);
    // It may have moved while we said where it is.
    if (this.summarize().phase === told.phase) due.clear("registry");
  }

  /** Where it cannot be read the card stands without it. */
  async sendLog(): Promise<void> {
    const { store, due, openPlatform, deps } = this.#ports;
    const { log } = this.#kind;
    const operation = this.load();
    if (!log) return due.clear("logs");
    const { agent, deploymentId } = log.sourceOf(operation);
    const tail = await openPlatform(agent.project)?.readLogTail(agent, { lines: LOG_LINES, deploymentId });
    due.clear("logs");
    if (!tail?.ok || tail.value.lines.length === 0) return;
    const { lines } = tail.value;
    this.apply(log.toEvent(lines));
    store.add("reply", [log.draw(operation, lines)]);
    due.set("reply", deps.now());
  }

  /** What a step has to say to others, as rows. */
  #keep(step: { before: Operation | null; after: Operation; now: number }, event: Event | CommonEvent): void {
    const { store, due } = this.#ports;
    const { now } = step;
    const notes = this.#kind.notes(step);
    if (notes.length > 0) due.set("reply", now);
    store.add("reply", notes);
    const entries = this.#kind.audit(step, event);
    if (entries.length > 0) due.set("audit", now);
    store.add("audit", entries);
    if (this.#kind.log?.isWanted(step)) due.set("logs", now);
    const delayMs = this.#kind.cardDelayMs(step);
    if (delayMs === null) return;
    const wantedAt = Math.max(now, (store.message()?.shown_at ?? 0) + delayMs);
    due.set("card", Math.min(wantedAt, due.get("card") ?? wantedAt));
  }

  #close(now: number): void {
    const { due } = this.#ports;
    due.clear("step");
    due.set("release", now);
    due.set("retention", now + RETENTION_MS);
  }

  #logMove({ id, project, phase, startedAt }: OperationSummary): void {
    const { deps } = this.#ports;
    const fields = { operation: id, project, outcome: phase, duration_ms: deps.now() - startedAt };
    deps.log.info("operation moved", fields);
  }
}
