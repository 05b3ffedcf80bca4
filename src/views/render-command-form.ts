/** The form that asks for the text which a command still lacks: a reason, a comment, the name of what is deleted. */
import type { ContextBlock, ModalView } from "@slack/types";
import { tokenize } from "../commands/tokenize.ts";
import { context, present } from "./blocks.ts";
import { plainText } from "./escape-text.ts";
import { LIMITS } from "./limits.ts";
import type { Mrkdwn } from "./mrkdwn.ts";

export const COMMAND_FORM = { callbackId: "command.form", blockId: "text", actionId: "text" } as const;

export interface CommandForm {
  readonly title: string;
  /** What the text is for, without the flag that takes it: `/agent delete prod/support-line`. */
  readonly command: string;
  /** What the message says from which it was opened; it tells people which change they decide about. */
  readonly about: Mrkdwn | null;
  readonly label: string;
  readonly hint: string | null;
  readonly submit: string;
  readonly multiline: boolean;
  /** Comes back with what was typed; at most 3000 characters. */
  readonly metadata: string;
}

export function renderCommandForm(form: CommandForm): ModalView {
  const subject = subjectOf(form.command);
  return {
    type: "modal",
    callback_id: COMMAND_FORM.callbackId,
    private_metadata: form.metadata,
    title: plain(form.title, LIMITS.modalTitle),
    submit: plain(form.submit, LIMITS.modalTitle),
    close: plain("Cancel", LIMITS.modalTitle),
    blocks: [
      ...present([context([form.about])]),
      ...(subject === null ? [] : [smallPrint(subject)]),
      {
        type: "input",
        block_id: COMMAND_FORM.blockId,
        label: plain(form.label, LIMITS.inputLabel),
        ...(form.hint !== null && { hint: plain(form.hint, LIMITS.inputLabel) }),
        element: {
          type: "plain_text_input",
          action_id: COMMAND_FORM.actionId,
          multiline: form.multiline,
          max_length: LIMITS.formText,
        },
      },
    ],
  };
}

/** They name an operation, which tells people nothing. */
const DECISIONS: readonly string[] = ["approve", "reject", "cancel", "proceed", "keep"];

/** "prod/support-line": what the command is about; null when nobody would know it by that. */
function subjectOf(command: string): string | null {
  const words = tokenize(command);
  if (!words.ok) return null;
  const [, verb, subject, ...flags] = words.value;
  if (!verb || !subject || DECISIONS.includes(verb.text)) return null;
  if (!subject.quoted && subject.text.startsWith("--")) return null;
  const at = flags.findIndex(({ text }) => text === "--deployment");
  const deployment = at < 0 ? undefined : flags[at + 1];
  return deployment ? `deployment ${deployment.text} of ${subject.text}` : subject.text;
}

const smallPrint = (text: string): ContextBlock => ({
  type: "context",
  elements: [plain(text, LIMITS.contextText)],
});

function plain(text: string, limit: number): { type: "plain_text"; text: string } {
  return { type: "plain_text", text: plainText(text, limit) || "…" };
}
