import type { ApprovalRule } from "./approval-rule.ts";

export interface Approvable {
  readonly rule: ApprovalRule;
  /** Approvals are skipped. */
  readonly breakGlass: boolean;
  /** What undoes a failure by itself was approved by the policy that asked for it. */
  readonly rollbackOf: string | null;
}

/** Whether people have to say yes before it begins. */
export const needsApproval = ({ rule, breakGlass, rollbackOf }: Approvable): boolean =>
  rule.approvals > 0 && !breakGlass && rollbackOf === null;
