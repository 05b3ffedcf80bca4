import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Failure } from "../../../src/failure.ts";
import {
  decideFollow,
  FOLLOW_MS,
  type FollowEvent,
  type FollowedLog,
  type FollowOperation,
  isFollowOver,
  LOOK_EVERY_MS,
  proposeFollow,
} from "../../../src/operations/follow-operation.ts";
import { parseFollowRecord } from "../../../src/operations/follow-record.ts";
import { liveKitAgent } from "../views/fixtures.ts";
import { logQuestion } from "../views/log-fixtures.ts";

const START = 1_000_000;
const call = { project: "prod", service: "LiveKit Cloud", endpoint: "GET /logs", changes: false };
const down: Failure = { kind: "platform-unavailable", cause: "timeout", call };
const busy: Failure = { kind: "platform-rate-limited", retryAfterMs: 30_000, call };
const gone: Failure = { kind: "platform-not-found", call };
const log = (...lines: string[]): FollowedLog => ({ lines, region: "us-east", isAsleep: false });
const looked = (value: FollowedLog) => ({ type: "looked", result: { ok: true, value } }) as const;
const failed = (failure: Failure) => ({ type: "looked", result: { ok: false, failure } }) as const;
const due = { type: "due" } as const;

const proposed = proposeFollow(
  { id: "ID", agent: liveKitAgent("prod", "a"), question: logQuestion(), askedBy: "UOPERATOR" },
  START,
);
const following = decideFollow(proposed, { type: "announced" }, START + 1_000).operation;

describe("a followed log", () => {
  it("begins with its message, and its two minutes with that", () => {
    expect(decideFollow(proposed, due, START + 2_000)).toMatchObject({ effect: null, dueAt: START + 7_000 });
    expect(decideFollow(proposed, { type: "announced" }, START + 9_000)).toMatchObject({
      operation: { phase: "following", endsAt: START + 9_000 + FOLLOW_MS },
      dueAt: START + 9_000,
    });
  });

  it("looks every five seconds, and stores nothing where nothing is new", () => {
    const at = START + 5_000;
    expect(decideFollow(following, due, at)).toEqual({ operation: following, effect: "look", dueAt: null });
    const first = decideFollow(following, looked(log("one")), at);
    expect(first).toMatchObject({ operation: { log: log("one"), changedAt: at }, dueAt: at + LOOK_EVERY_MS });
    const second = decideFollow(first.operation, looked(log("one")), at + 5_000);
    expect(second.operation).toBe(first.operation);
    expect(decideFollow(second.operation, looked(log("one", "two")), at + 10_000).operation).toMatchObject({
      changedAt: at + 10_000,
    });
  });

  it("ends after two minutes, and looks once more right before only if that fits", () => {
    const late = following.endsAt - 1_000;
    expect(decideFollow(following, looked(log("one")), late).dueAt).toBe(following.endsAt);
    const ended = decideFollow(following, due, following.endsAt);
    expect(ended).toMatchObject({ operation: { phase: "ended" }, effect: null, dueAt: null });
    expect(decideFollow(ended.operation, looked(log("late")), following.endsAt).operation).toBe(
      ended.operation,
    );
  });

  it("goes on through a fault, says so once, and takes as long as it is asked to wait", () => {
    const at = START + 5_000;
    const first = decideFollow(following, failed(down), at);
    expect(first).toMatchObject({ operation: { phase: "following", failure: down }, dueAt: at + 5_000 });
    expect(decideFollow(first.operation, failed(down), at + 5_000).operation).toBe(first.operation);
    expect(decideFollow(first.operation, failed(busy), at).dueAt).toBe(at + 30_000);
    expect(decideFollow({ ...first.operation, log: log("one") }, looked(log("one")), at)).toMatchObject({
      operation: { failure: null, changedAt: null },
    });
  });

  it.each<[string, Parameters<typeof decideFollow>[1], object]>([
    ["what will not be mended", failed(gone), { phase: "failed", failure: gone }],
    ["a press", { type: "stop", by: "UADMIN" }, { phase: "stopped", stoppedBy: "UADMIN" }],
    [
      "a channel that is lost",
      { type: "unannounceable", failure: down },
      { phase: "refused", failure: down },
    ],
  ])("ends at %s", (_, event, end) => {
    expect(decideFollow(following, event, START + 9_000)).toMatchObject({ operation: end, dueAt: null });
  });

  it("gives up when its message is never shown", () => {
    expect(decideFollow(proposed, due, START + FOLLOW_MS).operation.phase).toBe("ended");
  });

  it("comes to an end whatever happens, can be stored at any time, and looks at most every five seconds", () => {
    const event = fc.oneof<fc.Arbitrary<FollowEvent | typeof due | { type: "announced" }>[]>(
      fc.constantFrom(due, { type: "announced" } as const),
      fc.constantFrom(looked(log("a")), looked(log("b")), failed(down), failed(busy)),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let now = START;
        let operation: FollowOperation = proposed;
        for (const next of [...events, ...Array(99).fill(due)]) {
          const decision = decideFollow(operation, next, now);
          expect(parseFollowRecord(JSON.parse(JSON.stringify(decision.operation)))).toEqual(
            decision.operation,
          );
          operation = decision.operation;
          if (decision.dueAt !== null) now = Math.max(now, decision.dueAt);
          else if (decision.effect) now += LOOK_EVERY_MS;
        }
        expect(isFollowOver(operation)).toBe(true);
        expect(now - START).toBeLessThanOrEqual(2 * FOLLOW_MS + 60_000);
      }),
    );
  });
});
