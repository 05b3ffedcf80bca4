import { onTestFinished, vi } from "vitest";

/** How long a reader of LiveKit's log waits for another line. */
const QUIET_MS = 500;

/** A log that is read again and again in one test falls quiet at once. */
export function hurryLogs(): void {
  const { setTimeout } = globalThis;
  vi.stubGlobal("setTimeout", (work: () => void, ms = 0) => setTimeout(work, ms === QUIET_MS ? 20 : ms));
  onTestFinished(() => void vi.unstubAllGlobals());
}
