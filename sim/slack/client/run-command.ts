/** A slash command: typed, escaped, sent, and its answer shown. */
import { escapeText } from "../escape-text.ts";
import { applyResponse, type ResponseContext, readResponse } from "../response-message.ts";
import { createResponseUrl } from "../response-urls.ts";
import { visibleSince } from "../visible-messages.ts";
import { problemsOf, type Refusal, refuse } from "../web-api/answer.ts";
import { SLACKBOT, type WorkspaceStore } from "../workspace-store.ts";
import {
  type ClientContext,
  commandHead,
  createTrigger,
  type Outcome,
  requireMember,
} from "./client-context.ts";

export interface CommandInput {
  readonly user: string;
  readonly channel: string;
  /** As typed: "/agent status @ann". */
  readonly text: string;
  /** Slack refuses commands of apps in threads. */
  readonly threadTs?: string;
}

export async function runCommand(context: ClientContext, input: CommandInput): Promise<Outcome> {
  const { store } = context;
  const [person, channel] = requireMember(store, input.user, input.channel);
  const since = store.state.revision;
  const [, command = "", words = ""] = /^(\S*)\s*([\s\S]*)$/.exec(input.text.trim()) ?? [];
  const tell = (text: string): void => {
    const threadTs = input.threadTs ?? null;
    store.addMessage({ channel: channel.id, user: SLACKBOT, text, threadTs, ephemeralTo: person.id });
  };
  const finish = (status: number | null, refusal: Refusal | null): Outcome => ({
    status,
    error: refusal?.error ?? null,
    details: refusal ? problemsOf(refusal) : [],
    shown: visibleSince(store, person.id, channel.id, since),
  });

  const notice = findNotice(store, command, input);
  if (notice) {
    tell(notice);
    return finish(null, null);
  }
  const text = escapeText(store, words, { withNames: true });
  const delivery = await context.sender.sendForm({
    ...commandHead(store, person, channel),
    command,
    text,
    response_url: createResponseUrl(store, context.publicUrl, {
      kind: "commands",
      user: person.id,
      channel: channel.id,
      originalTs: null,
    }),
    trigger_id: createTrigger(store, person.id),
  });
  const typed = `${command} ${text}`.trimEnd();
  const refusal = delivery.error
    ? refuse(delivery.error)
    : showAnswer(store, { user: person.id, channel: channel.id, original: null, typed }, delivery.body);
  if (refusal) tell(`${command} failed with the error "${refusal.error}"`);
  return finish(delivery.status, refusal);
}

/** Why Slack does not even send the command; null: it does. */
function findNotice(store: WorkspaceStore, command: string, { threadTs }: CommandInput): string | null {
  if (!store.state.commands.includes(command))
    return `${command} is not a valid command. In Slack, all messages that start with the "/" character are \
interpreted as commands.\n\nIf you are trying to send a message and not run a command, try preceding the "/" with \
an empty space.`;
  return threadTs === undefined ? null : `${command} is not supported in threads. Sorry!`;
}

/** Shows the acknowledgement; null: that went well. */
function showAnswer(store: WorkspaceStore, context: ResponseContext, body: string): Refusal | null {
  const response = readResponse(body);
  if (!response.ok) return response;
  if (!response.value) return null;
  const answer = applyResponse(store, context, response.value);
  return answer.ok ? null : answer;
}
