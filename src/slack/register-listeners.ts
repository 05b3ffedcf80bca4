/** Which of Slack's requests Switchboard listens to. Each is read by its schema and handed to the front desk. */
import type { ViewSubmitAction } from "@slack/bolt";
import type { CommandPorts } from "../commands/command-context.ts";
import { parseSecretsForm } from "../commands/parse-secrets-form.ts";
import { suggestAgents } from "../commands/suggest-agents.ts";
import { parseActionId } from "../views/action-ids.ts";
import { COMMAND_FORM } from "../views/render-command-form.ts";
import { renderFailure } from "../views/render-failure.ts";
import { SECRETS_FORM } from "../views/secrets-form.ts";
import type { SlackApp } from "./bolt-app.ts";
import { answerCommand, answerForm, answerMention, answerPress, answerSecretsForm } from "./front-desk.ts";
import { completeForm, openForm } from "./open-form.ts";
import {
  actorOf,
  blockActionsSchema,
  blockSuggestionSchema,
  formSchema,
  mentionSchema,
  secretsFormSchema,
} from "./payloads.ts";
import { readCommand, readForm, readMention, readPress, readSecretsForm } from "./read-asking.ts";

/** Every id, also one with line breaks: what we did not write is answered too. */
const ANY = /^.*$/s;
const COMMANDS = /^\/(agent|dispatch)$/;

export function registerListeners(app: SlackApp, openDesk: () => CommandPorts): void {
  app.command(COMMANDS, async ({ command, ack }) => {
    const { line, asking } = readCommand(command);
    await answerCommand(openDesk(), line, asking, command.response_url, ack);
  });

  app.event("app_mention", async ({ body }) => {
    const mention = mentionSchema.safeParse(body);
    if (!mention.success) return;
    const { line, asking } = readMention(mention.data);
    await answerMention(openDesk(), line, asking);
  });

  app.action(ANY, async ({ body, ack, context }) => {
    await ack();
    const parsed = blockActionsSchema.safeParse(body);
    if (!parsed.success || parsed.data.actions[0]?.url || !parsed.data.response_url) return;
    const { container, response_url: responseUrl } = parsed.data;
    const desk = openDesk();
    const pressed = readPress(parsed.data, context.signature);
    if (!pressed) {
      const view = renderFailure({ kind: "stale-action" }, {});
      const threadTs = container?.thread_ts ?? null;
      await desk.slack.respond(responseUrl, { view, visibility: "ephemeral", original: "keep", threadTs });
      return;
    }
    const { line, asking, ask, about } = pressed;
    if (ask && (await openForm(desk, line, asking, about))) return;
    await answerPress(desk, line, asking, { responseUrl, isEphemeral: container?.is_ephemeral === true });
  });

  app.view<ViewSubmitAction>(COMMAND_FORM.callbackId, async ({ body, ack }) => {
    const form = formSchema.safeParse(body);
    const question = form.success ? readForm(form.data, completeForm) : null;
    if (!question) return await ack();
    await answerForm(openDesk(), question.line, question.asking, ack);
  });

  app.view<ViewSubmitAction>(SECRETS_FORM.callbackId, async ({ body, ack }) => {
    const form = secretsFormSchema.safeParse(body);
    const sent = form.success ? readSecretsForm(form.data) : null;
    if (!sent) return await ack();
    const outcome = parseSecretsForm(sent.fields, sent.metadata.platform);
    if (!outcome.ok) return await ack({ response_action: "errors", errors: outcome.errors });
    const question = sent.ask(outcome.entered);
    const [blockId = ""] = sent.fields.keys();
    if (!question) return await ack();
    await answerSecretsForm(openDesk(), question, blockId, ack);
  });

  app.options(ANY, async ({ body, ack }) => {
    const parsed = blockSuggestionSchema.safeParse(body);
    const picked = parsed.success ? parseActionId(parsed.data.action_id) : null;
    if (!parsed.success || picked?.kind !== "agent.pick") return await ack({ options: [] });
    const options = await suggestAgents(parsed.data.value, actorOf(parsed.data), openDesk());
    await ack({ options });
  });
}
