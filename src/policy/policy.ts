import type { ApprovalRule } from "./approval-rule.ts";

/** The policy as configured. Whatever it does not say is refused: without a rule nobody may approve. */
export interface Policy {
  /** Each under its own name; `findRule` says which one holds. */
  readonly rules: readonly ApprovalRule[];
  /** People (`U…`, `W…`) and user groups (`S…`) that may pass over the approvals. */
  readonly breakGlass: readonly string[];
  /** The user group (`S…`) that is called when somebody does; null: none. */
  readonly onCall: string | null;
}
