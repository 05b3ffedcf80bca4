/**
 * Commands that go on in a form. It opens before anything is looked up, because Slack opens one only within 3 s of what
 * gave the trigger; then it is filled, or says why there is nothing to fill in.
 */

import type { Answer, Asking, CommandLine, CommandPorts } from "../commands/command-context.ts";
import { asksInForm } from "../commands/handlers/update-secrets.ts";
import { parseCommand } from "../commands/parse-command.ts";
import { runCommand } from "../commands/run-command.ts";
import { tokenize } from "../commands/tokenize.ts";
import { toLogFields } from "../log.ts";
import { assumeEscaped, type Mrkdwn, mrkdwn } from "../views/mrkdwn.ts";
import { renderFormNotice, renderFormSkeleton } from "../views/render-secrets-form.ts";

/** Whether this command is answered by a form, as far as its words tell. */
export function goesOnInForm({ command, text }: CommandLine, asking: Asking): boolean {
  const tokens = tokenize(text);
  const parsed = tokens.ok ? parseCommand(command, tokens.value) : tokens;
  if (!parsed.ok || asking.triggerId === null) return false;
  const { id, input } = parsed.value;
  return id === "agent.enter-values" || (id === "agent.update-secrets" && asksInForm(input, asking));
}

/** Where no form can be had, the answer says how to get one. */
export async function answerInForm(
  { slack, deps, ...ports }: CommandPorts,
  line: CommandLine,
  asking: Asking,
  responseUrl: string,
): Promise<void> {
  const desk = { slack, deps, ...ports };
  const opened = await slack.openModal(asking.triggerId ?? "", renderFormSkeleton());
  const viewId = opened.ok ? opened.value : null;
  if (!opened.ok) deps.log.error("form not opened", toLogFields(opened.failure));
  const answer = await runCommand(line, viewId === null ? { ...asking, triggerId: null } : asking, desk);
  if (viewId !== null) {
    const filled = await slack.updateModal(viewId, answer.modal ?? renderFormNotice(sayInstead(answer)));
    if (!filled.ok) deps.log.error("form not filled", toLogFields(filled.failure));
    // A refusal has buttons that help, which have no place in a form.
    if (filled.ok && answer.refused === undefined) return;
  }
  const { view, visibility } = answer;
  if (!view) return;
  const { threadTs } = asking;
  const told = await slack.respond(responseUrl, { view, visibility, original: "keep", threadTs });
  if (!told.ok) deps.log.error("answer not delivered", toLogFields(told.failure));
}

/** Our own text is escaped. */
const sayInstead = ({ view }: Answer): Mrkdwn =>
  view
    ? assumeEscaped(view.text)
    : mrkdwn`There is nothing to fill in any more. Its card in the channel shows how far it is.`;
