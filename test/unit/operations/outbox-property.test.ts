import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CardWrite } from "../../../src/operations/outbox-write.ts";
import type { View } from "../../../src/views/view.ts";
import { type Call, createOutboxWorld, type Fate } from "./outbox-world.ts";

const MINUTE_MS = 60_000;
/** Long enough that every budget is spent. */
const TICKS = 30;

const viewOf = (text: string): View => ({ text, blocks: [] });

const cardWrite = (key: string, revision: number, change: Partial<CardWrite> = {}): CardWrite => ({
  key,
  channelId: "C1",
  threadTs: null,
  askedBy: "U1",
  view: viewOf(`${key} ${revision}`),
  rank: "progress",
  revision,
  ...change,
});

type Event =
  | { readonly type: "show"; readonly card: number; readonly rank: CardWrite["rank"]; readonly late: boolean }
  | { readonly type: "reply"; readonly card: number; readonly twice: boolean }
  | { readonly type: "tell"; readonly user: number }
  | { readonly type: "restart" };

const eventArbitrary: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant("show" as const),
      card: fc.nat(4),
      rank: fc.constantFrom("decision" as const, "progress" as const),
      late: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant("reply" as const), card: fc.nat(4), twice: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("tell" as const), user: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.constant({ type: "restart" as const }) },
);

const fateArbitrary: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ kind: "done" as const }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("lost" as const), lateMs: fc.nat(2_000) }) },
  { weight: 2, arbitrary: fc.constant({ kind: "down" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("limited" as const),
      waitMs: fc.integer({ min: 1_000, max: 60_000 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("refused" as const),
      error: fc.constantFrom("token_revoked", "invalid_blocks", "msg_too_long", "what_is_this"),
    }),
  },
);

/** Often so soon that the one before is still under way. */
const pause = fc.oneof(fc.nat(200), fc.nat(4_000));
const history = fc.array(fc.tuple(eventArbitrary, pause), { minLength: 1, maxLength: 60 });

function expectRatesKept(calls: readonly Call[]): void {
  const most = (of: readonly Call[]): number =>
    Math.max(0, ...of.map(({ at }) => of.filter((call) => call.at >= at && call.at < at + MINUTE_MS).length));
  const updates = calls.filter(({ method }) => method === "update");
  const posts = calls.filter(({ method }) => method === "post");
  expect(most(updates)).toBeLessThanOrEqual(45);
  expect(most(posts)).toBeLessThanOrEqual(210);
  expect(most(calls.filter(({ method }) => method === "find"))).toBeLessThanOrEqual(35);
  for (const channelId of new Set(posts.map((call) => call.channelId)))
    expect(most(posts.filter((call) => call.channelId === channelId))).toBeLessThanOrEqual(58);
}

/** Plays a history; gives what every card and reply should have come to. */
async function play(events: readonly (readonly [Event, number])[], fates: readonly Fate[]) {
  let call = 0;
  const world = createOutboxWorld(({ method }) => {
    call += 1;
    const fate = fates[call - 1] ?? { kind: "done" };
    // A search is never told that its blocks are bad.
    return method === "find" && fate.kind === "refused" ? { kind: "done" } : fate;
  });
  const revisions = new Map<string, number>();
  const replies: { card: string; key: string }[] = [];
  const tells = new Set<string>();
  for (const [event, pauseMs] of events) {
    await world.advance(pauseMs);
    if (event.type === "restart") world.restart();
    else if (event.type === "show") {
      const key = `OP${event.card}`;
      const revision = (revisions.get(key) ?? 0) + 1;
      revisions.set(key, revision);
      void world.outbox().show(cardWrite(key, revision, { rank: event.rank }));
      // An older state that comes late must not undo the newer one.
      if (event.late && revision > 1) void world.outbox().show(cardWrite(key, revision - 1));
    } else if (event.type === "reply") {
      const card = `OP${event.card}`;
      const key = `${card} reply ${replies.length}`;
      replies.push({ card, key });
      const write = { key, cardKey: card, view: viewOf(key) };
      for (let time = 0; time < (event.twice ? 2 : 1); time += 1) void world.outbox().reply(write);
    } else {
      tells.add(`told ${event.user}`);
      void world.outbox().tell(`told ${event.user}`, `U${event.user}`, viewOf(`told ${event.user}`));
    }
  }
  return { world, revisions, replies, tells, ended: await world.finish() };
}

describe("the outbox, whatever is written, fails or is killed", () => {
  it("shows the last state of every card once, each reply once and in order, and keeps to the rates", async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.array(fateArbitrary, { maxLength: 60 }), async (events, fates) => {
        const { world, revisions, replies, ended } = await play(events, fates);
        expect(world.errors).toEqual([]);
        expect(ended).toBe(true);
        for (const [key, revision] of revisions) {
          const cards = world.messages.filter(({ metadataKey }) => metadataKey === key);
          expect(cards.map(({ view }) => view.text)).toEqual([`${key} ${revision}`]);
          const wanted = replies.filter(({ card }) => card === key).map((reply) => reply.key);
          const inThread = world.messages.filter(({ threadTs }) => threadTs === cards[0]?.ts);
          expect(inThread.map(({ view }) => view.text)).toEqual(wanted);
        }
        // Replies of a card that never came go on waiting; nothing else was said.
        const heard = world.messages.filter(({ channelId }) => channelId === "C1").length;
        const due = replies.filter(({ card }) => revisions.has(card)).length;
        expect(heard).toBe(revisions.size + due);
        expectRatesKept(world.calls);
      }),
      { numRuns: 300 },
    );
  });

  it("tells each person each thing once, where the search is possible", async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.array(fateArbitrary, { maxLength: 30 }), async (events, fates) => {
        const { world, tells } = await play(events, fates);
        const told = world.messages.filter(({ channelId }) => channelId.startsWith("U"));
        expect(told.map(({ view }) => view.text).sort()).toEqual([...tells].sort());
      }),
      { numRuns: 50 },
    );
  });

  it("never edits too often, with more live cards than Slack allows edits, and shows each last state", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 300, max: 3_000 }),
        fc.array(fc.nat(TICKS), { maxLength: 5 }),
        async (cards, everyMs, restarts) => {
          const world = createOutboxWorld();
          for (let tick = 1; tick <= TICKS; tick += 1) {
            for (let card = 0; card < cards; card += 1)
              void world.outbox().show(cardWrite(`OP${card}`, tick, { channelId: `C${card % 7}` }));
            await world.advance(everyMs);
            if (restarts.includes(tick)) world.restart();
          }
          expect(await world.finish()).toBe(true);
          expectRatesKept(world.calls);
          expect(
            world.messages.map(({ metadataKey, view }) => view.text === `${metadataKey} ${TICKS}`),
          ).toEqual(Array.from({ length: cards }, () => true));
        },
      ),
      { numRuns: 5 },
    );
  });

  it("edits no card more than once in three seconds", async () => {
    const world = createOutboxWorld();
    for (let tick = 1; tick <= 200; tick += 1) {
      void world.outbox().show(cardWrite("OP1", tick, { rank: tick % 2 === 0 ? "decision" : "progress" }));
      await world.advance(100);
    }
    await world.finish();
    const at = world.calls.filter(({ method }) => method === "update").map((call) => call.at);
    expect(at.length).toBeGreaterThan(4);
    for (const [index, moment] of at.slice(1).entries())
      expect(moment - (at[index] ?? 0)).toBeGreaterThanOrEqual(3_000);
  });
});
