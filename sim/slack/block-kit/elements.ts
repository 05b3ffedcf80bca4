/** The interactive elements and where each may stand (limits: `@slack/types` 3.2.0 and live probes). */
import {
  confirm,
  conversationFilter,
  dispatchActionConfig,
  optionGroup,
  overflowOption,
  plainOption,
  plainText,
  textOption,
} from "./composition.ts";
import { richText } from "./rich-text.ts";
import {
  any,
  boolean,
  byType,
  list,
  matching,
  number,
  type ObjectShape,
  object,
  oneOf,
  type Rule,
  string,
} from "./rule.ts";

/** An element with the fields that every interactive element has. */
function element(type: string, { required = {}, optional = {}, check }: ObjectShape): Rule {
  return object({
    required: { type: oneOf(type), ...required },
    optional: { action_id: string({ max: 255 }), ...optional },
    ...(check ? { check } : {}),
  });
}

const confirmable = { confirm };
const focusable = { focus_on_load: boolean };
const placeholdable = { placeholder: plainText(150) };
const menu = { ...confirmable, ...focusable, ...placeholdable };
const maxSelected = { max_selected_items: number({ min: 1 }) };
const id = string();
const textLength = { min: 0, max: 3_000 };

const optionsOrGroups: NonNullable<ObjectShape["check"]> = (value, pointer) =>
  (value.options === undefined) === (value.option_groups === undefined)
    ? [{ message: "must define either `options` or `option_groups`", pointer }]
    : [];

const staticOptions = {
  options: list(plainOption, { min: 1, max: 100 }),
  option_groups: list(optionGroup, { min: 1, max: 100 }),
};

const image = object({
  required: { type: oneOf("image"), alt_text: string({ max: 2_000 }) },
  optional: { image_url: string({ max: 3_000 }), slack_file: any },
  check: (value, pointer) =>
    (value.image_url === undefined) === (value.slack_file === undefined)
      ? [{ message: "must define either `image_url` or `slack_file`", pointer }]
      : [],
});

const button = element("button", {
  required: { text: plainText(75) },
  optional: {
    value: string({ max: 2_000 }),
    url: string({ max: 3_000 }),
    style: oneOf("primary", "danger"),
    accessibility_label: string({ max: 75 }),
    ...confirmable,
  },
});

const selects: Record<string, Rule> = {
  static_select: element("static_select", {
    optional: { ...staticOptions, initial_option: plainOption, ...menu },
    check: optionsOrGroups,
  }),
  external_select: element("external_select", {
    optional: { initial_option: plainOption, min_query_length: number({ min: 0 }), ...menu },
  }),
  users_select: element("users_select", { optional: { initial_user: id, ...menu } }),
  channels_select: element("channels_select", {
    optional: { initial_channel: id, response_url_enabled: boolean, ...menu },
  }),
  conversations_select: element("conversations_select", {
    optional: {
      initial_conversation: id,
      default_to_current_conversation: boolean,
      response_url_enabled: boolean,
      filter: conversationFilter,
      ...menu,
    },
  }),
};

const multiSelects: Record<string, Rule> = {
  multi_static_select: element("multi_static_select", {
    optional: { ...staticOptions, initial_options: list(plainOption), ...maxSelected, ...menu },
    check: optionsOrGroups,
  }),
  multi_external_select: element("multi_external_select", {
    optional: {
      initial_options: list(plainOption),
      min_query_length: number({ min: 0 }),
      ...maxSelected,
      ...menu,
    },
  }),
  multi_users_select: element("multi_users_select", {
    optional: { initial_users: list(id), ...maxSelected, ...menu },
  }),
  multi_channels_select: element("multi_channels_select", {
    optional: { initial_channels: list(id), ...maxSelected, ...menu },
  }),
  multi_conversations_select: element("multi_conversations_select", {
    optional: {
      initial_conversations: list(id),
      default_to_current_conversation: boolean,
      filter: conversationFilter,
      ...maxSelected,
      ...menu,
    },
  }),
};

const choices: Record<string, Rule> = {
  checkboxes: element("checkboxes", {
    required: { options: list(textOption, { min: 1, max: 10 }) },
    optional: { initial_options: list(textOption), ...confirmable, ...focusable },
  }),
  radio_buttons: element("radio_buttons", {
    required: { options: list(textOption, { min: 1, max: 10 }) },
    optional: { initial_option: textOption, ...confirmable, ...focusable },
  }),
  datepicker: element("datepicker", {
    optional: { initial_date: matching(/^\d{4}-\d{2}-\d{2}$/, "a date in the format YYYY-MM-DD"), ...menu },
  }),
  timepicker: element("timepicker", {
    optional: {
      initial_time: matching(/^\d{2}:\d{2}$/, "a time in the format HH:mm"),
      timezone: string(),
      ...menu,
    },
  }),
  datetimepicker: element("datetimepicker", {
    optional: { initial_date_time: number({ min: 1e9, max: 9_999_999_999 }), ...confirmable, ...focusable },
  }),
};

const overflow = element("overflow", {
  required: { options: list(overflowOption, { min: 1, max: 5 }) },
  optional: confirmable,
});

const typed = { dispatch_action_config: dispatchActionConfig, ...focusable, ...placeholdable };

const richTextInput = element("rich_text_input", { optional: { initial_value: richText, ...typed } });

const inputs: Record<string, Rule> = {
  plain_text_input: element("plain_text_input", {
    optional: {
      initial_value: string(textLength),
      multiline: boolean,
      min_length: number(textLength),
      max_length: number({ min: 1, max: 3_000 }),
      ...typed,
    },
  }),
  email_text_input: element("email_text_input", { optional: { initial_value: string(), ...typed } }),
  url_text_input: element("url_text_input", { optional: { initial_value: string(), ...typed } }),
  number_input: element("number_input", {
    required: { is_decimal_allowed: boolean },
    optional: { initial_value: string(), min_value: string(), max_value: string(), ...typed },
  }),
  rich_text_input: richTextInput,
};

/** Multi-selects are refused inside `actions` (probed live), though some types allow them. */
export const actionsElement = byType({ button, overflow, ...selects, ...choices });
export const sectionAccessory = byType({ button, image, overflow, ...selects, ...multiSelects, ...choices });
export const inputElement = byType({ ...inputs, ...selects, ...multiSelects, ...choices });
export const imageElement = image;
