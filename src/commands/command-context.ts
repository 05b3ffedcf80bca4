/** What a command is run with: who asks, and the ports that its handler may use. */
import type { ModalView } from "@slack/types";
import type { Deps } from "../deps.ts";
import type { Failure, ReasonCode, Result } from "../failure.ts";
import type { AgentHold, AgentLock } from "../operations/agent-hold.ts";
import type { AuditEntry, AuditQuery, AuditVerdict } from "../operations/audit-entry.ts";
import type { AuditRecord } from "../operations/audit-record.ts";
import type { ChangePress } from "../operations/change-operation.ts";
import type { ChangeDescription, ChangeProposal, ProposeOutcome } from "../operations/change-proposal.ts";
import type { DispatchProposal, StartOutcome } from "../operations/dispatch-proposal.ts";
import type { FollowOutcome, FollowProposal } from "../operations/follow-proposal.ts";
import type { LedgerEntry } from "../operations/ledger-entry.ts";
import type { OperationSummary } from "../operations/operation-summary.ts";
import type { CardPlace } from "../operations/outbox-write.ts";
import type { SecretValues } from "../platforms/change.ts";
import type { AgentIdentity, AgentStatus } from "../platforms/port.ts";
import type { Policy } from "../policy/policy.ts";
import type { SlackClient } from "../slack/slack-client.ts";
import type { View } from "../views/view.ts";
import type { Actor, Directory, RoleTable } from "./authorize.ts";
import type { CommandId, InputFor } from "./command-table.ts";

/** `form`: the modal that asked for what was missing. */
export type Door = "command" | "mention" | "button" | "form";

/** A request by a person, from whichever door. */
export interface Asking {
  readonly actor: Actor;
  readonly door: Door;
  readonly channelId: string;
  /** The thread that it was asked in; changes show their card there. */
  readonly threadTs: string | null;
  /** False where `threadTs` names a message that has no thread yet: Slack shows nothing private in there. */
  readonly inThread: boolean;
  /** The same for each delivery of the same request, and for no other. */
  readonly requestKey: string;
  /** The same for whatever asks for the same effect: a second press of one button has it too. */
  readonly effectKey: string;
  /** With it a form can be opened, within 3 s and once; null where Slack gave none. */
  readonly triggerId: string | null;
  /** What was typed into a form of secrets, by name: for the platform alone, and kept nowhere. */
  readonly values?: SecretValues;
  /** Who is to see what a read finds out: only who asks, or everybody in the channel. Refusals are always private. */
  readonly audience: "asker" | "channel";
}

/** "agent" or "dispatch", and the words after it, as the person meant them (Slack's escapes undone). */
export interface CommandLine {
  readonly command: string;
  readonly text: string;
}

export interface Answer {
  /** null: there is nothing to say here; the answer is a card that posts itself. */
  readonly view: View | null;
  readonly visibility: "ephemeral" | "in_channel";
  /** The command with the flag at its end that it still lacks: asked for in a form where there can be one. */
  readonly form?: CommandLine;
  /** What was typed wrong, in plain words, for a form to say beside it. */
  readonly mistake?: string;
  /** It was refused, for this reason. */
  readonly refused?: ReasonCode;
  /** The form in which it goes on, where one is open for it or can be opened. */
  readonly modal?: ModalView;
}

/** The durable side: objects that outlive the request. */
export interface Workspace {
  /** True for the first who claims a request, across all isolates and for a day. */
  claim(requestKey: string): Promise<boolean>;
  startDispatch(proposal: DispatchProposal): Promise<StartOutcome>;
  /** Begins a change once the agent is its own. The same id again is the same operation. `values` stay in memory. */
  proposeChange(proposal: ChangeProposal, values: SecretValues | null): Promise<ProposeOutcome>;
  /** What a decision about an operation has to be checked against; null when there is none. */
  describeOperation(operationId: string): Promise<ChangeDescription | null>;
  /** Hands on what a person decided; gives why it changed nothing, or null. */
  pressOperation(operationId: string, press: ChangePress, values?: SecretValues): Promise<Failure | null>;
  /** Follows a log in a message of its own. The same id again is the same message. */
  startFollow(proposal: FollowProposal): Promise<FollowOutcome>;
  /** Gives why there was nothing to stop, or null. */
  stopFollow(operationId: string, by: string): Promise<Failure | null>;
  /** Gives the lock that is in the way, of somebody else; null when it is locked now. */
  setLock(agent: Pick<AgentIdentity, "project" | "id">, lock: AgentLock): Promise<AgentLock | null>;
  /** Gives the lock that was taken away; null when there was none. */
  removeLock(agent: Pick<AgentIdentity, "project" | "id">): Promise<AgentLock | null>;
  /** Writes down the deployment that is there now, and gives all that were seen, newest first. */
  keepLedger(status: AgentStatus): Promise<readonly LedgerEntry[]>;
  /** Who has this agent now. */
  readHold(project: string, agentId: string): Promise<AgentHold>;
  /** Open operations first, then those that ended last; at most `limit`. null: of all projects, of all agents. */
  listOperations(query: {
    readonly project: string | null;
    readonly agentId: string | null;
    readonly limit: number;
  }): Promise<readonly OperationSummary[]>;
  /** Where the cards of these operations stand; without an entry for those that Slack has not taken. */
  locateCards(operationIds: readonly string[]): Promise<Readonly<Record<string, CardPlace>>>;
  /** Writes down what was decided outside of an operation. The same key again is the same entry. */
  appendAudit(key: string, entry: AuditEntry): Promise<void>;
  listAudit(query: AuditQuery): Promise<readonly AuditRecord[]>;
  verifyAudit(): Promise<AuditVerdict>;
}

export interface CommandPorts {
  readonly deps: Deps;
  readonly slack: SlackClient;
  readonly directory: Directory;
  /** The same with answers that are a few seconds old at most: for who approves. */
  readonly freshDirectory: Directory;
  readonly workspace: Workspace;
}

export interface CommandContext extends CommandPorts {
  readonly asking: Asking;
  readonly roles: RoleTable;
  readonly policy: Policy;
}

/** One verb. A read answers to `asking.audience`; what it refuses is a failure, and always private. */
export type Handler<Id extends CommandId> = (
  input: InputFor<Id>,
  context: CommandContext,
) => Promise<Result<Answer>>;

/** The answer of a read, shown to whom it was asked for. */
export const answerWith = (view: View, { audience }: Asking): Answer => ({
  view,
  visibility: audience === "channel" ? "in_channel" : "ephemeral",
});
