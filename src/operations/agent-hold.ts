/** Who has an agent: the operation that is under way, and a lock that a person put on it. */

export interface OperationHold {
  readonly operationId: string;
  readonly verb: string;
  /** Slack user id. */
  readonly by: string;
  readonly since: number;
}

export interface AgentLock {
  /** Slack user id. */
  readonly by: string;
  readonly since: number;
  /** null: until somebody unlocks it. */
  readonly until: number | null;
  readonly reason: string;
}

export interface AgentHold {
  readonly operation: OperationHold | null;
  readonly lock: AgentLock | null;
}
