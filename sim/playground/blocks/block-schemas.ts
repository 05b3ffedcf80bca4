/** The blocks that this page draws itself; all others are the library's. */
import type { Block } from "slack-blocks-to-jsx";
import * as z from "zod";
import { anyElementSchema } from "../elements/element-schemas.ts";

const textSchema = z.object({ type: z.enum(["mrkdwn", "plain_text"]), text: z.string() });
export type Text = z.infer<typeof textSchema>;

const actionsSchema = z.object({
  type: z.literal("actions"),
  block_id: z.string(),
  elements: z.array(anyElementSchema),
});

const sectionSchema = z.object({
  type: z.literal("section"),
  block_id: z.string().default(""),
  text: textSchema.optional(),
  fields: z.array(textSchema).default([]),
  accessory: anyElementSchema.optional(),
});
export type Section = z.infer<typeof sectionSchema>;

const imageSchema = z.object({
  type: z.literal("image"),
  alt_text: z.string(),
  title: textSchema.optional(),
});

const contextSchema = z.object({
  type: z.literal("context"),
  elements: z.array(z.union([textSchema, z.object({ type: z.literal("image"), alt_text: z.string() })])),
});
export type Context = z.infer<typeof contextSchema>;

/** Strict: a task with more than a title is left to the library. */
const planSchema = z.object({
  type: z.literal("plan"),
  title: z.string(),
  tasks: z.array(
    z.strictObject({
      type: z.literal("task_card"),
      task_id: z.string(),
      block_id: z.string().optional(),
      title: z.string(),
      status: z.enum(["pending", "in_progress", "complete", "error"]).default("pending"),
    }),
  ),
});
export type Plan = z.infer<typeof planSchema>;

export const inputSchema = z.object({
  type: z.literal("input"),
  block_id: z.string(),
  label: textSchema,
  hint: textSchema.optional(),
  optional: z.boolean().default(false),
  dispatch_action: z.boolean().default(false),
  element: anyElementSchema,
});
export type InputBlock = z.infer<typeof inputSchema>;

const containerSchema = z.object({
  type: z.literal("container"),
  title: textSchema.optional(),
  subtitle: textSchema.optional(),
  is_collapsible: z.boolean().default(false),
  default_collapsed: z.boolean().default(false),
  child_blocks: z.array(z.record(z.string(), z.unknown())),
});
export type Container = z.infer<typeof containerSchema>;

const cellSchema = z.union([
  z.object({ type: z.literal("raw_text"), text: z.string() }),
  z.looseObject({ type: z.literal("rich_text") }),
]);
const dataTableSchema = z.object({
  type: z.literal("data_table"),
  caption: z.string(),
  rows: z.array(z.array(cellSchema)),
  page_size: z.number().default(10),
});
export type DataTable = z.infer<typeof dataTableSchema>;

export const ownBlockSchema = z.discriminatedUnion("type", [
  actionsSchema,
  sectionSchema,
  imageSchema,
  contextSchema,
  planSchema,
  inputSchema,
  containerSchema,
  dataTableSchema,
]);

/** Block types that the library (1.1.1) shows. It shows nothing at all for others. */
const SHOWN = new Set([
  "divider",
  "header",
  "rich_text",
  "table",
  "markdown",
  "alert",
  "plan",
  "task_card",
  "data_visualization",
]);

/** Whether the library shows it. That it is well formed, the simulated Slack has made sure of. */
export function isShownBlock(block: object): block is Block {
  return "type" in block && typeof block.type === "string" && SHOWN.has(block.type);
}
