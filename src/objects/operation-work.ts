/**
 * The making of a version from source, which takes minutes: it runs in the object beside its alarms, and is gone with it. The
 * operation looks at it at each alarm, which is also what keeps the object alive; what must survive is stored as it is reported.
 */
import type { Deps } from "../deps.ts";
import { describeError } from "../log.ts";
import { agentOf, type ChangeOperation } from "../operations/change-operation.ts";
import type { EffectPorts } from "../operations/operation-kind.ts";
import { beginWork, makeVersion, type WorkReport } from "../operations/source-work.ts";

export class OperationWork implements Pick<EffectPorts["work"], "begin" | "look"> {
  readonly #deps: Deps;
  readonly #openPlatform: EffectPorts["openPlatform"];
  /** Stores it; false: the operation has moved on. */
  readonly #store: (report: WorkReport) => Promise<boolean>;
  /** A build tells more lines than anybody looks at. */
  #latest: (() => WorkReport) | null = null;
  /** Whoever was begun before is not listened to any more. */
  #turn = 0;

  constructor(
    deps: Deps,
    openPlatform: EffectPorts["openPlatform"],
    store: (report: WorkReport) => Promise<boolean>,
  ) {
    this.#deps = deps;
    this.#openPlatform = openPlatform;
    this.#store = store;
  }

  look(): WorkReport | null {
    return this.#latest?.() ?? null;
  }

  begin(operation: ChangeOperation): void {
    const { log, now, openSource, upload } = this.#deps;
    const { id, request, plan } = operation;
    const { call } = plan;
    if (call.kind !== "source") return;
    this.#turn += 1;
    const turn = this.#turn;
    const isNew = call.region !== null && operation.work?.agentId == null;
    const agentId = isNew ? null : agentOf(operation).id;
    const work = beginWork(agentId, now());
    const host = openSource(request.agent.project, request.agent);
    const sources = this.#openPlatform(request.agent.project)?.sources;
    if (!host || !sources) {
      const failure = { kind: "source-not-configured", agent: request.agent } as const;
      this.#latest = () => ({ state: "stopped", work, failure });
      return;
    }
    this.#latest = () => ({ state: "working", work });
    const report = async (told: WorkReport): Promise<boolean> => {
      if (turn !== this.#turn) return false;
      this.#latest = () => told;
      return await this.#store(told);
    };
    makeVersion({ operationId: id, call, agentId }, { host, sources, upload, now, report }, (read) => {
      if (turn === this.#turn) this.#latest = read;
    }).catch((error) => {
      log.error("work broke", { operation: id, ...describeError(error) });
      // To the operation it is as if it had been cut off.
      if (turn === this.#turn) this.#latest = null;
    });
  }
}
