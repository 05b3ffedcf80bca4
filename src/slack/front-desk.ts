/**
 * Brings an answer to where it was asked for. A read that is quick is the acknowledgement itself; a slow one is
 * announced, and follows through the response URL. Slack's own rules of visibility live here and nowhere else.
 */

import type { KnownBlock } from "@slack/types";
import type { Answer, Asking, CommandLine, CommandPorts } from "../commands/command-context.ts";
import { runCommand } from "../commands/run-command.ts";
import type { Result } from "../failure.ts";
import { toLogFields } from "../log.ts";
import { renderUnderWay } from "../views/render-under-way.ts";
import type { View } from "../views/view.ts";
import { answerInForm, goesOnInForm } from "./answer-in-form.ts";
import { openForm } from "./open-form.ts";

/**
 * What answers within this is answered in the acknowledgement. It is close to the receiver's own deadline on purpose:
 * Slack takes nothing back that a slash command was acknowledged with, so a slow answer means a second message.
 */
export const QUICK_MS = 2_000;

/** A slash command: the only door whose acknowledgement can carry the answer. */
export async function answerCommand(
  desk: CommandPorts,
  line: CommandLine,
  asking: Asking,
  responseUrl: string,
  ack: (answer?: Acknowledgement) => Promise<void>,
): Promise<void> {
  if (goesOnInForm(line, asking)) {
    await ack();
    return await answerInForm(desk, line, asking, responseUrl);
  }
  const work = runCommand(line, asking, desk);
  const quick = await Promise.race([work, desk.deps.delay(QUICK_MS).then(() => null)]);
  if (quick && (await openMissing(desk, quick, asking))) return await ack();
  if (quick?.view) return await ack(toAcknowledgement(quick.view, quick.visibility));
  if (quick) return await ack();

  await ack(toAcknowledgement(renderUnderWay(typed(line)), "ephemeral"));
  const { view, visibility } = await work;
  if (view) report(desk, await desk.slack.respond(responseUrl, { view, visibility, original: "keep" }));
}

const typed = ({ command, text }: CommandLine): string => `/${command} ${text}`.trim();

/** A button: an answer only for who pressed takes the place of the message it stood on, if that was theirs alone. */
export async function answerPress(
  desk: CommandPorts,
  line: CommandLine,
  asking: Asking,
  pressed: { readonly responseUrl: string; readonly isEphemeral: boolean },
): Promise<void> {
  if (goesOnInForm(line, asking)) return await answerInForm(desk, line, asking, pressed.responseUrl);
  const answer = await runCommand(line, asking, desk);
  if (await openMissing(desk, answer, asking)) return;
  // A change answers by its card. The question that it was chosen from must not stay: its buttons would ask again.
  const view = answer.view ?? (pressed.isEphemeral ? renderUnderWay(typed(line)) : null);
  if (!view) return;
  const original = answer.visibility === "ephemeral" && pressed.isEphemeral ? "replace" : "keep";
  const { visibility } = answer;
  const { threadTs } = asking;
  report(desk, await desk.slack.respond(pressed.responseUrl, { view, visibility, original, threadTs }));
}

/** A form: what was typed wrong is said beside it, and stays there to be put right. Everything else is told in the channel. */
export async function answerForm(
  desk: CommandPorts,
  line: CommandLine,
  asking: Asking,
  ack: (answer?: FormErrors) => Promise<void>,
): Promise<void> {
  const work = runCommand(line, asking, desk);
  const quick = await Promise.race([work, desk.deps.delay(QUICK_MS).then(() => null)]);
  if (quick?.mistake) return await ack({ response_action: "errors", errors: { text: quick.mistake } });
  await ack();
  await deliver(desk, await work, asking);
}

/** A form with values: it stays open with all that was typed in it when it was refused, since nobody else has kept that. */
export async function answerSecretsForm(
  desk: CommandPorts,
  { line, asking }: { readonly line: CommandLine; readonly asking: Asking },
  blockId: string,
  ack: (answer?: FormErrors) => Promise<void>,
): Promise<void> {
  const work = runCommand(line, asking, desk);
  const quick = await Promise.race([work, desk.deps.delay(QUICK_MS).then(() => null)]);
  if (quick?.refused === undefined) await ack();
  else
    await ack({
      response_action: "errors",
      errors: { [blockId]: quick.mistake ?? sayRefused(quick.refused) },
    });
  await deliver(desk, await work, asking);
}

const sayRefused = (code: string): string =>
  `Refused (${code}); the message behind this form says why. What you typed is still here, and nowhere else.`;

interface FormErrors {
  response_action: "errors";
  errors: Record<string, string>;
}

/** Asks for what the command lacks; false where that cannot be asked, so that the words have to do. */
async function openMissing(desk: CommandPorts, { form }: Answer, asking: Asking): Promise<boolean> {
  return form !== undefined && (await openForm(desk, form, asking));
}

/** A mention: answered in its thread, to everybody or, where it must be private, to who asked. */
export async function answerMention(desk: CommandPorts, line: CommandLine, asking: Asking): Promise<void> {
  await deliver(desk, await runCommand(line, asking, desk), asking);
}

/** Posts an answer where it was asked for. */
async function deliver(desk: CommandPorts, { view, visibility }: Answer, asking: Asking): Promise<void> {
  if (!view) return;
  const { channelId, threadTs, inThread, actor } = asking;
  const isPrivate = visibility === "ephemeral";
  const target = { channelId, threadTs: isPrivate && !inThread ? null : threadTs };
  report(
    desk,
    isPrivate
      ? await desk.slack.postEphemeral(target, actor.userId, view)
      : await desk.slack.post(target, view),
  );
}

interface Acknowledgement {
  response_type: "ephemeral" | "in_channel";
  text: string;
  blocks: KnownBlock[];
}

/** The body of an acknowledgement. It cannot be sent again if a newer block is refused, so it has classic ones only. */
function toAcknowledgement(view: View, visibility: Answer["visibility"]): Acknowledgement {
  return { response_type: visibility, text: view.text, blocks: [...(view.fallbackBlocks ?? view.blocks)] };
}

function report({ deps }: CommandPorts, sent: Result<unknown>): void {
  if (!sent.ok) deps.log.error("answer not delivered", toLogFields(sent.failure));
}
