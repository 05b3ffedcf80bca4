/** The values of elements that people choose or type into, as payloads carry them in `state.values`. */
import { isObject } from "../block-kit/rule.ts";
import type { JsonObject } from "../workspace-state.ts";

interface ElementState {
  /** The field of the value. */
  readonly field: string;
  /** The element's field with the value that it starts with. */
  readonly initial: string;
  readonly many?: boolean;
  /** Values are option objects. */
  readonly options?: boolean;
}

const option = { field: "selected_option", initial: "initial_option", options: true };
const options = { field: "selected_options", initial: "initial_options", options: true, many: true };
const typed = { field: "value", initial: "initial_value" };

const STATES: Readonly<Record<string, ElementState>> = {
  static_select: option,
  external_select: option,
  radio_buttons: option,
  users_select: { field: "selected_user", initial: "initial_user" },
  channels_select: { field: "selected_channel", initial: "initial_channel" },
  conversations_select: { field: "selected_conversation", initial: "initial_conversation" },
  multi_static_select: options,
  multi_external_select: options,
  checkboxes: options,
  multi_users_select: { field: "selected_users", initial: "initial_users", many: true },
  multi_channels_select: { field: "selected_channels", initial: "initial_channels", many: true },
  multi_conversations_select: {
    field: "selected_conversations",
    initial: "initial_conversations",
    many: true,
  },
  datepicker: { field: "selected_date", initial: "initial_date" },
  timepicker: { field: "selected_time", initial: "initial_time" },
  datetimepicker: { field: "selected_date_time", initial: "initial_date_time" },
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
  rich_text_input: { field: "rich_text_value", initial: "initial_value" },
};

/** What somebody enters: an option's value, an id, a text, a date; several for elements that take several. */
export type Entry = string | number | readonly string[] | JsonObject;

/** Null: an element without a value, like a button or an overflow menu. */
export function initialState(element: JsonObject): JsonObject | null {
  const state = STATES[String(element.type)];
  if (!state) return null;
  return { type: element.type, [state.field]: element[state.initial] ?? (state.many ? [] : null) };
}

/** `offered` are the options that the app answered for an external select. */
export function enteredState(element: JsonObject, entry: Entry, offered: readonly JsonObject[]): JsonObject {
  const type = String(element.type);
  const state: ElementState | undefined = type === "overflow" ? option : STATES[type];
  if (!state) throw new Error(`nothing can be chosen in an element of type ${type}`);
  const known = [...offered, ...optionsOf(element)];
  const pick = (value: unknown): unknown => {
    if (!state.options) return value;
    const found = known.find((candidate) => candidate.value === value);
    if (!found) throw new Error(`${type} does not offer ${JSON.stringify(value)}`);
    return found;
  };
  if (!state.many) return { type, [state.field]: pick(entry) };
  if (!Array.isArray(entry)) throw new Error(`${type} takes a list of values`);
  return { type, [state.field]: entry.map(pick) };
}

/** Whether a state has no value, which a required input does not allow. */
export function isEmptyState(value: JsonObject): boolean {
  const { type: _, ...fields } = value;
  return Object.values(fields).every(
    (field) => field === null || field === "" || (Array.isArray(field) && field.length === 0),
  );
}

function optionsOf(element: JsonObject): JsonObject[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups.filter(isObject) : [];
  return [element, ...groups].flatMap(({ options: list }) =>
    Array.isArray(list) ? list.filter(isObject) : [],
  );
}
