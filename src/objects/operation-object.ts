/**
 * One operation of any kind, in an object of its own that lives by its alarm. What it is about is decided by its kind;
 * what it tells others (the outbox, the workspace, the agent) it tells until they have it.
 *
 * The alarm is armed before any call, so a crash at any point is followed by the same object with the same rows.
 * Whatever starts an operation may be called any number of times.
 */
import { DurableObject } from "cloudflare:workers";
import { type Deps, openDeps } from "../deps.ts";
import type { Failure } from "../failure.ts";
import { mayHoldValues } from "../operations/await-values.ts";
import { changeKind } from "../operations/change-kind.ts";
import type {
  ChangeEffect,
  ChangeEvent,
  ChangeOperation,
  ChangePress,
} from "../operations/change-operation.ts";
import {
  type ChangeDescription,
  type ChangeProposal,
  type ProposeOutcome,
  proposeChange,
} from "../operations/change-proposal.ts";
import { dispatchKind } from "../operations/dispatch-kind.ts";
import {
  type DispatchEffect,
  type DispatchEvent,
  type DispatchOperation,
  proposeDispatch,
} from "../operations/dispatch-operation.ts";
import type { DispatchProposal, StartOutcome } from "../operations/dispatch-proposal.ts";
import { explainAcquireFailure } from "../operations/explain-acquire-failure.ts";
import { followKind } from "../operations/follow-kind.ts";
import {
  type FollowEffect,
  type FollowEvent,
  type FollowOperation,
  proposeFollow,
} from "../operations/follow-operation.ts";
import type { FollowOutcome, FollowProposal } from "../operations/follow-proposal.ts";
import type { OperationSummary } from "../operations/operation-summary.ts";
import type { Delivery } from "../operations/outbox-write.ts";
import type { WorkReport } from "../operations/source-work.ts";
import type { SecretValues } from "../platforms/change.ts";
import { needsApproval } from "../policy/needs-approval.ts";
import { Attempts } from "./attempts.ts";
import { DUE_SCHEMA, DUE_TIMES_SCHEMA, DueTimes } from "./due-times.ts";
import { migrate } from "./migrate.ts";
import { Neighbours } from "./neighbours.ts";
import { type DueKind, OperationRun, WATCHDOG_MS } from "./operation-run.ts";
import { MESSAGE_SCHEMA, OPERATION_SCHEMA, OperationStore, PENDING_SCHEMA } from "./operation-store.ts";
import { OperationWork } from "./operation-work.ts";

const STEPS = [
  DUE_SCHEMA,
  // Was the card's table, before the outbox kept cards.
  "SELECT 1",
  OPERATION_SCHEMA,
  "DROP TABLE IF EXISTS card",
  MESSAGE_SCHEMA,
  PENDING_SCHEMA,
  DUE_TIMES_SCHEMA,
];

/** How long the effect waits for its card when Slack is slow. */
const ANNOUNCE_MS = 2_000;

type DispatchRun = OperationRun<DispatchOperation, DispatchEvent, DispatchEffect>;
type ChangeRun = OperationRun<ChangeOperation, ChangeEvent, ChangeEffect>;
type FollowRun = OperationRun<FollowOperation, FollowEvent, FollowEffect>;
type AnyRun = DispatchRun | ChangeRun | FollowRun;

export class OperationObject extends DurableObject<Env> {
  readonly #deps: Deps;
  readonly #due: DueTimes<DueKind>;
  readonly #store: OperationStore;
  readonly #neighbours: Neighbours;
  readonly #dispatch: DispatchRun;
  readonly #change: ChangeRun;
  readonly #follow: FollowRun;
  readonly #attempts: Attempts<DueKind>;
  #begun: AnyRun | null = null;
  #isGone = false;
  /** Values of secrets, from the form until the call: here and nowhere else, never in storage. */
  #values: SecretValues | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#deps = openDeps(env);
    migrate(ctx.storage, STEPS);
    this.#due = new DueTimes(ctx.storage, this.#deps.now);
    this.#attempts = new Attempts(this.#deps, this.#due);
    this.#store = new OperationStore(ctx.storage.sql);
    this.#neighbours = new Neighbours(env, this.#deps);
    const work = new OperationWork(this.#deps, this.#neighbours.ports.openPlatform, (report) =>
      this.#reportWork(report),
    );
    const ports = {
      ...this.#neighbours.ports,
      work: { begin: (operation: ChangeOperation) => work.begin(operation), look: () => work.look() },
      deps: this.#deps,
      store: this.#store,
      due: this.#due,
      values: () => this.#values,
      rollBack: () => this.#neighbours.rollBack(this.#change.load(), this.#store.requireMessage()),
    };
    this.#dispatch = new OperationRun(dispatchKind, ports);
    this.#change = new OperationRun(changeKind, ports);
    this.#follow = new OperationRun(followKind, ports);
    void ctx.blockConcurrencyWhile(() => this.#due.repair());
  }

  /** Begins a dispatch, or finds it begun. Returns once its card is shown or will never be. */
  async start({ channelId, threadTs, ...proposal }: DispatchProposal): Promise<StartOutcome> {
    if (this.#run() !== null) {
      const { phase, failure } = this.#dispatch.load();
      const refused = phase === "refused";
      return { refused, failure: refused ? failure : null };
    }
    this.#dispatch.begin(proposeDispatch(proposal, this.#deps.now()), { channelId, threadTs }, ANNOUNCE_MS);
    const failure = await this.#announce(this.#dispatch);
    return { refused: this.#dispatch.load().phase === "refused", failure };
  }

  /** Begins a change once the agent is its own, or finds it begun. Returns once its card is shown or will never be. */
  async propose(proposal: ChangeProposal, values: SecretValues | null = null): Promise<ProposeOutcome> {
    if (this.#run() !== null) return { begun: true, failure: null };
    const operation = proposeChange(proposal, this.#deps.now());
    const outcome = await this.#neighbours.acquire(operation);
    if (outcome.kind !== "acquired") {
      return {
        begun: false,
        failure: explainAcquireFailure(outcome, operation, await this.#linkTo(outcome)),
      };
    }
    // The same request may have come a second time while the agent was asked for.
    if (this.#run() !== null) return { begun: true, failure: null };
    // While people decide, nothing is kept for them: after the approval they are asked for.
    this.#values = needsApproval(operation) ? null : values;
    this.#change.begin({ ...operation, skippedLock: outcome.skipped ?? null }, proposal, ANNOUNCE_MS);
    const failure = await this.#announce(this.#change);
    return { begun: this.#change.load().phase !== "refused", failure };
  }

  /** Begins to follow a log, or finds it begun. Returns once its message is shown or will never be. */
  async follow(proposal: FollowProposal): Promise<FollowOutcome> {
    if (this.#run() !== null) return { failure: null };
    const { id, agent, question, askedBy } = proposal;
    const operation = proposeFollow({ id, agent, question, askedBy }, this.#deps.now());
    const holder = await this.#neighbours.beginFollow(operation, proposal);
    if (holder !== null) {
      const { operationId, by, since } = holder;
      const link = await this.#neighbours.linkTo(operationId);
      return { failure: { kind: "already-followed", agent, by, since, link } };
    }
    if (this.#run() !== null) return { failure: null };
    this.#follow.begin(operation, proposal, ANNOUNCE_MS);
    return { failure: await this.#announce(this.#follow) };
  }

  /** Somebody has seen enough; gives why there is nothing to end, or null. */
  async unfollow(by: string): Promise<Failure | null> {
    if (this.#run() !== this.#follow) return { kind: "operation-not-found", operationId: "" };
    await this.#due.repair();
    this.#follow.apply({ type: "stop", by });
    await this.#due.syncAlarm();
    return null;
  }

  /** What a person decided; gives why it changed nothing, or null. */
  async press(press: ChangePress, values: SecretValues | null = null): Promise<Failure | null> {
    if (!this.#isChange()) return { kind: "operation-not-found", operationId: "" };
    await this.#due.repair();
    const { refusal } = this.#change.apply(press);
    if (press.type === "supply" && !refusal) this.#values = values;
    this.#forgetValues();
    await this.#due.syncAlarm();
    return refusal ?? null;
  }

  /** Somebody breaks the glass over this agent; true when this had called nothing yet and is cancelled for it. */
  async giveWay(by: string): Promise<boolean> {
    const why = "gave way to break-glass";
    return (await this.press({ type: "cancel", by, door: "automatic", why })) === null;
  }

  /** What a decision has to be checked against; null when there is no such change. */
  async describe(): Promise<ChangeDescription | null> {
    if (!this.#isChange()) return null;
    await this.#due.repair();
    const message = this.#store.requireMessage();
    const { request, askedBy, planDigest, phase } = this.#change.load();
    return { request, askedBy, planDigest, phase, channelId: message.channel };
  }

  /** null when it was never begun. */
  summarize(): OperationSummary | null {
    return this.#run()?.summarize() ?? null;
  }

  /** The outbox could settle later what it could not at once. */
  async cardSettled(delivery: Delivery): Promise<void> {
    const run = this.#run();
    if (!run) return;
    run.settleCard(delivery);
    const { id, askedBy, phase } = run.summarize();
    // They were told that it is under way, and the channel shows nothing of it.
    if (delivery.state === "impossible" && phase === "refused")
      await this.#neighbours.tell(id, askedBy, run.draw());
    await this.#due.syncAlarm();
  }

  /** Called by the cron: wakes an object whose alarm was lost. */
  async repair(): Promise<void> {
    await this.#due.repair();
  }

  override async alarm(): Promise<void> {
    const run = this.#run();
    await this.#due.armWatchdog(run?.watchdogMs(this.#deps.now()) ?? WATCHDOG_MS);
    if (!run || this.#due.isDue("retention")) {
      // The tables go too, and this instance may live on for a while.
      this.#isGone = true;
      return await this.ctx.storage.deleteAll();
    }
    await run.step();
    if (this.#isChange()) this.#forgetValues();
    await this.#attempts.make("card", async () => void (await run.showCard()));
    await this.#attempts.make("audit", () => run.sendAudit());
    await this.#attempts.make("reply", () => run.sendReplies());
    await this.#attempts.make("logs", () => run.sendLog());
    await this.#attempts.make("release", () => this.#release());
    await this.#attempts.make("registry", () => run.register());
    await this.#due.syncAlarm();
  }

  /** Before any call the alarm is armed: if we are killed in the middle of one, it goes on from there. */
  async #announce(run: AnyRun): Promise<Failure | null> {
    await this.#due.syncAlarm();
    // The list of operations is what the cron goes by, should this very first alarm be lost.
    const [failure] = await Promise.all([
      run.showCard().catch((error) => this.#attempts.postpone("card", error)),
      run.register().catch((error) => this.#attempts.postpone("registry", error)),
    ]);
    await this.#due.syncAlarm();
    return failure;
  }

  /** Stored when this returns; false: the operation has moved on, so nothing more is to be done for it. */
  async #reportWork(report: WorkReport): Promise<boolean> {
    if (!this.#isChange()) return false;
    this.#change.apply({ type: "worked", report });
    await this.#due.syncAlarm();
    return this.#change.load().phase === "executing";
  }

  async #release(): Promise<void> {
    const run = this.#run();
    if (run === this.#change) await this.#neighbours.release(this.#change.load());
    if (run === this.#follow) await this.#neighbours.endFollow(this.#follow.load());
    this.#due.clear("release");
  }

  #forgetValues(): void {
    if (!mayHoldValues(this.#change.load().phase)) this.#values = null;
  }

  async #linkTo(outcome: Parameters<typeof explainAcquireFailure>[0]): Promise<string | null> {
    return outcome.kind === "locked" ? null : await this.#neighbours.linkTo(outcome.holder.operationId);
  }

  /** null before it begins and after it was deleted. Which kind it is never changes, so the record is read for it once. */
  #run(): AnyRun | null {
    if (this.#isGone) return null;
    this.#begun ??= this.#readKind();
    return this.#begun;
  }

  #readKind(): AnyRun | null {
    const record = this.#store.loadRecord();
    if (typeof record !== "object" || record === null) return null;
    const kind = "kind" in record ? record.kind : null;
    if (kind === "follow") return this.#follow;
    return kind === "change" ? this.#change : this.#dispatch;
  }

  #isChange(): boolean {
    return this.#run() === this.#change;
  }
}
