/** What the Worker asks an operation object to begin, and what it hears back. Kept compatible by one version. */
import type { Failure } from "../failure.ts";
import type { DispatchOperation } from "./dispatch-operation.ts";

export interface DispatchProposal
  extends Pick<DispatchOperation, "id" | "project" | "agentId" | "request" | "askedBy" | "door"> {
  readonly channelId: string;
  readonly threadTs: string | null;
}

/** `failure` without `refused`: it goes on, but its card could not be shown. */
export interface StartOutcome {
  readonly refused: boolean;
  readonly failure: Failure | null;
}
