/** What the Worker asks an operation object to begin, and what it hears back. Kept compatible by one version. */
import type { Failure } from "../failure.ts";
import type { FollowOperation } from "./follow-operation.ts";

export interface FollowProposal extends Pick<FollowOperation, "id" | "agent" | "question" | "askedBy"> {
  readonly channelId: string;
  readonly threadTs: string | null;
}

export interface FollowOutcome {
  /** Why nothing is followed because of this, or why nobody will see it; null: the message is the answer. */
  readonly failure: Failure | null;
}
