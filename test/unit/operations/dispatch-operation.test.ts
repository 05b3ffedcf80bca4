import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Failure, fail, succeed } from "../../../src/failure.ts";
import {
  type DispatchEvent,
  type DispatchOperation,
  decideDispatch,
  FOLLOW_MS,
  isOver,
  proposeDispatch,
} from "../../../src/operations/dispatch-operation.ts";
import { parseDispatchRecord } from "../../../src/operations/dispatch-record.ts";
import type { Dispatch, DispatchJob, Participant } from "../../../src/platforms/port.ts";

const START = 1_800_000_000_500;
const call = { project: "prod", service: "LiveKit Cloud", endpoint: "CreateDispatch", changes: true };
const UNAVAILABLE: Failure = { kind: "platform-unavailable", call, cause: "timeout" };
const REFUSED: Failure = { kind: "platform-unauthorized", call };
const CARD_REFUSED: Failure = {
  kind: "slack-refused",
  method: "chat.postMessage",
  error: "not_in_channel",
  channelId: "C1",
};

const proposed = proposeDispatch(
  {
    id: "OP1",
    project: "prod",
    agentId: "CA_1",
    request: {
      agentName: "support-line",
      room: "room-1",
      metadata: "",
      restartPolicy: "on-failure",
      deployment: "",
      attributes: {},
    },
    askedBy: "U1",
    door: "command",
  },
  START,
);

const job = (status: DispatchJob["status"], changes: Partial<DispatchJob> = {}): DispatchJob => ({
  id: "AJ_1",
  status,
  error: "",
  startedAt: null,
  endedAt: null,
  participantIdentity: "",
  workerId: "",
  ...changes,
});
const dispatch = (...jobs: DispatchJob[]): Dispatch => ({
  id: "AD_1",
  agentName: "support-line",
  room: "room-1",
  metadata: "",
  restartPolicy: "on-failure",
  deployment: "",
  attributes: {},
  createdAt: START,
  deletedAt: null,
  jobs,
});
const participant = (changes: Partial<Participant> = {}): Participant => ({
  identity: "agent-AJ_1",
  name: "",
  isAgent: true,
  state: "active",
  joinedAt: START + 1_000,
  attributes: {},
  ...changes,
});
const observed = (jobs: DispatchJob[], participants: Participant[] = []): DispatchEvent => ({
  type: "observed",
  result: succeed({ dispatch: dispatch(...jobs), participants }),
});

/** Lets events happen one after the other, `stepMs` apart, and gives the last decision with all effects. */
const live = (from: DispatchOperation, events: readonly DispatchEvent[], stepMs = 1_000) => {
  let operation = from;
  let now = operation.phaseSince;
  const effects: string[] = [];
  let dueAt: number | null = null;
  for (const event of events) {
    now += stepMs;
    const decision = decideDispatch(operation, event, now);
    operation = decision.operation;
    dueAt = decision.dueAt;
    if (decision.effect) effects.push(decision.effect);
  }
  return { operation, effects, dueAt, now };
};

const DUE: DispatchEvent = { type: "due" };
const SENT: DispatchEvent = { type: "sent", result: succeed(dispatch()) };
const sending = live(proposed, [{ type: "announced" }, DUE]).operation;
const waiting = live(sending, [SENT]).operation;

describe("decideDispatch", () => {
  it("announces, sends, waits, and ends when the agent is in the room", () => {
    const { operation, effects } = live(proposed, [
      { type: "announced" },
      DUE,
      SENT,
      DUE,
      observed([job("pending")]),
      DUE,
      observed([job("running", { participantIdentity: "agent-AJ_1" })], [participant()]),
    ]);
    expect(effects).toEqual(["send", "observe", "observe"]);
    expect(operation).toMatchObject({ phase: "joined", dispatchId: "AD_1", participant: "agent-AJ_1" });
  });

  it("sends nothing where Slack will not show the card", () => {
    const { operation, effects } = live(proposed, [
      { type: "unannounceable", failure: CARD_REFUSED },
      DUE,
      DUE,
    ]);
    expect(effects).toEqual([]);
    expect(operation).toMatchObject({ phase: "refused", failure: CARD_REFUSED });
  });

  it("goes on without its card when Slack is only slow", () => {
    const { effects } = live(proposed, [DUE, DUE], 2_000);
    expect(effects).toEqual(["send"]);
  });

  it("looks before it sends again when it was killed in the middle of the call", () => {
    const { effects, operation } = live(sending, [DUE], 3_000);
    expect(effects).toEqual(["look"]);
    expect(live(operation, [{ type: "looked", result: succeed(dispatch()) }]).operation).toMatchObject({
      phase: "waiting",
      dispatchId: "AD_1",
    });
    const absent = live(operation, [{ type: "looked", result: succeed(null) }, DUE]);
    expect(absent.effects).toEqual(["send"]);
  });

  it("does not look before the answer of a cut call has had time to take effect", () => {
    expect(live(sending, [DUE], 1_000)).toMatchObject({ effects: [], dueAt: sending.phaseSince + 3_000 });
  });

  it.each<[string, Failure]>([
    ["no answer", UNAVAILABLE],
    ["an unreadable answer", { kind: "platform-unreadable", call, path: "$" }],
  ])("looks after %s, because the call may have taken effect", (_, failure) => {
    const { operation, effects } = live(sending, [{ type: "sent", result: fail(failure) }, DUE], 3_000);
    expect(operation.phase).toBe("unsure");
    expect(effects).toEqual(["look"]);
  });

  it("ends at once when LiveKit refuses", () => {
    expect(live(sending, [{ type: "sent", result: fail(REFUSED) }]).operation).toMatchObject({
      phase: "refused",
      failure: REFUSED,
    });
  });

  it("waits as long as LiveKit asks when it is called too often, but not past its time", () => {
    const limited = (retryAfterMs: number): DispatchEvent => ({
      type: "sent",
      result: fail({ kind: "platform-rate-limited", call, retryAfterMs }),
    });
    const soon = live(sending, [limited(7_000)]);
    expect(soon).toMatchObject({ operation: { phase: "ready" }, dueAt: soon.now + 7_000 });
    expect(live(sending, [limited(600_000)]).operation.phase).toBe("refused");
  });

  it("sends at most three times, and then says that nothing was sent", () => {
    let operation = sending;
    let sends = 1;
    for (let round = 0; round < 10 && !isOver(operation); round += 1) {
      const lived = live(operation, [DUE, { type: "looked", result: succeed(null) }, DUE], 3_000);
      sends += lived.effects.filter((effect) => effect === "send").length;
      operation = lived.operation;
    }
    expect(sends).toBe(3);
    expect(operation.phase).toBe("expired");
  });

  it("does not send an agent minutes late when it was asleep in between", () => {
    const late = decideDispatch({ ...proposed, phase: "ready" }, DUE, START + FOLLOW_MS);
    expect(late).toMatchObject({ effect: null, operation: { phase: "expired" } });
  });

  it("does not believe one failed sample", () => {
    expect(live(waiting, [observed([job("failed")]), observed([job("running")])]).operation.phase).toBe(
      "waiting",
    );
    expect(
      live(waiting, [
        observed([job("failed", { error: "crashed" })]),
        observed([job("failed", { error: "crashed" })]),
      ]).operation,
    ).toMatchObject({
      phase: "job-failed",
      job: { error: "crashed" },
    });
  });

  it("does not count a job as failed while another one of the dispatch lives", () => {
    expect(
      live(waiting, [observed([job("failed"), job("pending")]), observed([job("failed"), job("pending")])])
        .operation.phase,
    ).toBe("waiting");
  });

  it("does not take a running job for an agent in the room", () => {
    const stale = observed([job("running", { participantIdentity: "agent-AJ_1" })], []);
    expect(live(waiting, [stale]).operation.phase).toBe("waiting");
    expect(live(waiting, [stale], FOLLOW_MS).operation).toMatchObject({
      phase: "nobody-came",
      job: { status: "running" },
    });
  });

  it.each<[string, Participant, boolean]>([
    ["the one that the job names", participant({ identity: "custom" }), true],
    ["one with the job's id in its identity", participant({ identity: "agent-AJ_1" }), true],
    [
      "an agent that joined after the question, while the job names another",
      participant({ identity: "other" }),
      false,
    ],
    ["an agent that was there before", participant({ identity: "other", joinedAt: START - 2_000 }), false],
    ["a person", participant({ isAgent: false }), false],
    ["an agent that has left", participant({ state: "disconnected" }), false],
  ])("recognises its agent: %s", (_, present, joined) => {
    const { phase } = live(waiting, [
      observed([job("running", { participantIdentity: "custom" })], [present]),
    ]).operation;
    expect(phase).toBe(joined ? "joined" : "waiting");
  });

  it("takes an agent that joined after the question where the job names nobody, but not one of another job", () => {
    const join = (identity: string, joinedAt = START + 1_000) =>
      live(waiting, [observed([job("running")], [participant({ identity, joinedAt })])]).operation.phase;
    expect(join("custom")).toBe("joined");
    expect(join("custom", START - 2_000)).toBe("waiting");
    expect(join("agent-AJ_OTHER")).toBe("waiting");
  });

  it("ends as gone when the dispatch or its room is not there twice in a row", () => {
    const deleted: DispatchEvent = {
      type: "observed",
      result: succeed({ dispatch: null, participants: [] }),
    };
    expect(live(waiting, [deleted]).operation.phase).toBe("waiting");
    expect(live(waiting, [deleted, deleted]).operation.phase).toBe("gone");
    const closed: DispatchEvent = {
      type: "observed",
      result: fail({ kind: "room-not-active", room: "room-1", project: "prod" }),
    };
    expect(live(waiting, [closed]).operation.phase).toBe("waiting");
    expect(live(waiting, [closed, closed]).operation.phase).toBe("gone");
  });

  it("does not take a failing look for a failing dispatch, and admits in the end that it does not know", () => {
    const blind: DispatchEvent = { type: "observed", result: fail(UNAVAILABLE) };
    expect(live(waiting, [blind, blind, blind]).operation.phase).toBe("waiting");
    expect(live(waiting, [blind], FOLLOW_MS).operation).toMatchObject({
      phase: "lost",
      failure: UNAVAILABLE,
    });
  });

  it("survives being written down and read back in every phase", () => {
    for (const operation of [
      proposed,
      sending,
      waiting,
      live(waiting, [observed([job("failed")]), observed([job("failed")])]).operation,
    ]) {
      expect(parseDispatchRecord(JSON.parse(JSON.stringify(operation)))).toEqual(operation);
    }
  });
});

const eventArbitrary: fc.Arbitrary<DispatchEvent> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(DUE) },
  fc.constant<DispatchEvent>({ type: "announced" }),
  fc.constant<DispatchEvent>({ type: "unannounceable", failure: CARD_REFUSED }),
  fc.constantFrom<DispatchEvent>(
    SENT,
    { type: "sent", result: fail(UNAVAILABLE) },
    { type: "sent", result: fail(REFUSED) },
  ),
  fc.constantFrom<DispatchEvent>(
    { type: "looked", result: succeed(null) },
    { type: "looked", result: succeed(dispatch()) },
    { type: "looked", result: fail(UNAVAILABLE) },
  ),
  fc.constantFrom<DispatchEvent>(
    observed([]),
    observed([job("failed")]),
    observed([job("running")], [participant()]),
    { type: "observed", result: fail(UNAVAILABLE) },
    { type: "observed", result: succeed({ dispatch: null, participants: [] }) },
  ),
);

describe("decideDispatch, in any order of events", () => {
  it("never sends twice without proof in between that the first did nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(eventArbitrary, fc.nat(8_000)), { maxLength: 60 }), (history) => {
        let operation = proposed;
        let now = START;
        let unproven = false;
        for (const [event, pauseMs] of history) {
          now += pauseMs;
          const decision = decideDispatch(operation, event, now);
          const provenAbsent = event.type === "looked" && event.result.ok && event.result.value === null;
          if (provenAbsent && decision.operation.phase !== operation.phase) unproven = false;
          if (decision.effect === "send") {
            expect(unproven).toBe(false);
            unproven = true;
          }
          operation = decision.operation;
        }
      }),
      { numRuns: 500 },
    );
  });

  it("changes nothing any more once it is over", () => {
    fc.assert(
      fc.property(fc.array(eventArbitrary, { maxLength: 60 }), eventArbitrary, (history, extra) => {
        const { operation, now } = live(proposed, history, 2_000);
        fc.pre(isOver(operation));
        expect(decideDispatch(operation, extra, now + 1)).toEqual({ operation, effect: null, dueAt: null });
      }),
    );
  });

  it("always ends when its alarm keeps coming, whatever LiveKit answers", () => {
    fc.assert(
      fc.property(fc.infiniteStream(eventArbitrary), (stream) => {
        let operation = proposed;
        let now = START;
        for (const event of stream.take(400)) {
          now += 1_000;
          operation = decideDispatch(operation, event, now).operation;
          operation = decideDispatch(operation, DUE, now).operation;
        }
        expect(isOver(operation)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
