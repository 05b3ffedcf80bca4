/** What is said in the thread of a card, once each. Times and marks of who said what are Slack's own there. */
import type { AgentLock } from "../operations/agent-hold.ts";
import type { Trouble } from "../operations/assessment.ts";
import type { PlannedChange } from "../operations/change-plan.ts";

export type ChangeNote =
  /** `by`: Slack user id. Foreign text in `comment`, whole. */
  | { readonly kind: "approved"; readonly by: string; readonly comment: string | null }
  /** The platform moved, so the approvals are void; `was` is what the plan before would have changed. */
  | { readonly kind: "plan-voided"; readonly was: readonly PlannedChange[] }
  | { readonly kind: "trouble"; readonly trouble: Trouble }
  /** Oldest first. Foreign text. */
  | { readonly kind: "log-tail"; readonly lines: readonly string[] }
  /** The end of the log of a build that failed. Foreign text. */
  | { readonly kind: "build-log"; readonly lines: readonly string[] }
  /** Calls who asked, and says where it stands. */
  | { readonly kind: "state" }
  /** Calls the on-call group, by its Slack id, and whose lock was skipped. */
  | { readonly kind: "break-glass"; readonly onCall: string | null; readonly skippedLock: AgentLock | null }
  | { readonly kind: "plan-details" };
