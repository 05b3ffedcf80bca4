/** Which of Slack's requests Switchboard listens to. Each is read by its schema and handed to the front desk. */
import type { Asking, CommandLine, CommandPorts } from "../commands/command-context.ts";
import { suggestAgents } from "../commands/suggest-agents.ts";
import { parseActionId } from "../views/action-ids.ts";
import { renderFailure } from "../views/render-failure.ts";
import type { SlackApp } from "./bolt-app.ts";
import { decodeSlackText } from "./decode-slack-text.ts";
import { answerCommand, answerMention, answerPress } from "./front-desk.ts";
import { actorOf, blockActionsSchema, blockSuggestionSchema, mentionSchema } from "./payloads.ts";

/** Every id, also one with line breaks: what we did not write is answered too. */
const ANY = /^.*$/s;
const COMMANDS = /^\/(agent|dispatch)$/;

export function registerListeners(app: SlackApp, openDesk: () => CommandPorts): void {
  app.command(COMMANDS, async ({ command, ack }) => {
    const line = { command: command.command.slice(1), text: decodeSlackText(command.text) };
    const asking: Asking = {
      actor: { userId: command.user_id, teamId: command.team_id, homeTeamId: command.team_id },
      door: "command",
      channelId: command.channel_id,
      threadTs: null,
      inThread: false,
      // Slack's id of this very command, whatever way it comes and however often.
      requestKey: `command ${command.trigger_id}`,
      effectKey: `command ${command.trigger_id}`,
      audience: "asker",
    };
    await answerCommand(openDesk(), line, asking, command.response_url, ack);
  });

  app.event("app_mention", async ({ body }) => {
    const mention = mentionSchema.safeParse(body);
    if (!mention.success) return;
    const {
      event,
      team_id: teamId,
      event_id: eventId,
      authorizations,
      is_ext_shared_channel: isShared,
    } = mention.data;
    const asking: Asking = {
      actor: { userId: event.user, teamId, homeTeamId: event.user_team ?? event.team ?? teamId },
      door: "mention",
      channelId: event.channel,
      threadTs: event.thread_ts ?? event.ts,
      inThread: Boolean(event.thread_ts),
      requestKey: `mention ${eventId}`,
      effectKey: `mention ${eventId}`,
      // Asked in public, answered in public; but not to the guests of a channel shared with another company.
      audience: isShared === true ? "asker" : "channel",
    };
    const line = readMention(event.text, authorizations?.[0]?.user_id ?? null);
    await answerMention(openDesk(), line, asking);
  });

  app.action(ANY, async ({ body, ack, context }) => {
    await ack();
    const parsed = blockActionsSchema.safeParse(body);
    const action = parsed.data?.actions[0];
    if (!parsed.success || !action || action.url || !parsed.data.response_url) return;
    const { channel, container, response_url: responseUrl } = parsed.data;
    const desk = openDesk();
    const threadTs = container?.thread_ts ?? null;
    const pressed = readAction(action.action_id, action.value ?? action.selected_option?.value ?? "");
    if (!pressed) {
      const view = renderFailure({ kind: "stale-action" }, {});
      await desk.slack.respond(responseUrl, { view, visibility: "ephemeral", original: "keep", threadTs });
      return;
    }
    const asking: Asking = {
      actor: actorOf(parsed.data),
      door: "button",
      channelId: channel?.id ?? "",
      threadTs,
      inThread: threadTs !== null,
      requestKey: `press ${parsed.data.trigger_id ?? context.signature}`,
      effectKey: `press ${channel?.id} ${container?.message_ts} ${action.action_id} ${action.value}`,
      audience: pressed.share ? "channel" : "asker",
    };
    await answerPress(desk, pressed.line, asking, {
      responseUrl,
      isEphemeral: container?.is_ephemeral === true,
    });
  });

  app.options(ANY, async ({ body, ack }) => {
    const parsed = blockSuggestionSchema.safeParse(body);
    const picked = parsed.success ? parseActionId(parsed.data.action_id) : null;
    if (!parsed.success || picked?.kind !== "agent.pick") return await ack({ options: [] });
    const options = await suggestAgents(parsed.data.value, actorOf(parsed.data), openDesk());
    await ack({ options });
  });
}

/** The words after the bot's name: `@switchboard status x`, `@switchboard /dispatch x room`. */
function readMention(text: string, botUserId: string | null): CommandLine {
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

function readAction(actionId: string, value: string): { line: CommandLine; share: boolean } | null {
  const parsed = parseActionId(actionId);
  if (!parsed) return null;
  const text = parsed.kind === "agent.pick" ? `/agent ${parsed.verb} ${value}` : value;
  const line = parseCommandLine(text);
  return line ? { line, share: parsed.kind === "command.share" } : null;
}
