/** The other objects and platforms, as an operation sees them. Each call may be made twice. */
import type { Deps } from "../deps.ts";
import type { OperationHold } from "../operations/agent-hold.ts";
import type { AcquireOutcome, DeploymentOutcome } from "../operations/agent-outcome.ts";
import type { ChangeOperation, RollbackOutcome } from "../operations/change-operation.ts";
import type { FollowOperation } from "../operations/follow-operation.ts";
import type { EffectPorts } from "../operations/operation-kind.ts";
import { readPipecatBasis } from "../operations/plan-basis.ts";
import { proposeRollback } from "../operations/propose-rollback.ts";
import type { View } from "../views/view.ts";
import { WORKSPACE_NAME } from "./open-workspace.ts";
import type { RunPorts } from "./operation-run.ts";
import type { MessageRow } from "./operation-store.ts";

interface Place {
  readonly channelId: string;
  readonly threadTs: string | null;
}

export class Neighbours {
  readonly #env: Env;
  /** What an operation of any kind works with. */
  readonly ports: Pick<
    RunPorts,
    | "openPlatform"
    | "openSource"
    | "keepLedger"
    | "readLock"
    | "readLog"
    | "show"
    | "reply"
    | "register"
    | "watchOver"
    | "appendAudit"
  >;

  constructor(env: Env, deps: Deps) {
    this.#env = env;
    const openPlatform: EffectPorts["openPlatform"] = (project) =>
      deps.openPlatforms().find((platform) => platform.project === project) ?? null;
    this.ports = {
      openPlatform,
      openSource: deps.openSource,
      keepLedger: async (status) =>
        status.platform === "pipecat" ? await this.#agent(status.agent).keepLedger(status) : [],
      readLock: async (agent) => await this.#agent(agent).readLock(),
      readLog: async (agent, options) => await this.#agent(agent).readLog(agent, options),
      show: (write) => this.#outbox().show(write),
      reply: (write) => this.#outbox().reply(write),
      register: async (summary) => await this.#workspace().noteOperation(summary),
      watchOver: async (id, isOpen) =>
        isOpen ? await this.#workspace().openOperation(id) : await this.#workspace().closeOperation(id),
      appendAudit: (rows) => this.#workspace().appendAudit(rows),
    };
  }

  async acquire(operation: ChangeOperation): Promise<AcquireOutcome> {
    const { id, request, askedBy, startedAt, fingerprint, rollbackOf, breakGlass } = operation;
    return await this.#agent(request.agent).acquire({
      operationId: id,
      verb: request.asked.verb,
      by: askedBy,
      since: startedAt,
      fingerprint,
      insteadOf: rollbackOf,
      breakGlass,
    });
  }

  async release(operation: ChangeOperation): Promise<void> {
    await this.#agent(operation.request.agent).release(operation.id, outcomeOf(operation));
  }

  /** Gives the one who follows the same there already; null: it is followed now. */
  async beginFollow(operation: FollowOperation, place: Place): Promise<OperationHold | null> {
    const { id: operationId, agent, question, askedBy: by, startedAt: since } = operation;
    const key = JSON.stringify([place.channelId, place.threadTs, { ...question, lines: null }]);
    return await this.#agent(agent).beginFollow(key, { operationId, verb: "follow", by, since });
  }

  async endFollow({ agent, id }: FollowOperation): Promise<void> {
    await this.#agent(agent).endFollow(id);
  }

  async linkTo(operationId: string): Promise<string | null> {
    const places = await this.#outbox().locate([operationId]);
    return places[operationId]?.permalink ?? null;
  }

  async tell(operationId: string, userId: string, view: View): Promise<void> {
    await this.#outbox().tell(`${operationId} refused`, userId, view);
  }

  /** Begins the operation that undoes `failed`, in the same place. */
  async rollBack(failed: ChangeOperation, place: MessageRow): Promise<RollbackOutcome> {
    const platform = this.ports.openPlatform(failed.request.agent.project);
    if (!platform) {
      const { project: given } = failed.request.agent;
      return { kind: "failed", failure: { kind: "unknown-project", given, known: [] } };
    }
    const { keepLedger, openSource } = this.ports;
    const proposed = await proposeRollback(failed, { platform, keepLedger, openSource });
    if (proposed.kind !== "proposed") return proposed;
    const { proposal } = proposed;
    const { channel: channelId, thread_ts: threadTs } = place;
    const operation = this.#env.OPERATIONS.getByName(`operation ${proposal.id}`);
    const { begun, failure } = await operation.propose({ ...proposal, channelId, threadTs });
    if (begun || failure === null) return { kind: "begun", rollbackId: proposal.id };
    return { kind: "failed", failure };
  }

  #agent({ project, id }: { readonly project: string; readonly id: string }) {
    return this.#env.AGENTS.getByName(`${project}/${id}`);
  }

  #outbox() {
    return this.#env.OUTBOXES.getByName(WORKSPACE_NAME);
  }

  #workspace() {
    return this.#env.WORKSPACES.getByName(WORKSPACE_NAME);
  }
}

/** null when it made no deployment that the ledger could learn of. */
function outcomeOf({ id, askedBy, phase, plan, receipt }: ChangeOperation): DeploymentOutcome | null {
  const deploymentId = receipt?.deploymentId ?? null;
  // Scaling makes no deployment: what it names is the one that was there before.
  if (deploymentId === null || deploymentId === readPipecatBasis(plan).desiredDeploymentId) return null;
  const outcome = phase === "succeeded" ? "healthy" : phase === "failed" ? "failed" : "unknown";
  return { deploymentId, outcome, operationId: id, askedBy };
}
