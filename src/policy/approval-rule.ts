/** One rule of the policy: who may approve a change, how many it takes, and what else it asks for. */

export interface ApprovalRule {
  /** Where it stands in the policy: "prod.rollback", "prod.default", "*.default". Shown in refusals. */
  readonly name: string;
  /** How many approvals it takes; 0: none, it goes ahead at once. */
  readonly approvals: number;
  /** Ids of users (`U…`, `W…`), user groups (`S…`) and channels (`C…`, `G…`, meaning their members). */
  readonly approvers: readonly string[];
  /** User groups or channels; of each a different person must be among those who approved. */
  readonly fromEach: readonly string[];
  readonly selfApproval: boolean;
  readonly expiresAfterMs: number;
  readonly reasonRequired: boolean;
  /** After a failed change the agent is rolled back by itself after this time, unless somebody says keep; null: never. */
  readonly autoRollbackAfterMs: number | null;
}

/** An approval that counts: by whom, and by which entries of the rule they are an approver. */
export interface Approval {
  readonly by: string;
  readonly at: number;
  readonly comment: string | null;
  readonly entries: readonly string[];
}
