/** The state of a dispatch as its card shows it. */
import type { DispatchCard, DispatchProgress } from "../views/dispatch-card.ts";
import type { DispatchOperation } from "./dispatch-operation.ts";

export function toDispatchCard(operation: DispatchOperation): DispatchCard {
  const { project, agentId, askedBy, startedAt, dispatchId, acceptedAt, request } = operation;
  const { agentName, room, metadata, attributes, deployment, restartPolicy } = request;
  return {
    project,
    agentId,
    agentName,
    room,
    askedBy,
    startedAt,
    dispatchId,
    acceptedAt,
    metadataBytes: new TextEncoder().encode(metadata).length,
    attributes,
    deployment,
    restartPolicy,
    ...progressOf(operation),
  };
}

function progressOf({
  phase,
  phaseSince: endedAt,
  job,
  participant,
  failure,
}: DispatchOperation): DispatchProgress {
  switch (phase) {
    case "announcing":
    case "ready":
    case "sending":
      return { phase: "sending" };
    case "unsure":
      return { phase };
    case "waiting":
      return { phase, job: job?.status ?? null };
    case "joined":
      return { phase, endedAt, participantIdentity: participant ?? "" };
    case "job-failed":
      return { phase: "failed", endedAt, error: job?.error ?? "" };
    case "nobody-came":
      return { phase, endedAt, job: job?.status ?? null };
    case "gone":
      return { phase, endedAt };
    case "refused":
      return { phase, endedAt, failure };
    case "expired":
      return { phase: "refused", endedAt, failure: null };
    case "lost":
      return { phase, endedAt, failure: failure ?? { kind: "internal", reference: "" } };
  }
}
