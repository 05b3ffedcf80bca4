/**
 * The stages in which a version is made from source. They take minutes, so they run beside the operation, which looks at
 * them now and then. Only two of them do something to the world that cannot be taken back: making an agent, and the build.
 * Each is stored as begun before it begins, and is not begun unless that was stored.
 */
import type { FailedCall, Failure, Result } from "../failure.ts";
import type { SourceCall } from "../platforms/change.ts";
import type { BuildProgress, SourceService, SourceTarget } from "../platforms/source-service.ts";
import type { SourceArchive, SourceHost } from "../source/source-port.ts";
import type { UploadTarget } from "../source/upload-archive.ts";
import { OPERATION_ATTRIBUTE, toCommit } from "./source-call.ts";

export const WORK_STAGES = ["packing", "creating", "uploading", "building"] as const;
export type WorkStage = (typeof WORK_STAGES)[number];

/** How far it has come. Stored, so that a restart knows what may have happened. */
export interface SourceWork {
  readonly stage: WorkStage;
  /** When each stage began that did; milliseconds. */
  readonly begunAt: Readonly<Partial<Record<WorkStage, number>>>;
  /** The agent that it is for; null: it is not made yet. */
  readonly agentId: string | null;
  readonly archive: { readonly sizeBytes: number; readonly fileCount: number } | null;
  readonly build: BuildProgress | null;
}

export type WorkReport =
  | { readonly state: "working"; readonly work: SourceWork }
  /** The platform rolls it out now. */
  | { readonly state: "built"; readonly work: SourceWork }
  /** `error`: in the platform's words. Foreign text. */
  | { readonly state: "build-failed"; readonly work: SourceWork; readonly error: string }
  /** It cannot go on; `work.stage` says what it was about to do. */
  | { readonly state: "stopped"; readonly work: SourceWork; readonly failure: Failure };

export interface WorkOrder {
  readonly operationId: string;
  readonly call: SourceCall;
  /** null: it is made first. */
  readonly agentId: string | null;
}

export interface WorkPorts {
  readonly host: Pick<SourceHost, "pack">;
  readonly sources: SourceService;
  readonly upload: (target: UploadTarget, archive: SourceArchive, call: FailedCall) => Promise<Result<null>>;
  readonly now: () => number;
  /** Stores where it stands. False: the operation has moved on without it, and nothing more is to be done. */
  readonly report: (report: WorkReport) => Promise<boolean>;
}

/** Does the work; the last report says how it ended. `look` is given what reads how far it is, between the reports. */
export async function makeVersion(
  order: WorkOrder,
  ports: WorkPorts,
  look: (read: () => WorkReport) => void,
): Promise<void> {
  const { sources, report } = ports;
  const sent = await sendSource(order, ports);
  if (!sent) return;
  // From here on the source itself is not held any more: a build takes minutes.
  let readWork = (): SourceWork => sent.work;
  const built = await sources.build(sent.target, (read) => {
    readWork = () => ({ ...sent.work, build: read() });
    look(() => ({ state: "working", work: readWork() }));
  });
  const work = readWork();
  if (!built.ok) return void (await report({ state: "stopped", work, failure: built.failure }));
  const { error } = built.value;
  await report(error === null ? { state: "built", work } : { state: "build-failed", work, error });
}

/** Everything up to the moment before the build; null: it ends here, and that was reported. */
async function sendSource(
  { operationId, call, agentId: given }: WorkOrder,
  { host, sources, upload, now, report }: WorkPorts,
): Promise<{ readonly target: SourceTarget; readonly work: SourceWork } | null> {
  let work = beginWork(given, now());
  const enter = async (stage: WorkStage): Promise<boolean> => {
    work = { ...work, stage, begunAt: { ...work.begunAt, [stage]: now() } };
    return await report({ state: "working", work });
  };
  const stop = async (failure: Failure): Promise<null> => {
    await report({ state: "stopped", work, failure });
    return null;
  };
  const packed = await host.pack(toCommit(call));
  if (!packed.ok) return await stop(packed.failure);
  const { sizeBytes, fileCount } = packed.value;
  work = { ...work, archive: { sizeBytes, fileCount } };

  let place: UploadTarget | null = null;
  if (work.agentId === null) {
    if (!(await enter("creating"))) return null;
    const created = await sources.createAgent(call.region ?? "");
    if (!created.ok) return await stop(created.failure);
    place = created.value.upload;
    work = { ...work, agentId: created.value.agentId };
  }
  if (!(await enter("uploading"))) return null;
  const attributes = { ...call.attributes, [OPERATION_ATTRIBUTE]: operationId };
  const target = { agentId: work.agentId ?? "", deployment: call.deployment, attributes };
  if (place === null) {
    const requested = await sources.requestUpload(target);
    if (!requested.ok) return await stop(requested.failure);
    place = requested.value;
  }
  const uploaded = await upload(place, packed.value, sources.uploadCall);
  if (!uploaded.ok) return await stop(uploaded.failure);
  return (await enter("building")) ? { target, work } : null;
}

export const beginWork = (agentId: string | null, now: number): SourceWork => ({
  stage: "packing",
  begunAt: { packing: now },
  agentId,
  archive: null,
  build: null,
});
