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
  /** For what takes something away: red, and asked once more. */
  readonly confirmation?: Confirmation;
}

/** The element; null when the command does not fit into a button, because half a command is another command. */
export function buildCommandButton(button: CommandButton, index: number): Button | null {
  if (button.command.length > LIMITS.buttonValue) return null;
  return {
    type: "button",
    text: plain(button.label, LIMITS.buttonText),
    action_id: buildActionId({ kind: button.share ? "command.share" : "command.run", index }),
    value: button.command,
    ...(button.confirmation && { style: "danger" as const, confirm: buildConfirm(button.confirmation) }),
  };
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
