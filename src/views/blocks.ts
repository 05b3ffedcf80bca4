/** The few kinds of blocks that Switchboard sends, each within Slack's limits by itself. */
import type {
  ActionsBlock,
  Button,
  ContextBlock,
  ExternalSelect,
  KnownBlock,
  MrkdwnElement,
  PlanBlock,
  RichTextBlock,
  SectionBlock,
  TaskCardBlock,
} from "@slack/types";
import { buildActionId } from "./action-ids.ts";
import { clampMrkdwn } from "./clamp-text.ts";
import { buildCommandButton, type CommandButton } from "./command-button.ts";
import { plainText } from "./escape-text.ts";
import { LIMITS } from "./limits.ts";
import type { Mrkdwn } from "./mrkdwn.ts";

/** A paragraph, with at most one button beside it. */
export function section(text: Mrkdwn, button?: CommandButton): SectionBlock {
  const accessory = button ? buildCommandButton(button, 0) : null;
  return {
    type: "section",
    text: mrkdwnObject(text, LIMITS.sectionText),
    // Without it Slack hides all but the first lines behind "see more".
    expand: true,
    ...(accessory && { accessory }),
  };
}

/** Small grey print; null when there is nothing to print. */
export function context(texts: readonly (Mrkdwn | null)[]): ContextBlock | null {
  const elements = texts
    .filter((text) => text !== null)
    .slice(0, LIMITS.contextElements)
    .map((text) => mrkdwnObject(text, LIMITS.contextText));
  return elements.length === 0 ? null : { type: "context", elements };
}

/** A row of buttons and menus; null when none is left. */
export function actions(elements: readonly (CommandButton | ExternalSelect | null)[]): ActionsBlock | null {
  const built: (Button | ExternalSelect)[] = [];
  for (const element of elements) {
    if (element === null) continue;
    const next = "type" in element ? element : buildCommandButton(element, built.length);
    if (next) built.push(next);
  }
  return built.length === 0 ? null : { type: "actions", elements: built.slice(0, LIMITS.actionElements) };
}

/** A menu that asks Switchboard for agents while one types; the one picked goes to `/agent <verb>`. */
export function agentSelect(placeholder: string, verb: string): ExternalSelect {
  return {
    type: "external_select",
    action_id: buildActionId({ kind: "agent.pick", verb }),
    placeholder: { type: "plain_text", text: plainText(placeholder, LIMITS.placeholder) },
    min_query_length: 0,
  };
}

/** Text exactly as it is, in fixed width; Slack parses nothing in it. */
export function preformatted(text: string): RichTextBlock {
  return {
    type: "rich_text",
    elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text }] }],
  };
}

export interface Task {
  readonly id: string;
  /** Plain text. */
  readonly title: string;
  readonly status: TaskCardBlock["status"];
}

/** A timeline. The titles are plain strings: an object, as everywhere else, is refused. */
export function plan(title: string, tasks: readonly Task[]): PlanBlock {
  return {
    type: "plan",
    title: plainText(title, LIMITS.taskTitle),
    tasks: tasks.slice(0, LIMITS.planTasks).map((task) => ({
      type: "task_card",
      task_id: task.id,
      title: plainText(task.title, LIMITS.taskTitle),
      status: task.status,
    })),
  };
}

/** What is there, in order. */
export function present(blocks: readonly (KnownBlock | null)[]): readonly KnownBlock[] {
  return blocks.filter((block) => block !== null);
}

/** `verbatim`: Slack reads our markup, and leaves addresses and @names in foreign text alone. */
function mrkdwnObject(text: Mrkdwn, limit: number): MrkdwnElement {
  return { type: "mrkdwn", text: clampMrkdwn(text, limit), verbatim: true };
}
