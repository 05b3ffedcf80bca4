/** Every command that Switchboard knows. Adding a verb starts with an entry in one of its parts; see CONTRIBUTING.md. */
import { CHANGE_COMMANDS } from "./change-commands.ts";
import { type CommandSpec, type InputOf, shortUsageOf } from "./command-spec.ts";
import { DECISION_COMMANDS } from "./decision-commands.ts";
import { DISPATCH_COMMANDS } from "./dispatch-commands.ts";
import { READ_COMMANDS } from "./read-commands.ts";

export const COMMANDS = {
  ...READ_COMMANDS,
  ...CHANGE_COMMANDS,
  ...DECISION_COMMANDS,
  ...DISPATCH_COMMANDS,
} as const satisfies Record<string, CommandSpec>;

export type CommandId = keyof typeof COMMANDS;
export type InputFor<Id extends CommandId> = InputOf<(typeof COMMANDS)[Id]>;

/** A command that has been understood: which one, with its typed input. */
export type Command = { [Id in CommandId]: CommandOf<Id> }[CommandId];
export interface CommandOf<Id extends CommandId> {
  readonly id: Id;
  readonly input: InputFor<Id>;
}

export const commandIds = Object.keys(COMMANDS) as readonly CommandId[];
export const usageFor = (id: CommandId): string => shortUsageOf(COMMANDS[id]);
