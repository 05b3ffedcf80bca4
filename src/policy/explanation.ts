/** What the policy says about one change in one project, and what that means for the person who wants to know. */
import type { Role } from "../commands/command-spec.ts";
import type { ChangeVerb } from "../operations/change-request.ts";
import type { ApprovalRule } from "./approval-rule.ts";

export interface Explanation {
  readonly project: string;
  /** A dispatch takes a role and no approval; no rule covers it. */
  readonly verb: ChangeVerb | "dispatch";
  /** The role that asking takes. */
  readonly needs: Role;
  readonly rule: ApprovalRule | null;
  /** Who is behind each entry of the rule. */
  readonly approvers: readonly Crowd[];
  readonly breakGlass: readonly Crowd[];
  readonly onCall: string | null;
  /** null where nobody in particular wants to know. */
  readonly person: PersonStanding | null;
  /** Whether there are enough approvers, if that person is the one who asks; unknown while Slack does not say who is one. */
  readonly isReachable: Standing;
}

export type Standing = "yes" | "no" | "unknown";

/** An entry of the policy, and the people behind it; null: Slack did not say. */
export interface Crowd {
  readonly entry: string;
  readonly members: readonly string[] | null;
}

export interface PersonStanding {
  readonly userId: string;
  readonly mayAsk: Standing;
  /** What somebody else asked for. */
  readonly mayApprove: Standing;
  readonly mayBreakGlass: Standing;
}
