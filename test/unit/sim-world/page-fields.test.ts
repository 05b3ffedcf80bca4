import { describe, expect, it } from "vitest";
import { readField } from "../../../sim/playground/elements/fields/read-field.ts";
import { entriesToSend } from "../../../sim/playground/modals/entries-to-send.ts";
import { workspace } from "./page-workspace.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const options = [
  { text: plain("One"), value: "1" },
  { text: plain("Two"), value: "2" },
];
const read = (element: { type: string } & Record<string, unknown>) =>
  readField({ action_id: "a", ...element }, workspace);

describe("readField", () => {
  it.each([
    ["plain_text_input", "text"],
    ["email_text_input", "text"],
    ["url_text_input", "text"],
    ["number_input", "text"],
    ["datepicker", "date"],
    ["timepicker", "date"],
    ["datetimepicker", "date"],
    ["checkboxes", "choice"],
    ["radio_buttons", "choice"],
    ["static_select", "select"],
    ["users_select", "select"],
    ["channels_select", "select"],
    ["conversations_select", "select"],
    ["multi_static_select", "multi-select"],
    ["multi_users_select", "multi-select"],
    ["multi_channels_select", "multi-select"],
    ["multi_conversations_select", "multi-select"],
    ["external_select", "suggest"],
    ["multi_external_select", "suggest"],
  ])("knows %s", (type, kind) => {
    expect(read({ type, options })?.kind).toBe(kind);
  });

  it.each(["rich_text_input", "file_input", "workflow_button"])("says that it has no %s", (type) => {
    expect(read({ type })).toBeNull();
  });

  it.each([
    [{ type: "plain_text_input", initial_value: "typed" }, "typed"],
    [{ type: "static_select", options, initial_option: options[1] }, "2"],
    [{ type: "checkboxes", options, initial_options: options }, ["1", "2"]],
    [{ type: "datetimepicker", initial_date_time: 1_750_000_000 }, 1_750_000_000],
    [{ type: "multi_users_select", initial_users: ["UADMIN"] }, ["UADMIN"]],
    [{ type: "datepicker" }, null],
  ])("begins with what the app set: %j", (element, initial) => {
    expect(read(element)?.initial).toEqual(initial);
  });

  it("offers the people, channels and conversations of this person", () => {
    const offered = (type: string) => {
      const field = read({ type });
      return field?.kind === "select"
        ? field.groups.flatMap((group) => group.options.map(({ value }) => value))
        : [];
    };
    expect(offered("users_select")).toEqual(["UADMIN", "USWITCH"]);
    expect(offered("channels_select")).toEqual(["COPS"]);
    expect(offered("conversations_select")).toEqual(["COPS", "DADMIN"]);
  });

  it("keeps the labels of groups", () => {
    const field = read({ type: "static_select", option_groups: [{ label: plain("Prod"), options }] });
    expect(field).toMatchObject({ groups: [{ label: "Prod", options: [{ value: "1" }, { value: "2" }] }] });
  });
});

describe("entriesToSend", () => {
  const input = (block_id: string, type: string) => ({
    type: "input",
    block_id,
    label: plain(block_id),
    element: { type, action_id: "a" },
  });

  it("sends what was entered into the inputs that are there, and nothing for the others", () => {
    const blocks = [input("kept", "plain_text_input"), input("empty", "datepicker"), { type: "divider" }];
    expect(entriesToSend(blocks, { kept: { a: "typed" }, gone: { a: "old" } })).toEqual({
      kept: { a: "typed" },
    });
  });

  it("leaves out what Slack knows already from the app's own offer", () => {
    expect(entriesToSend([input("menu", "external_select")], { menu: { a: "1" } })).toEqual({});
  });
});
