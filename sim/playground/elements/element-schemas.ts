/** The elements that act by themselves, as Block Kit writes them (docs.slack.dev/reference/block-kit/block-elements). */
import * as z from "zod";

export const textSchema = z.object({ text: z.string() });

export const confirmSchema = z.object({
  title: textSchema,
  text: textSchema,
  confirm: textSchema,
  deny: textSchema,
  style: z.enum(["primary", "danger"]).optional(),
});
export type Confirm = z.infer<typeof confirmSchema>;

export const optionSchema = z.object({
  text: textSchema,
  value: z.string(),
  description: textSchema.optional(),
  url: z.string().optional(),
});
export type Option = z.infer<typeof optionSchema>;

const common = { action_id: z.string(), confirm: confirmSchema.optional() };

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

export const elementSchema = z.discriminatedUnion("type", [buttonSchema, overflowSchema]);

/** Only enough to say what it is. */
export const anyElementSchema = z.looseObject({ type: z.string() });
export type AnyElement = z.infer<typeof anyElementSchema>;
