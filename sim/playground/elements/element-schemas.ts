/** The live elements that this page has, as Block Kit writes them (docs.slack.dev/reference/block-kit/block-elements). */
import * as z from "zod";

const textSchema = z.object({ text: z.string() });

const confirmSchema = z.object({
  title: textSchema,
  text: textSchema,
  confirm: textSchema,
  deny: textSchema,
  style: z.enum(["primary", "danger"]).optional(),
});
export type Confirm = z.infer<typeof confirmSchema>;

const optionSchema = z.object({ text: textSchema, value: z.string(), description: textSchema.optional() });
export type Option = z.infer<typeof optionSchema>;

const common = { action_id: z.string(), confirm: confirmSchema.optional() };
const placeholder = textSchema.optional();

const buttonSchema = z.object({
  type: z.literal("button"),
  ...common,
  text: textSchema,
  url: z.string().optional(),
  style: z.enum(["primary", "danger"]).optional(),
  accessibility_label: z.string().optional(),
});
export type Button = z.infer<typeof buttonSchema>;

const overflowSchema = z.object({ type: z.literal("overflow"), ...common, options: z.array(optionSchema) });
export type Overflow = z.infer<typeof overflowSchema>;

const staticSelectSchema = z.object({
  type: z.literal("static_select"),
  ...common,
  placeholder,
  options: z.array(optionSchema).default([]),
  option_groups: z.array(z.object({ label: textSchema, options: z.array(optionSchema) })).default([]),
  initial_option: optionSchema.optional(),
});
export type StaticSelect = z.infer<typeof staticSelectSchema>;

const externalSelectSchema = z.object({
  type: z.literal("external_select"),
  ...common,
  placeholder,
  min_query_length: z.number().default(3),
  initial_option: optionSchema.optional(),
});
export type ExternalSelect = z.infer<typeof externalSelectSchema>;

export const elementSchema = z.discriminatedUnion("type", [
  buttonSchema,
  overflowSchema,
  staticSelectSchema,
  externalSelectSchema,
]);

/** Only enough to say what it is. */
export const anyElementSchema = z.looseObject({ type: z.string() });
export type AnyElement = z.infer<typeof anyElementSchema>;
