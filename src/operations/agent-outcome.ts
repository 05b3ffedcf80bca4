/** What an operation on an agent asks of the one who keeps the agent, and hears back. Kept compatible by one version. */
import type { AgentLock, OperationHold } from "./agent-hold.ts";

/** One operation per agent at a time. */
export interface AcquireRequest extends OperationHold {
  /** The same for whatever asks for the same change. */
  readonly fingerprint: string;
  /** The failed operation that this one undoes: it hands the agent over. */
  readonly insteadOf: string | null;
  /** A lock does not stop who breaks the glass, nor who put it there. */
  readonly breakGlass: boolean;
}

export type AcquireOutcome =
  /** `skipped`: the lock of somebody else that breaking the glass skips. The version before said nothing of it. */
  | { readonly kind: "acquired"; readonly skipped?: AgentLock | null }
  /** `phase`: where that one stands. The version before did not say. */
  | { readonly kind: "busy"; readonly holder: OperationHold; readonly phase?: string }
  /** The very same was asked for within the last minute. */
  | { readonly kind: "repeated"; readonly holder: OperationHold }
  | { readonly kind: "locked"; readonly lock: AgentLock };

/** What became of a deployment of ours, for the ledger. */
export interface DeploymentOutcome {
  readonly deploymentId: string;
  readonly outcome: "healthy" | "failed" | "unknown";
  readonly operationId: string;
  readonly askedBy: string;
}
