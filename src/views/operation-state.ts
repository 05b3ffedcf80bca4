import type { ChangePhase } from "../operations/change-operation.ts";
import type { DispatchPhase } from "../operations/dispatch-operation.ts";
import type { Health } from "../platforms/port.ts";
import { healthSign } from "./health-sign.ts";
import { type Mrkdwn, mrkdwn } from "./mrkdwn.ts";
import { phaseWords } from "./phase-words.ts";

/** The five colours, and what waits for people. */
const SIGNS: Readonly<Record<ChangePhase | DispatchPhase, Health | "waiting">> = {
  proposed: "working",
  "awaiting-approval": "waiting",
  "awaiting-values": "waiting",
  approved: "working",
  executing: "working",
  unsure: "working",
  unproven: "waiting",
  observing: "working",
  countdown: "failed",
  succeeded: "healthy",
  unchanged: "unknown",
  failed: "failed",
  refused: "failed",
  rejected: "unknown",
  expired: "unknown",
  cancelled: "unknown",
  superseded: "unknown",
  "timed-out": "failed",
  lost: "unknown",
  announcing: "working",
  ready: "working",
  sending: "working",
  waiting: "working",
  joined: "healthy",
  "job-failed": "failed",
  "nobody-came": "failed",
  gone: "unknown",
};

/** Where only a dispatch stands. */
const DISPATCH_WORDS: Readonly<Record<Exclude<DispatchPhase, ChangePhase>, Mrkdwn>> = {
  announcing: mrkdwn`is about to begin`,
  ready: mrkdwn`is about to begin`,
  sending: mrkdwn`is being sent`,
  waiting: mrkdwn`is waiting for the agent in its room`,
  joined: mrkdwn`is done`,
  "job-failed": mrkdwn`is over, because the agent's job failed`,
  "nobody-came": mrkdwn`is over, because no agent came`,
  gone: mrkdwn`is over, because the dispatch is gone`,
};

const signs: ReadonlyMap<string, Health | "waiting"> = new Map(Object.entries(SIGNS));
const dispatchWords: ReadonlyMap<string, Mrkdwn> = new Map(Object.entries(DISPATCH_WORDS));

/** Where an operation of either kind stands: its sign, and words that complete "it …". */
export function operationState(phase: string): { readonly sign: Mrkdwn; readonly words: Mrkdwn } {
  const sign = signs.get(phase) ?? "unknown";
  return {
    sign: sign === "waiting" ? mrkdwn`⏳` : healthSign(sign),
    words: dispatchWords.get(phase) ?? phaseWords(phase),
  };
}
