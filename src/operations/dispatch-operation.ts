/**
 * The life of one dispatch as a pure function: what is known, what just happened, what to do next. No I/O, no clock.
 *
 * The promise: one dispatch, however often we are killed. The intent (`sending`) is stored before LiveKit is called;
 * whoever finds it without an answer looks for a dispatch that carries this operation's id before calling again.
 */
import type { Failure, Result } from "../failure.ts";
import type { Dispatch, DispatchRequest, JobStatus, Participant } from "../platforms/port.ts";
import type { AuditEntry } from "./audit-entry.ts";
import { findAgent, summarizeJobs } from "./read-observation.ts";

/** The attribute by which a dispatch is found again. LiveKit hands attributes to the agent's job as they are. */
export const OPERATION_ATTRIBUTE = "switchboard.operation";

/** How long a dispatch is followed after LiveKit accepted it. */
export const FOLLOW_MS = 60_000;
/** An answer may still be under way this long after the call; a look before that would prove nothing. */
const SETTLE_MS = 3_000;
const MAX_SENDS = 3;
/** Delays between looks into the room; the last one repeats. */
const LOOK_DELAYS_MS = [500, 1_000, 1_000, 2_000, 2_000, 3_000] as const;

export type DispatchPhase =
  /** The card is being posted; LiveKit has not been called. */
  | "announcing"
  /** LiveKit may be called next. */
  | "ready"
  /** The call is under way, or was when we were killed. */
  | "sending"
  /** The call ended without an answer that says whether it took effect. */
  | "unsure"
  /** Accepted; no agent in the room yet. */
  | "waiting"
  | DispatchEnd;

export type DispatchEnd =
  | "joined"
  /** The agent's job failed. */
  | "job-failed"
  /** Nobody joined within `FOLLOW_MS`. */
  | "nobody-came"
  /** Somebody deleted the dispatch, or closed the room, meanwhile. */
  | "gone"
  /** LiveKit refused, or Slack does not let us write here: nothing was dispatched. */
  | "refused"
  /** It could not be sent in time, provably: nobody waits for an agent that comes minutes later. */
  | "expired"
  /** LiveKit could not be asked any more: what became of the dispatch is not known. */
  | "lost";

export interface DispatchOperation {
  readonly id: string;
  readonly project: string;
  readonly agentId: string;
  readonly request: DispatchRequest;
  readonly askedBy: string;
  /** How it was asked for, for the audit log. */
  readonly door: AuditEntry["door"];
  readonly startedAt: number;
  readonly phase: DispatchPhase;
  readonly phaseSince: number;
  readonly sends: number;
  readonly looks: number;
  readonly dispatchId: string | null;
  readonly acceptedAt: number | null;
  /** What LiveKit last said of the job, for the card. */
  readonly job: { readonly status: JobStatus; readonly error: string } | null;
  /** Looks in a row in which the job had failed or the dispatch was gone; one alone is no evidence. */
  readonly badSamples: number;
  readonly participant: string | null;
  readonly failure: Failure | null;
}

export type DispatchEvent =
  | { readonly type: "announced" }
  /** Slack will never take the card. */
  | { readonly type: "unannounceable"; readonly failure: Failure }
  /** The time of the next step has come; also what a restart begins with. */
  | { readonly type: "due" }
  | { readonly type: "sent"; readonly result: Result<Dispatch> }
  /** Looked for our own dispatch in the room: it, or null when it is provably not there. */
  | { readonly type: "looked"; readonly result: Result<Dispatch | null> }
  | { readonly type: "observed"; readonly result: Result<Observation> };

export interface Observation {
  /** null: the dispatch is no longer there. */
  readonly dispatch: Dispatch | null;
  readonly participants: readonly Participant[];
}

export type DispatchEffect = "send" | "look" | "observe";

export interface Decision {
  readonly operation: DispatchOperation;
  /** To be done after `operation` is stored. */
  readonly effect: DispatchEffect | null;
  /** When the next `due` is to come; null when it is over or the effect's answer comes first. */
  readonly dueAt: number | null;
}

/** Every phase, and whether nothing changes any more in it; what is stored is checked against the same list. */
export const DISPATCH_PHASES: Readonly<Record<DispatchPhase, "under way" | "over">> = {
  announcing: "under way",
  ready: "under way",
  sending: "under way",
  unsure: "under way",
  waiting: "under way",
  joined: "over",
  "job-failed": "over",
  "nobody-came": "over",
  gone: "over",
  refused: "over",
  expired: "over",
  lost: "over",
};

/** True when nothing will change any more. */
export const isOver = ({ phase }: DispatchOperation): boolean => DISPATCH_PHASES[phase] === "over";

/** Where an operation begins: nothing has been called, the card comes first. */
export function proposeDispatch(
  given: Pick<DispatchOperation, "id" | "project" | "agentId" | "request" | "askedBy" | "door">,
  now: number,
): DispatchOperation {
  return {
    ...given,
    startedAt: now,
    phase: "announcing",
    phaseSince: now,
    sends: 0,
    looks: 0,
    dispatchId: null,
    acceptedAt: null,
    job: null,
    badSamples: 0,
    participant: null,
    failure: null,
  };
}

/** The next state. An event that does not fit the state (late, doubled, out of order) changes nothing. */
export function decideDispatch(operation: DispatchOperation, event: DispatchEvent, now: number): Decision {
  if (isOver(operation)) return stay(operation);
  switch (event.type) {
    case "announced":
      return operation.phase === "announcing"
        ? enter(operation, "ready", now, { dueAt: now })
        : stay(operation);
    case "unannounceable":
      return operation.phase === "announcing"
        ? end(operation, "refused", now, { failure: event.failure })
        : stay(operation);
    case "due":
      return decideDue(operation, now);
    case "sent":
      return operation.phase === "sending" ? decideSent(operation, event.result, now) : stay(operation);
    case "looked":
      return operation.phase === "sending" || operation.phase === "unsure"
        ? decideLooked(operation, event.result, now)
        : stay(operation);
    case "observed":
      return operation.phase === "waiting" ? decideObserved(operation, event.result, now) : stay(operation);
  }
}

function decideDue(operation: DispatchOperation, now: number): Decision {
  const outOfTime = now - operation.startedAt >= FOLLOW_MS;
  switch (operation.phase) {
    case "announcing":
      // Slack is slow or down. People asked for an agent, not for a card: go on, the card follows.
      return enter(operation, "ready", now, { dueAt: now });
    case "ready":
      if (outOfTime) return end(operation, "expired", now, {});
      return enter({ ...operation, sends: operation.sends + 1 }, "sending", now, { effect: "send" });
    case "sending":
    case "unsure": {
      const settledAt = operation.phaseSince + SETTLE_MS;
      return now < settledAt
        ? { operation, effect: null, dueAt: settledAt }
        : { operation, effect: "look", dueAt: null };
    }
    default:
      return { operation, effect: "observe", dueAt: null };
  }
}

function decideSent(operation: DispatchOperation, result: Result<Dispatch>, now: number): Decision {
  if (result.ok) return accept(operation, result.value, now);
  const { failure } = result;
  switch (failure.kind) {
    case "platform-unavailable":
    case "platform-unreadable":
      return enter({ ...operation, failure }, "unsure", now, { dueAt: now + SETTLE_MS });
    case "platform-rate-limited": {
      const dueAt = now + (failure.retryAfterMs ?? SETTLE_MS);
      const tooLate = operation.sends >= MAX_SENDS || dueAt >= operation.startedAt + FOLLOW_MS;
      if (tooLate) return end(operation, "refused", now, { failure });
      return enter({ ...operation, failure }, "ready", now, { dueAt });
    }
    default:
      return end(operation, "refused", now, { failure });
  }
}

function decideLooked(operation: DispatchOperation, result: Result<Dispatch | null>, now: number): Decision {
  if (result.ok && result.value) return accept(operation, result.value, now);
  const outOfTime = now - operation.startedAt >= FOLLOW_MS;
  if (!result.ok) {
    const { failure } = result;
    if (outOfTime) return end(operation, "lost", now, { failure });
    return {
      operation: { ...operation, looks: operation.looks + 1 },
      effect: null,
      dueAt: now + lookDelay(operation),
    };
  }
  // Proven absent: the call took no effect, so it may be made again.
  if (outOfTime || operation.sends >= MAX_SENDS) return end(operation, "expired", now, {});
  return enter(operation, "ready", now, { dueAt: now });
}

function accept(operation: DispatchOperation, dispatch: Dispatch, now: number): Decision {
  const accepted = { ...operation, dispatchId: dispatch.id, acceptedAt: now, looks: 0, failure: null };
  return enter(accepted, "waiting", now, { dueAt: now + LOOK_DELAYS_MS[0] });
}

function decideObserved(operation: DispatchOperation, result: Result<Observation>, now: number): Decision {
  const outOfTime = now - (operation.acceptedAt ?? operation.startedAt) >= FOLLOW_MS;
  const next = { ...operation, looks: operation.looks + 1 };
  if (!result.ok) {
    const { failure } = result;
    if (failure.kind === "room-not-active") return decideBadSample(next, "gone", outOfTime, now);
    if (outOfTime) return end(next, "lost", now, { failure });
    return { operation: next, effect: null, dueAt: now + lookDelay(operation) };
  }
  const { dispatch, participants } = result.value;
  if (!dispatch) return decideBadSample(next, "gone", outOfTime, now);
  const agent = findAgent(dispatch, participants, operation.startedAt);
  const job = summarizeJobs(dispatch);
  if (agent) return end({ ...next, job, participant: agent.identity }, "joined", now, {});

  const observed = { ...next, job };
  if (job?.status === "failed") return decideBadSample(observed, "job-failed", outOfTime, now);
  if (outOfTime) return end(observed, "nobody-came", now, {});
  return { operation: { ...observed, badSamples: 0 }, effect: null, dueAt: now + lookDelay(operation) };
}

/** One bad look is no evidence: LiveKit also falls silent about a room when it is busy. Two in a row are. */
function decideBadSample(
  operation: DispatchOperation,
  ending: "gone" | "job-failed",
  outOfTime: boolean,
  now: number,
): Decision {
  const badSamples = operation.badSamples + 1;
  if (badSamples >= 2 || outOfTime) return end({ ...operation, badSamples }, ending, now, {});
  return { operation: { ...operation, badSamples }, effect: null, dueAt: now + lookDelay(operation) };
}

const lookDelay = ({ looks }: DispatchOperation): number =>
  LOOK_DELAYS_MS[Math.min(looks + 1, LOOK_DELAYS_MS.length - 1)] ?? SETTLE_MS;

const stay = (operation: DispatchOperation): Decision => ({ operation, effect: null, dueAt: null });

function enter(
  operation: DispatchOperation,
  phase: DispatchPhase,
  now: number,
  next: { effect?: DispatchEffect; dueAt?: number },
): Decision {
  return {
    operation: { ...operation, phase, phaseSince: now },
    effect: next.effect ?? null,
    dueAt: next.dueAt ?? null,
  };
}

function end(
  operation: DispatchOperation,
  phase: DispatchEnd,
  now: number,
  change: { failure?: Failure | null },
): Decision {
  return enter({ ...operation, ...change }, phase, now, {});
}
