/** Who asks for what, in each of Slack's payloads: the same `Asking` from every door. */
import type { Asking, CommandLine } from "../commands/command-context.ts";
import type { FormFields, SecretsEntered } from "../commands/parse-secrets-form.ts";
import { quoteArgument } from "../commands/quote-argument.ts";
import { parseActionId } from "../views/action-ids.ts";
import { clampMrkdwn } from "../views/clamp-text.ts";
import { assumeEscaped, type Mrkdwn } from "../views/mrkdwn.ts";
import { type SecretsMetadata, secretsMetadataSchema } from "../views/secrets-form.ts";
import { decodeSlackText } from "./decode-slack-text.ts";
import {
  actorOf,
  type BlockActions,
  type FormSubmission,
  formMetadataSchema,
  type Mention,
  type SecretsSubmission,
} from "./payloads.ts";

/** What is asked, and by whom. */
export interface Question {
  readonly line: CommandLine;
  readonly asking: Asking;
}

/** The fields that we read of a slash command, as Bolt hands them over. */
interface SlashCommand {
  readonly command: string;
  readonly text: string;
  readonly user_id: string;
  readonly team_id: string;
  readonly channel_id: string;
  readonly trigger_id: string;
}

export function readCommand(command: SlashCommand): Question {
  const { user_id: userId, team_id: teamId, trigger_id: triggerId } = command;
  // Slack's id of this very command, whatever way it comes and however often.
  const key = `command ${triggerId}`;
  return {
    line: { command: command.command.slice(1), text: decodeSlackText(command.text) },
    asking: {
      actor: { userId, teamId, homeTeamId: teamId },
      door: "command",
      channelId: command.channel_id,
      threadTs: null,
      inThread: false,
      requestKey: key,
      effectKey: key,
      triggerId,
      audience: "asker",
    },
  };
}

export function readMention(mention: Mention): Question {
  const { event, team_id: teamId, event_id: eventId, authorizations } = mention;
  const key = `mention ${eventId}`;
  return {
    line: readMentionLine(event.text, authorizations?.[0]?.user_id ?? null),
    asking: {
      actor: { userId: event.user, teamId, homeTeamId: event.user_team ?? event.team ?? teamId },
      door: "mention",
      channelId: event.channel,
      threadTs: event.thread_ts ?? event.ts,
      inThread: Boolean(event.thread_ts),
      requestKey: key,
      effectKey: key,
      triggerId: null,
      // Asked in public, answered in public; but not to the guests of a channel shared with another company.
      audience: mention.is_ext_shared_channel === true ? "asker" : "channel",
    },
  };
}

/** What was pressed. */
export interface Press extends Question {
  /** The command still lacks a text. */
  readonly ask: boolean;
  /** What the message says on which it was pressed. */
  readonly about: Mrkdwn | null;
}

/** A button or menu; null for what this version does not write. */
export function readPress(payload: BlockActions, signature: string): Press | null {
  const action = payload.actions[0];
  const parsed = action && parseActionId(action.action_id);
  if (!parsed) return null;
  const value = action.value ?? action.selected_option?.value ?? "";
  const line = parseCommandLine(parsed.kind === "agent.pick" ? `/agent ${parsed.verb} ${value}` : value);
  if (!line) return null;
  const { channel, container, trigger_id: triggerId } = payload;
  const threadTs = container?.thread_ts ?? null;
  return {
    ask: parsed.kind === "command.ask",
    about: readOwnText(payload.message?.text ?? ""),
    line,
    asking: {
      actor: actorOf(payload),
      door: "button",
      channelId: channel?.id ?? "",
      threadTs,
      inThread: threadTs !== null,
      requestKey: `press ${triggerId ?? signature}`,
      effectKey: `press ${channel?.id} ${container?.message_ts} ${action.action_id} ${value}`,
      triggerId: triggerId ?? null,
      audience: parsed.kind === "command.share" ? "channel" : "asker",
    },
  };
}

const ABOUT_LENGTH = 300;

/** Only our own messages have our buttons, and Slack hands their text back as it was sent: escaped. */
const readOwnText = (text: string): Mrkdwn | null =>
  text === "" ? null : clampMrkdwn(assumeEscaped(text), ABOUT_LENGTH);

/** A form that was sent: the command that it belongs to, with what was typed at its end. */
export function readForm(submission: FormSubmission, complete: (text: string) => string): Question | null {
  const { view } = submission;
  const metadata = formMetadataSchema.safeParse(parseJson(view.private_metadata));
  if (!metadata.success) return null;
  const { channelId, threadTs, command } = metadata.data;
  const line = parseCommandLine(`${command}${complete(view.state.values.text.text.value ?? "")}`);
  return line && { line, asking: askingOf(submission, { channelId, threadTs }) };
}

/** A form for secrets that was sent. */
export interface SecretsQuestion {
  readonly metadata: SecretsMetadata;
  readonly fields: FormFields;
  /** The question that it is, once it is known what was entered. */
  readonly ask: (entered: SecretsEntered) => Question | null;
}

export function readSecretsForm(submission: SecretsSubmission): SecretsQuestion | null {
  const { view } = submission;
  const parsed = secretsMetadataSchema.safeParse(parseJson(view.private_metadata));
  if (!parsed.success) return null;
  const metadata = parsed.data;
  const fields = new Map(
    Object.entries(view.state.values).map(([blockId, { input }]) => [
      blockId,
      input.selected_options ? input.selected_options.map(({ value }) => value) : (input.value ?? ""),
    ]),
  );
  return {
    metadata,
    fields,
    ask: (entered) => {
      const flags = metadata.isKnown ? "" : namesAsFlags(entered);
      const line = parseCommandLine(`${metadata.command}${flags}`);
      return line && { line, asking: { ...askingOf(submission, metadata), values: entered.values } };
    },
  };
}

/** The names as they could be typed; never a value. Credentials of a registry have no name of their own. */
function namesAsFlags({ write, remove, reason }: SecretsEntered): string {
  const flags = [
    ...write.flatMap(({ name, kind }) =>
      kind === "image-pull" ? [] : [[kind === "file" ? "file" : "secret", name]],
    ),
    ...remove.map((name) => ["remove", name]),
    ...(reason === null ? [] : [["reason", reason]]),
  ];
  return flags.map(([flag, text = ""]) => ` --${flag} ${quoteArgument(text)}`).join("");
}

function askingOf(
  submission: Pick<FormSubmission, "user" | "team" | "trigger_id"> & {
    readonly view: { readonly id: string };
  },
  { channelId, threadTs }: { readonly channelId: string; readonly threadTs: string | null },
): Asking {
  // A form that was sent back with a mistake is sent again, with a trigger of its own.
  const key = `form ${submission.trigger_id ?? submission.view.id}`;
  return {
    actor: actorOf(submission),
    door: "form",
    channelId,
    threadTs,
    inThread: threadTs !== null,
    requestKey: key,
    effectKey: key,
    triggerId: null,
    audience: "asker",
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The words after the bot's name: `@switchboard status x`, `@switchboard /dispatch x room`. */
function readMentionLine(text: string, botUserId: string | null): CommandLine {
  const mention = botUserId ? new RegExp(`<@${botUserId}(\\|[^<>]*)?>`) : /<@[^<>]+>/;
  const at = text.search(mention);
  const words = decodeSlackText(at < 0 ? text : text.slice(at).replace(mention, "")).trim();
  return parseCommandLine(words) ?? { command: "agent", text: words };
}

/** "/dispatch a room" or "dispatch a room" → the command and its text. */
function parseCommandLine(text: string): CommandLine | null {
  const match = /^\/?(agent|dispatch)(?:\s+(.*))?$/is.exec(text.trim());
  return match?.[1] ? { command: match[1].toLowerCase(), text: match[2] ?? "" } : null;
}
