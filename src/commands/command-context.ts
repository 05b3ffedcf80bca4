/** What a command is run with: who asks, and the ports that its handler may use. */
import type { Deps } from "../deps.ts";
import type { Result } from "../failure.ts";
import type { DispatchProposal, StartOutcome } from "../operations/dispatch-proposal.ts";
import type { SlackClient } from "../slack/slack-client.ts";
import type { View } from "../views/view.ts";
import type { Actor, Directory, RoleTable } from "./authorize.ts";
import type { CommandId, InputFor } from "./command-table.ts";

export type Door = "command" | "mention" | "button";

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
}

/** The durable side: objects that outlive the request. */
export interface Workspace {
  /** True for the first who claims a request, across all isolates and for a day. */
  claim(requestKey: string): Promise<boolean>;
  startDispatch(proposal: DispatchProposal): Promise<StartOutcome>;
}

export interface CommandPorts {
  readonly deps: Deps;
  readonly slack: SlackClient;
  readonly directory: Directory;
  readonly workspace: Workspace;
}

export interface CommandContext extends CommandPorts {
  readonly asking: Asking;
  readonly roles: RoleTable;
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
