/**
 * From what was asked to what will be called, and what that changes, as far as the platform and our ledger tell. What
 * cannot be done is said here, before anybody is asked to approve it.
 */
import type { Result } from "../failure.ts";
import type { AgentSnapshot, ChangePlan } from "./change-plan.ts";
import type { AgentChangeRequest } from "./change-request.ts";
import type { LedgerEntry } from "./ledger-entry.ts";
import { planLiveKitChange } from "./plan-livekit-change.ts";
import { planPipecatChange } from "./plan-pipecat-change.ts";

/** `usage` is the form of the command that asked, for the words of a refusal. */
export function planChange(
  request: AgentChangeRequest,
  snapshot: AgentSnapshot,
  ledger: readonly LedgerEntry[],
  usage: string,
): Result<ChangePlan> {
  const { status } = snapshot;
  return status.platform === "livekit"
    ? planLiveKitChange(request, { ...snapshot, status }, ledger, usage)
    : planPipecatChange(request, { ...snapshot, status }, ledger, usage);
}
