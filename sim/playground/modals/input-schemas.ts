/** The inputs that this page has, as Block Kit writes them (docs.slack.dev/reference/block-kit/blocks/input-block). */
import * as z from "zod";

const textSchema = z.object({ text: z.string() });

export const textInputSchema = z.object({
  type: z.literal("input"),
  block_id: z.string(),
  label: textSchema,
  hint: textSchema.optional(),
  optional: z.boolean().default(false),
  element: z.object({
    type: z.literal("plain_text_input"),
    action_id: z.string(),
    multiline: z.boolean().default(false),
    placeholder: textSchema.optional(),
    initial_value: z.string().default(""),
    max_length: z.number().optional(),
  }),
});
export type TextInput = z.infer<typeof textInputSchema>;
