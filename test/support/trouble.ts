/** What can go wrong between the bot and a neighbour, and clients that do not let a test wait for it. */
import { onTestFinished, vi } from "vitest";
import type { Fault } from "../../sim/support/faults.ts";
import type { Chat } from "./chat.ts";

export const FAULTS = [
  { kind: "latency", ms: 60_000 },
  { kind: "hang" },
  { kind: "cut", when: "request" },
  { kind: "cut", when: "response" },
  { kind: "status", status: 429 },
  { kind: "status", status: 429, retryAfterS: 20 },
  { kind: "status", status: 500 },
  { kind: "status", status: 503 },
  { kind: "garbage" },
  { kind: "wrong-json" },
] as const satisfies readonly Fault[];

/** A client gives up after this and more; what waits for less goes on waiting. */
const PATIENCE_MS = 5_000;

/** The clients give up at once instead of after many seconds, and a connection that they give up ends, as a real one does. */
export function loseNoTime({ slack, livekit, pipecat }: Chat): void {
  for (const neighbour of [slack, livekit, pipecat]) {
    const { fetch } = neighbour;
    vi.spyOn(neighbour, "fetch").mockImplementation((request) => {
      const givenUp = new Promise<never>((_, reject) => {
        request.signal.addEventListener("abort", () => reject(request.signal.reason));
      });
      return Promise.race([fetch(request), givenUp]);
    });
  }
  const { setTimeout } = globalThis;
  vi.stubGlobal("setTimeout", (work: () => void, ms = 0) => setTimeout(work, ms < PATIENCE_MS ? ms : 20));
  onTestFinished(() => void vi.unstubAllGlobals());
}
