/** What a plan is made with. */
import type { AgentIdentity, AgentPlatform, AgentStatus } from "../platforms/port.ts";
import type { SourceCommit, SourceHost } from "../source/source-port.ts";
import type { LedgerEntry } from "./ledger-entry.ts";

export type OpenSource = (project: string, agent: Pick<AgentIdentity, "id" | "name">) => SourceHost | null;

export interface PlanPorts {
  readonly platform: AgentPlatform;
  /** Writes down the deployment that is there now, and gives all that were seen, newest first. */
  readonly keepLedger: (status: AgentStatus) => Promise<readonly LedgerEntry[]>;
  /** null: none is configured for the agent. */
  readonly openSource: OpenSource;
}

export interface PlanWish {
  /** The form of the command that asked, for the words of a refusal. */
  readonly usage: string;
  /**
   * Asks for what people want to know and the plan does not rest on: live sessions, names of secrets. Where the platform does
   * not tell them the plan says nothing about them.
   */
  readonly thorough: boolean;
  /** The commit that was approved, wherever its branch is now; null: the one that is meant now. */
  readonly commit: SourceCommit | null;
}
