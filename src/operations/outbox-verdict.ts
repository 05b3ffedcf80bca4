/** What an answer of Slack means for a message: it is there, it is to be tried again, or it cannot be where it should. */
import type { Failure, Result } from "../failure.ts";
import type { RefusalKind } from "../slack/classify-refusal.ts";
import type { View } from "../views/view.ts";
import type { Errand, Message } from "./outbox-errand.ts";
import type { Effort } from "./outbox-lane.ts";
import { type Rendition, simplerRendition } from "./outbox-rendition.ts";

export type Outcome =
  | { readonly kind: "sent"; readonly ts: string }
  /** What a look gave; `ts` is null when the message is not there. */
  | { readonly kind: "found"; readonly ts: string | null }
  /** Nothing was done: the method is called too often. */
  | { readonly kind: "limited"; readonly waitMs: number }
  /** No answer, or none that can be read: it may have been done. */
  | { readonly kind: "unclear"; readonly failure: Failure }
  | { readonly kind: "refused"; readonly refusal: RefusalKind; readonly failure: Failure };

/** One call that was made: what for, what went out, what came back and when. */
export interface Answered {
  readonly errand: Errand;
  readonly message: Message;
  readonly view: View;
  readonly rendition: Rendition;
  readonly outcome: Outcome;
  readonly now: number;
}

export type Verdict =
  | { readonly kind: "there"; readonly ts: string }
  | { readonly kind: "again"; readonly effort: Effort }
  /** What it edits or answers to is no more. */
  | { readonly kind: "gone" }
  /** Its channel takes nothing from us. */
  | { readonly kind: "shut"; readonly failure: Failure }
  | { readonly kind: "given-up"; readonly failure: Failure };

/** Slack is down: it may be back any moment. */
const UNCLEAR_DELAYS_MS = [3_000, 5_000, 10_000, 20_000, 30_000, 60_000] as const;
/** Slack says no, and we do not know why: only time can tell. */
const REFUSED_DELAYS_MS = [3_000, 10_000, 60_000, 300_000, 600_000] as const;
const GIVE_UP_MS = 24 * 60 * 60_000;

export function toOutcome(
  kind: Errand["kind"],
  result: Result<string | null>,
  classify: (error: string) => RefusalKind,
): Outcome {
  if (result.ok)
    return kind === "look" || result.value === null
      ? { kind: "found", ts: result.value }
      : { kind: "sent", ts: result.value };
  const { failure } = result;
  if (failure.kind === "slack-refused") {
    const refusal = classify(failure.error);
    // A search that is not permitted does not hold anything up: a twin is better than silence.
    const blind = kind === "look" && (refusal !== "no-token" || failure.error === "missing_scope");
    return blind ? { kind: "found", ts: null } : { kind: "refused", refusal, failure };
  }
  const waitMs = failure.kind === "slack-unavailable" ? failure.retryAfterMs : null;
  return waitMs === null ? { kind: "unclear", failure } : { kind: "limited", waitMs };
}

export function judge(answered: Answered): Verdict {
  const { errand, message, outcome, now } = answered;
  const { effort } = message;
  // What was refused was not done; what a look could not find out stays open.
  const undone = errand.kind === "look" ? effort : { ...effort, begunAt: null };
  switch (outcome.kind) {
    case "sent":
      return { kind: "there", ts: outcome.ts };
    case "found":
      return outcome.ts === null
        ? { kind: "again", effort: { ...effort, begunAt: null } }
        : { kind: "there", ts: outcome.ts };
    case "limited":
      return { kind: "again", effort: undone };
    case "unclear":
      return failAgain(effort, UNCLEAR_DELAYS_MS, outcome.failure, now);
    case "refused":
      return judgeRefusal(answered, outcome, undone);
  }
}

function judgeRefusal(
  { message, view, rendition, now }: Answered,
  { refusal, failure }: Extract<Outcome, { kind: "refused" }>,
  effort: Effort,
): Verdict {
  if (refusal === "no-token") return { kind: "again", effort };
  if (refusal === "gone-channel") return { kind: "shut", failure };
  const refersTo = message.ts ?? message.target.threadTs;
  if (refusal === "gone-message" && refersTo !== null) return { kind: "gone" };
  if (refusal === "bad-blocks" || refusal === "too-long") {
    const simpler = simplerRendition(rendition, refusal, view);
    if (simpler) return { kind: "again", effort: { ...effort, rendition: simpler } };
  }
  return failAgain(effort, REFUSED_DELAYS_MS, failure, now);
}

/** The next try comes later and later, and after a day there is none. */
function failAgain(effort: Effort, delays: readonly number[], failure: Failure, now: number): Verdict {
  const { failures, failingSince } = effort;
  const since = failingSince ?? now;
  if (now - since >= GIVE_UP_MS) return { kind: "given-up", failure };
  return {
    kind: "again",
    effort: {
      ...effort,
      failures: failures + 1,
      failingSince: since,
      notBefore: now + delayAfter(failures, delays),
    },
  };
}

const delayAfter = (failures: number, delays: readonly number[]): number =>
  delays[Math.min(failures, delays.length - 1)] ?? 0;

/** When the operation could not be told; it is told in the end. */
export const postpone = (effort: Effort, now: number): Effort => ({
  ...effort,
  failures: effort.failures + 1,
  notBefore: now + delayAfter(effort.failures, REFUSED_DELAYS_MS),
});
