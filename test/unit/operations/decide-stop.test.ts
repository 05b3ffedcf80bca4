import { describe, expect, it } from "vitest";
import type { Failure, Result } from "../../../src/failure.ts";
import type {
  ChangeDecision,
  ChangeEvent,
  ChangeOperation,
} from "../../../src/operations/change-operation.ts";
import { decideChange } from "../../../src/operations/decide-change.ts";
import type { LiveSessions } from "../../../src/platforms/sessions.ts";
import { plan, proposed, rule, START } from "./change-fixture.ts";

const call = { project: "voice", service: "Pipecat Cloud", endpoint: "DELETE", changes: true };
const busy: Failure = { kind: "platform-unavailable", call, cause: "timeout" };
const limited: Failure = { kind: "platform-rate-limited", call, retryAfterMs: 9_000 };
const forbidden: Failure = { kind: "platform-forbidden", call };

const stopPlan = {
  ...plan,
  call: {
    kind: "stop-sessions",
    sessions: [
      { id: "a", room: null },
      { id: "b", room: null },
    ],
  },
} as const;
const stop = proposed({
  request: { agent: proposed().request.agent, asked: { verb: "stop", session: null, room: null } },
  rule: rule({ approvals: 0 }),
  plan: stopPlan,
});

const DIGEST = stop.planDigest;
const checked: ChangeEvent = {
  type: "checked",
  result: { ok: true, value: { plan: stopPlan, digest: DIGEST } },
};
const accepted: ChangeEvent = {
  type: "called",
  result: { ok: true, value: { deploymentId: null, warning: null } },
};
const called = (failure: Failure): ChangeEvent => ({ type: "called", result: { ok: false, failure } });
const seen = (live: readonly string[], others: number | null = null): ChangeEvent => ({
  type: "sessions-seen",
  result: { ok: true, value: { live, others } },
});
const unseen = (failure: Failure): ChangeEvent => {
  const result: Result<LiveSessions> = { ok: false, failure };
  return { type: "sessions-seen", result };
};

/** The events in turn, a second apart. */
function play(...events: readonly ChangeEvent[]): ChangeDecision {
  let decision: ChangeDecision = { operation: stop, effect: null, dueAt: null, refusal: null };
  for (const [index, event] of events.entries())
    decision = decideChange(decision.operation, event, START + (index + 1) * 1_000);
  return decision;
}
const calling = [{ type: "announced" }, { type: "due" }, checked] as const;
const phaseOf = ({ operation }: ChangeDecision): ChangeOperation["phase"] => operation.phase;

describe("a stop of sessions", () => {
  it("is called at once where no approval is needed, and followed until none goes on", () => {
    expect(play(...calling)).toMatchObject({ operation: { phase: "executing", calls: 1 }, effect: "call" });
    const half = play(...calling, accepted, seen(["b"], 3));
    expect(half.operation).toMatchObject({
      phase: "observing",
      otherSessions: 3,
      assessment: { state: "working", progress: { ready: { count: 1, of: 2, what: "ended" } } },
    });
    expect(half.dueAt).not.toBeNull();
    expect(phaseOf(play(...calling, accepted, seen(["b"]), seen([])))).toBe("succeeded");
  });

  it("changes nothing in what is known where a look finds nothing new", () => {
    const once = play(...calling, accepted, seen(["b"]));
    expect(decideChange(once.operation, seen(["b"]), START + 9_000).operation).toBe(once.operation);
  });

  it("looks after a call without an answer, and calls again only while something goes on", () => {
    const unsure = play(...calling, called(busy));
    expect(unsure.operation).toMatchObject({ phase: "unsure", calls: 1 });
    expect(phaseOf(play(...calling, called(busy), seen([])))).toBe("succeeded");
    const again = play(...calling, called(busy), seen(["a"]));
    expect(again.operation).toMatchObject({ phase: "approved", isDoubtful: true });
    expect(play(...calling, called(busy), seen(["a"]), checked)).toMatchObject({
      operation: { phase: "executing", calls: 2 },
      effect: "call",
    });
  });

  it("looks after being killed in the middle of the call", () => {
    const due = decideChange(play(...calling).operation, { type: "due" }, START + 60_000);
    expect(due.effect).toBe("look");
    expect(phaseOf(play(...calling, seen(["a", "b"])))).toBe("approved");
  });

  it("waits as long as the platform asks, for some may have been stopped", () => {
    const waiting = play(...calling, called(limited));
    expect(waiting.operation.phase).toBe("unsure");
    expect(waiting.dueAt).toBe(START + 4_000 + 9_000);
  });

  it("calls three times at most, then follows what is left, and says how far it came", () => {
    const round = [called(busy), seen(["a"]), checked] as const;
    const third = play(...calling, ...round, ...round, called(busy), seen(["a"]));
    expect(third.operation).toMatchObject({ phase: "observing", calls: 3, isDoubtful: false });
    const late = decideChange(third.operation, seen(["a"]), START + 200_000);
    expect(late.operation).toMatchObject({
      phase: "timed-out",
      assessment: { progress: { ready: { count: 1, of: 2 } } },
    });
  });

  it("changed nothing where the first calls were all refused, and does not say so of later ones", () => {
    expect(phaseOf(play(...calling, called(forbidden)))).toBe("refused");
    expect(phaseOf(play(...calling, called(busy), seen(["a"]), checked, called(forbidden)))).toBe(
      "observing",
    );
    // Taken back after a round that may have stopped some.
    const cancel: ChangeEvent = { type: "cancel", by: "UOPERATOR", door: "button", why: null };
    expect(phaseOf(play(...calling, called(busy), seen(["a"]), cancel))).toBe("lost");
  });

  it("goes on asking while nobody answers, and gives up in the end", () => {
    const blind = play(...calling, accepted, unseen(busy));
    expect(blind.operation).toMatchObject({ phase: "observing", failedPolls: 1, failure: busy });
    expect(decideChange(blind.operation, unseen(busy), START + 200_000).operation.phase).toBe("lost");
    const found = decideChange(blind.operation, seen(["a"]), START + 9_000);
    expect(found.operation).toMatchObject({ failedPolls: 0, failure: null });
  });

  it("hears nothing any more when it is over", () => {
    const over = play(...calling, accepted, seen([]));
    expect(decideChange(over.operation, seen(["a"]), START + 9_000).operation).toBe(over.operation);
  });
});
