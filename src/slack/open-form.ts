/** The form that asks for what a command still lacks. What is typed is put at its end, as if it had been typed there. */

import type { Asking, CommandLine, CommandPorts } from "../commands/command-context.ts";
import { actOf, type CommandSpec } from "../commands/command-spec.ts";
import { COMMANDS } from "../commands/command-table.ts";
import { findVerb } from "../commands/parse-command.ts";
import { quoteArgument } from "../commands/quote-argument.ts";
import { toLogFields } from "../log.ts";
import { LIMITS } from "../views/limits.ts";
import type { Mrkdwn } from "../views/mrkdwn.ts";
import { renderCommandForm } from "../views/render-command-form.ts";

/** The flag at the end of a command that still waits for its value: `/agent reject 7K2M --reason`. */
const OPEN_FLAG = /^(\S+)\b.*\s--([a-z-]+)$/s;

const IRREVERSIBLE = "Without its project. This cannot be undone.";

/** `about`: what the message says whose button asks. True when Slack shows the form; false when there is nothing to ask, or no way to ask it any more. */
export async function openForm(
  { slack, deps }: CommandPorts,
  line: CommandLine,
  asking: Asking,
  about: Mrkdwn | null = null,
): Promise<boolean> {
  const [, verb = "", flagName = ""] = OPEN_FLAG.exec(line.text) ?? [];
  const id = findVerb(line.command, verb);
  const spec: CommandSpec | null = id ? COMMANDS[id] : null;
  const flag = spec?.flags[flagName];
  if (!spec || flag?.kind !== "value" || asking.triggerId === null) return false;
  const { channelId, threadTs } = asking;
  const metadata = JSON.stringify({ command: `/${line.command} ${line.text}`, channelId, threadTs });
  if (metadata.length > LIMITS.privateMetadata) return false;
  const opened = await slack.openModal(
    asking.triggerId,
    renderCommandForm({
      command: `/${line.command} ${line.text}`.replace(/\s--[a-z-]+$/, ""),
      about,
      title: actOf(spec),
      label: capitalize(flag.summary),
      hint: flagName === "confirm" ? IRREVERSIBLE : null,
      submit: actOf(spec),
      multiline: flagName === "reason" || flagName === "comment",
      metadata,
    }),
  );
  if (!opened.ok) deps.log.error("form not opened", toLogFields(opened.failure));
  return opened.ok;
}

const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What was typed, as the value of the flag that the command ends in. */
export const completeForm = (text: string): string => ` ${quoteArgument(text.trim())}`;
