/** A button that runs a command text, exactly as if the person who presses it had typed it. */
import type { Button } from "@slack/types";
import { buildActionId } from "./action-ids.ts";
import { plainText } from "./escape-text.ts";
import { LIMITS } from "./limits.ts";

/** A question before something is taken away. Plain text; the labels name the act, never "Yes". */
export interface Confirmation {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly deny: string;
}

export interface CommandButton {
  readonly label: string;
  /** The whole command, as typed: `/agent status prod/support-line`. */
  readonly command: string;
  /** Shows the answer to the whole channel. */
  readonly share?: boolean;
  /** The command ends in a flag without its value; a form asks for that first. The label then ends in "…". */
  readonly ask?: boolean;
  /** What most people will want to press. */
  readonly style?: "primary";
  /** For what takes something away: red, and asked once more. */
  readonly confirmation?: Confirmation;
}

/** The element; null when the command does not fit into a button, because half a command is another command. */
export function buildCommandButton(button: CommandButton, index: number): Button | null {
  if (button.command.length > LIMITS.buttonValue) return null;
  return {
    type: "button",
    text: plain(button.label, LIMITS.buttonText),
    action_id: buildActionId({ kind: kindOf(button), index }),
    value: button.command,
    ...(button.style && { style: button.style }),
    ...(button.confirmation && { style: "danger" as const, confirm: buildConfirm(button.confirmation) }),
  };
}

function kindOf({ ask, share }: CommandButton): "command.ask" | "command.share" | "command.run" {
  if (ask) return "command.ask";
  return share ? "command.share" : "command.run";
}

function buildConfirm({ title, text, confirm, deny }: Confirmation): NonNullable<Button["confirm"]> {
  return {
    title: plain(title, LIMITS.confirmTitle),
    text: plain(text, LIMITS.confirmText),
    confirm: plain(confirm, LIMITS.confirmButton),
    deny: plain(deny, LIMITS.confirmButton),
    style: "danger",
  };
}

function plain(text: string, limit: number): { type: "plain_text"; text: string } {
  return { type: "plain_text", text: plainText(text, limit) || "…" };
}
