/** What goes wrong, and what people do meanwhile: drawn at random, and the same for the same seed. */
import fc from "fast-check";
import type { Fault } from "../../sim/support/faults.ts";
import { VICTIMS, type Victim } from "../crash/run-crash.ts";

const SERVICES = ["slack", "livekit", "pipecat"] as const;
export type Service = (typeof SERVICES)[number];

export type Deed =
  | { readonly kind: "ask"; readonly user: string; readonly text: string }
  /** On the newest card, or one some cards before it, that has the button. */
  | { readonly kind: "press"; readonly user: string; readonly label: string; readonly cardsBefore: number }
  | {
      readonly kind: "fault";
      readonly service: Service;
      readonly match: string;
      readonly fault: Fault;
      readonly times: number;
    }
  | { readonly kind: "heal" }
  | { readonly kind: "kill"; readonly victim: Victim }
  /** The clocks of Slack and both clouds jump; the bot's own does not. */
  | { readonly kind: "clock"; readonly byMs: number }
  /** The next requests of Slack's arrive twice, or after the one that follows. */
  | { readonly kind: "mischief"; readonly how: "twice" | "late"; readonly times: number };

export interface Moment {
  /** Before it. */
  readonly waitMs: number;
  readonly deed: Deed;
}

const CHANGES = [
  "/agent rollback prod/support-line",
  "/agent restart prod/support-line",
  "/agent rollback prod/night-desk",
  "/agent restart prod/night-desk",
  "/agent rollback staging/support-line",
  "/agent restart voice/voice-starter",
  "/agent scale voice/voice-starter --min 1 --max 3",
  "/agent scale voice/voice-starter --min 2 --max 5",
] as const;

const QUESTIONS = [
  "/agent status",
  "/agent operations",
  "/agent versions prod/support-line",
  "/agent audit",
  "/agent rolback prod/support-line",
  "/agent",
] as const;

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.integer({ min: 100, max: 4_000 }).map((ms) => ({ kind: "latency", ms }) as const),
  fc.constantFrom(
    { kind: "status", status: 429, retryAfterS: 2 } as const,
    { kind: "status", status: 429 } as const,
    { kind: "status", status: 500 } as const,
    { kind: "status", status: 503 } as const,
    { kind: "hang" } as const,
    { kind: "cut", when: "request" } as const,
    { kind: "cut", when: "response" } as const,
    { kind: "garbage" } as const,
    { kind: "wrong-json" } as const,
  ),
);

/** Dispatches go each into a room of its own, so that two for one question would show. */
const dispatch = fc
  .noBias(fc.integer({ min: 1, max: 1_000_000_000 }))
  .map((room) => `/dispatch support-line chaos-${room} --project prod`);

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant("ask" as const),
      user: fc.constantFrom("UOPERATOR", "UADMIN"),
      text: fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...CHANGES) },
        { weight: 2, arbitrary: dispatch },
        { weight: 2, arbitrary: fc.constantFrom(...QUESTIONS) },
      ),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant("press" as const),
      user: fc.constantFrom("UAPPROVER", "UAPPROVER", "UADMIN", "UOPERATOR", "UVIEWER"),
      label: fc.constantFrom("Approve", "Approve", "Approve", "Approve", "Cancel", "Do it again"),
      cardsBefore: fc.integer({ min: 0, max: 2 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("fault" as const),
      service: fc.constantFrom(...SERVICES),
      match: fc.constantFrom("/", "POST", "GET", "chat.", "Agent"),
      fault,
      times: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ kind: "heal" } as const) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("kill" as const), victim: fc.constantFrom(...VICTIMS) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("clock" as const), byMs: fc.constantFrom(-60_000, 60_000) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("mischief" as const),
      how: fc.constantFrom("twice" as const, "late" as const),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
);

const moment: fc.Arbitrary<Moment> = fc.record({ waitMs: fc.integer({ min: 0, max: 1_500 }), deed });

/** `count` moments in their order. */
export const drawPlan = (seed: number, count: number): readonly Moment[] =>
  fc.sample(moment, { seed, numRuns: count });
