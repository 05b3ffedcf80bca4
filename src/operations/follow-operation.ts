/**
 * The life of one followed log as a pure function: a message that shows the newest lines for two minutes. It changes
 * nothing on any platform, so nothing of it has to be found out after a crash: it simply looks again.
 */
import { type Failure, isTransient, type Result, waitAsked } from "../failure.ts";
import type { LogTail } from "../platforms/log-tail.ts";
import type { AgentIdentity } from "../platforms/port.ts";
import type { LogQuestion } from "./log-question.ts";
import type { CommonEvent, OperationDecision } from "./operation-kind.ts";

export const FOLLOW_MS = 120_000;
export const LOOK_EVERY_MS = 5_000;

export type FollowPhase =
  /** Its message is being posted. */
  "announcing" | "following" | FollowEnd;

export type FollowEnd =
  /** The two minutes are over. */
  | "ended"
  /** Somebody pressed Stop. */
  | "stopped"
  /** Slack does not let us write here. */
  | "refused"
  /** The platform does not give us this log, and will not in a moment either. */
  | "failed";

/** Every phase, and whether nothing changes any more in it; what is stored is checked against the same list. */
export const FOLLOW_PHASES: Readonly<Record<FollowPhase, "under way" | "over">> = {
  announcing: "under way",
  following: "under way",
  ended: "over",
  stopped: "over",
  refused: "over",
  failed: "over",
};

/** What the message shows of the log. */
export type FollowedLog = Pick<LogTail, "lines" | "region" | "isAsleep">;

export interface FollowOperation {
  readonly kind: "follow";
  readonly id: string;
  readonly agent: AgentIdentity;
  readonly question: LogQuestion;
  /** Slack user id. */
  readonly askedBy: string;
  readonly startedAt: number;
  readonly endsAt: number;
  readonly phase: FollowPhase;
  readonly phaseSince: number;
  /** null until the first look. */
  readonly log: FollowedLog | null;
  /** When it last was another one than before. */
  readonly changedAt: number | null;
  /** Why the last look failed; null when it did not. */
  readonly failure: Failure | null;
  /** Slack user id. */
  readonly stoppedBy: string | null;
}

export type FollowEvent =
  | { readonly type: "looked"; readonly result: Result<FollowedLog> }
  | { readonly type: "stop"; readonly by: string };

export type FollowEffect = "look";

type Decision = OperationDecision<FollowOperation, FollowEffect>;

export const isFollowOver = ({ phase }: Pick<FollowOperation, "phase">): boolean =>
  FOLLOW_PHASES[phase] === "over";

/** Where it begins: nothing has been read, the message comes first. */
export function proposeFollow(
  given: Pick<FollowOperation, "id" | "agent" | "question" | "askedBy">,
  now: number,
): FollowOperation {
  return {
    ...given,
    kind: "follow",
    startedAt: now,
    endsAt: now + FOLLOW_MS,
    phase: "announcing",
    phaseSince: now,
    log: null,
    changedAt: null,
    failure: null,
    stoppedBy: null,
  };
}

/** The next state. An event that does not fit the state (late, doubled, out of order) changes nothing. */
export function decideFollow(
  operation: FollowOperation,
  event: FollowEvent | CommonEvent,
  now: number,
): Decision {
  if (isFollowOver(operation)) return { operation, effect: null, dueAt: null };
  switch (event.type) {
    case "announced":
      if (operation.phase !== "announcing") return wait(operation, now);
      return {
        operation: { ...operation, phase: "following", phaseSince: now, endsAt: now + FOLLOW_MS },
        effect: null,
        dueAt: now,
      };
    case "unannounceable":
      return end({ ...operation, failure: event.failure }, "refused", now);
    case "due":
      if (now >= operation.endsAt) return end(operation, "ended", now);
      // Lines that nobody sees are not worth a look.
      return operation.phase === "announcing"
        ? wait(operation, now)
        : { operation, effect: "look", dueAt: null };
    case "stop":
      return end({ ...operation, stoppedBy: event.by }, "stopped", now);
    case "looked":
      return decideLooked(operation, event.result, now);
  }
}

function decideLooked(operation: FollowOperation, result: Result<FollowedLog>, now: number): Decision {
  if (result.ok) {
    const isNew = JSON.stringify(result.value) !== JSON.stringify(operation.log);
    if (!isNew && operation.failure === null) return wait(operation, now);
    const seen = isNew ? { log: result.value, changedAt: now } : {};
    return wait({ ...operation, ...seen, failure: null }, now);
  }
  const { failure } = result;
  if (!isTransient(failure)) return end({ ...operation, failure }, "failed", now);
  // A log that comes and goes is no other message each time.
  const isKnown = operation.failure?.kind === failure.kind;
  return wait(isKnown ? operation : { ...operation, failure }, now, waitAsked(failure));
}

const wait = (operation: FollowOperation, now: number, atLeastMs = 0): Decision => ({
  operation,
  effect: null,
  dueAt: Math.min(now + Math.max(LOOK_EVERY_MS, atLeastMs), Math.max(operation.endsAt, now)),
});

const end = (operation: FollowOperation, phase: FollowEnd, now: number): Decision => ({
  operation: { ...operation, phase, phaseSince: now },
  effect: null,
  dueAt: null,
});
