/**
 * The ids of buttons and menus, written and read in one place: `<noun>.<verb>:<id>`. A button carries the text of a
 * command as its value, so a press takes the way of a typed command: one grammar, one authorizer.
 */
import { LIMITS } from "./limits.ts";

export type Action =
  /** Runs the command in the button's value; `index` only keeps the ids of one block apart. */
  | { readonly kind: "command.run"; readonly index: number }
  /** Runs it and shows the answer to the whole channel. */
  | { readonly kind: "command.share"; readonly index: number }
  /** Asks for the text that the command in the value still lacks: it ends in the flag that the text belongs to. */
  | { readonly kind: "command.ask"; readonly index: number }
  /** A menu of agents; the one picked is the argument of `/agent <verb>`. */
  | { readonly kind: "agent.pick"; readonly verb: string };

const COMMAND_KINDS = ["command.run", "command.share", "command.ask"] as const;

/** Writes an action id. */
export function buildActionId(action: Action): string {
  return `${action.kind}:${action.kind === "agent.pick" ? action.verb : action.index}`;
}

/** Reads an action id; null for anything that this version does not write. */
export function parseActionId(actionId: string): Action | null {
  if (actionId.length > LIMITS.actionId) return null;
  const [, given, index] = /^(command\.[a-z]+):(\d{1,3})$/.exec(actionId) ?? [];
  const kind = COMMAND_KINDS.find((known) => known === given);
  if (kind) return { kind, index: Number(index) };
  const verb = /^agent\.pick:([a-z][a-z-]*)$/.exec(actionId)?.[1];
  return verb === undefined ? null : { kind: "agent.pick", verb };
}
