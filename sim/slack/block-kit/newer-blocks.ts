/**
 * Blocks of 2025 and 2026, which a workspace may not know yet. Where sources disagree on a limit the smaller one
 * holds here, so that what passes the simulator passes Slack.
 */
import { block } from "./block.ts";
import { classicBlocks } from "./classic-blocks.ts";
import { plainText, text } from "./composition.ts";
import { imageElement } from "./elements.ts";
import { richText } from "./rich-text.ts";
import { boolean, byType, list, number, object, oneOf, type Rule, string } from "./rule.ts";

const rawText = object({ required: { type: oneOf("raw_text"), text: string() } });
const rawNumber = object({ required: { type: oneOf("raw_number"), value: number(), text: string() } });

const source = object({
  required: { type: oneOf("url"), url: string({ max: 3_000 }), text: string() },
});

const taskCard = block("task_card", {
  // A title is a string here; an object is refused (probed live).
  required: {
    task_id: string(),
    title: string(),
    status: oneOf("pending", "in_progress", "complete", "error"),
  },
  optional: { details: richText, output: richText, sources: list(source) },
});

const table = block("table", {
  required: {
    rows: list(
      list(byType({ raw_text: rawText, raw_number: rawNumber, rich_text: richText }), { min: 1, max: 20 }),
      { min: 1, max: 100 },
    ),
  },
  optional: {
    column_settings: list(
      object({ optional: { align: oneOf("left", "center", "right"), is_wrapped: boolean } }),
      { max: 20 },
    ),
  },
});

const dataTable = block("data_table", {
  required: {
    caption: string(),
    // A header and 1 to 100 data rows. raw_number cells were refused when probed.
    rows: list(list(byType({ raw_text: rawText, rich_text: richText }), { min: 1, max: 20 }), {
      min: 2,
      max: 101,
    }),
  },
  optional: { page_size: number({ min: 1, max: 100 }), row_header_column_index: number({ min: 0, max: 19 }) },
});

const container = block("container", {
  required: { child_blocks: list(byType({ ...classicBlocks, table }), { min: 1, max: 10 }) },
  optional: {
    title: plainText(150),
    rich_text_title: richText,
    subtitle: text(150),
    width: oneOf("narrow", "standard", "wide", "full"),
    icon: imageElement,
    is_collapsible: boolean,
    default_collapsed: boolean,
    has_header_divider: boolean,
  },
  check: (value, pointer) => [
    ...(value.title === undefined && value.rich_text_title === undefined
      ? [{ message: "must define either `title` or `rich_text_title`", pointer }]
      : []),
    ...(value.default_collapsed === true && value.is_collapsible !== true
      ? [{ message: "`default_collapsed` requires `is_collapsible`", pointer }]
      : []),
  ],
});

export const newerBlocks: Readonly<Record<string, Rule>> = {
  markdown: block("markdown", { required: { text: string({ max: 12_000 }) } }),
  table,
  plan: block("plan", {
    required: { title: string() },
    optional: { tasks: list(byType({ task_card: taskCard }), { max: 50 }) },
  }),
  task_card: taskCard,
  container,
  alert: block("alert", {
    required: { text: text(3_000) },
    optional: { level: oneOf("default", "info", "warning", "error", "success") },
  }),
  data_table: dataTable,
};
