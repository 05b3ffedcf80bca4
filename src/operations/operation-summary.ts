/** One line of the list of operations: what the workspace knows of it without asking the operation itself. */

export interface OperationSummary {
  readonly id: string;
  /** "rollback", "dispatch". */
  readonly verb: string;
  readonly project: string;
  readonly agentId: string;
  readonly agentName: string;
  /** Slack user id. */
  readonly askedBy: string;
  readonly startedAt: number;
  /** Where it stands: the name of its phase. */
  readonly phase: string;
  /** null while it is open. */
  readonly endedAt: number | null;
}
