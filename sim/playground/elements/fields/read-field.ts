/** An input element of Block Kit as a field (docs.slack.dev/reference/block-kit/block-elements). */
import * as z from "zod";
import type { Workspace } from "../../../world/page-protocol.ts";
import { type AnyElement, confirmSchema, optionSchema, textSchema } from "../element-schemas.ts";
import type { Field, OptionGroup } from "./field.ts";

const ids = z.array(z.string());
const options = z.array(optionSchema);

const inputSchema = z.object({
  type: z.string(),
  action_id: z.string(),
  placeholder: textSchema.optional(),
  confirm: confirmSchema.optional(),
  multiline: z.boolean().default(false),
  max_length: z.number().optional(),
  options: options.default([]),
  option_groups: z.array(z.object({ label: textSchema, options })).default([]),
  max_selected_items: z.number().default(Number.POSITIVE_INFINITY),
  min_query_length: z.number().default(3),
  initial_value: z.string().optional(),
  initial_option: optionSchema.optional(),
  initial_options: options.optional(),
  initial_date: z.string().optional(),
  initial_time: z.string().optional(),
  initial_date_time: z.number().optional(),
  initial_user: z.string().optional(),
  initial_users: ids.optional(),
  initial_channel: z.string().optional(),
  initial_channels: ids.optional(),
  initial_conversation: z.string().optional(),
  initial_conversations: ids.optional(),
});
type Input = z.infer<typeof inputSchema>;

const TEXTS = {
  plain_text_input: "text",
  email_text_input: "email",
  url_text_input: "url",
  number_input: "number",
} as const;
const DATES = { datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" } as const;

/** null: this page has no such field. */
export function readField(element: AnyElement, workspace: Workspace): Field | null {
  const { data: input } = inputSchema.safeParse(element);
  if (!input) return null;
  const common = {
    actionId: input.action_id,
    placeholder: input.placeholder?.text ?? "",
    confirm: input.confirm,
    initial: readInitial(input),
  };
  const { type } = input;
  if (isKeyOf(TEXTS, type))
    return {
      ...common,
      kind: "text",
      input: TEXTS[type],
      isMultiline: input.multiline,
      maxLength: input.max_length,
    };
  if (isKeyOf(DATES, type)) return { ...common, kind: "date", input: DATES[type] };
  if (type === "checkboxes" || type === "radio_buttons")
    return { ...common, kind: "choice", isMany: type === "checkboxes", options: input.options };
  if (type === "external_select" || type === "multi_external_select")
    return {
      ...common,
      kind: "suggest",
      isMany: type === "multi_external_select",
      minimum: input.min_query_length,
      most: input.max_selected_items,
      initialOptions: input.initial_options ?? (input.initial_option ? [input.initial_option] : []),
    };
  const groups = readGroups(input, workspace);
  if (!groups) return null;
  return type.startsWith("multi_")
    ? { ...common, kind: "multi-select", groups, most: input.max_selected_items }
    : { ...common, kind: "select", groups };
}

/** What a menu offers; null: the element is no menu. */
function readGroups(input: Input, { people, channels }: Workspace): readonly OptionGroup[] | null {
  const unlabelled = (offered: OptionGroup["options"]): OptionGroup[] => [{ label: "", options: offered }];
  const rooms = channels.map(({ id, title, isDirect }) => toOption(id, isDirect ? title : `#${title}`));
  switch (input.type.replace(/^multi_/, "")) {
    case "static_select":
      return input.options.length > 0
        ? unlabelled(input.options)
        : input.option_groups.map(({ label, options: offered }) => ({ label: label.text, options: offered }));
    case "users_select":
      return unlabelled(people.map(({ id, realName }) => toOption(id, realName)));
    case "channels_select":
      return unlabelled(rooms.filter((_, index) => !channels[index]?.isDirect));
    case "conversations_select":
      return unlabelled(rooms);
    default:
      return null;
  }
}

const toOption = (value: string, text: string) => ({ value, text: { text } });

function readInitial(input: Input): Field["initial"] {
  return (
    input.initial_value ??
    input.initial_option?.value ??
    input.initial_options?.map(({ value }) => value) ??
    input.initial_date ??
    input.initial_time ??
    input.initial_date_time ??
    input.initial_user ??
    input.initial_users ??
    input.initial_channel ??
    input.initial_channels ??
    input.initial_conversation ??
    input.initial_conversations ??
    null
  );
}

function isKeyOf<T extends object>(table: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(table, key);
}
