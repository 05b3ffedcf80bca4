import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Circumstances, chooseErrand, HEAD_START_MS } from "../../../src/operations/outbox-choice.ts";
import type { Errand } from "../../../src/operations/outbox-errand.ts";

const NOW = 1_800_000_000_000;

const errand = (lane: string, change: Partial<Errand> = {}): Errand => ({
  lane,
  slot: lane,
  about: "card",
  kind: "edit",
  channelId: "C1",
  urgent: false,
  since: NOW,
  notBefore: 0,
  ...change,
});
const choose = (errands: readonly Errand[], change: Partial<Circumstances> = {}) =>
  chooseErrand([errands], { now: NOW, isFree: () => true, readyAt: () => 0, ...change });

describe("chooseErrand", () => {
  it("prefers what must be seen to what merely moves on", () => {
    const errands = [errand("A", { since: NOW - 50_000 }), errand("B", { urgent: true })];
    expect(choose(errands).errand?.lane).toBe("B");
  });

  it("takes whoever waits longest among equals", () => {
    const errands = [3, 9, 5].map((seconds) => errand(`${seconds}`, { since: NOW - seconds * 1_000 }));
    expect(choose(errands).errand?.lane).toBe("9");
  });

  it("passes over what is under way, not due or beyond a limit, and says when to look again", () => {
    const errands = [
      errand("busy"),
      errand("later", { notBefore: NOW + 9_000 }),
      errand("limited", { kind: "post" }),
    ];
    const choice = choose(errands, {
      isFree: (slot) => slot !== "busy",
      readyAt: ({ kind }) => (kind === "post" ? NOW + 4_000 : 0),
    });
    expect(choice).toEqual({ errand: null, wakeAt: NOW + 4_000 });
    expect(choose([]).wakeAt).toBe(Number.POSITIVE_INFINITY);
  });

  it("lets nothing wait for ever, however much comes that is urgent", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 200, maxLength: 200 }), (arrivals) => {
        let waiting = [errand("patient")];
        let now = NOW;
        let servedAt: number | null = null;
        // One a second is served, and on average more than one arrives.
        for (const [tick, count] of arrivals.entries()) {
          now += 1_000;
          for (let index = 0; index < count; index += 1)
            waiting.push(errand(`${tick} ${index}`, { urgent: true, since: now }));
          const { errand: next } = choose(waiting, { now });
          waiting = waiting.filter((kept) => kept !== next);
          if (next?.lane === "patient") servedAt ??= now;
        }
        const overtaking = arrivals.slice(0, HEAD_START_MS / 1_000).reduce((sum, count) => sum + count, 0);
        expect(servedAt).not.toBeNull();
        expect((servedAt ?? 0) - NOW).toBeLessThanOrEqual((Math.max(overtaking, 60) + 2) * 1_000);
      }),
    );
  });
});
