import { describe, expect, it } from "vitest";
import { formatProblem } from "../../../sim/slack/block-kit/rule.ts";
import { type Surface, validateBlocks } from "../../../sim/slack/block-kit/validate-blocks.ts";
import {
  actions,
  button,
  cell,
  container,
  mrkdwn,
  option,
  plain,
  richText,
  section,
  select,
  task,
  times,
  x,
} from "./block-samples.ts";

const check = (blocks: unknown, surface: Surface = "message", refused: string[] = []) =>
  validateBlocks(blocks, surface, refused).map(formatProblem);

describe("validateBlocks takes", () => {
  it.each<[string, object]>([
    ["a section of 3000 characters", section({ text: mrkdwn(x(3_000)) })],
    ["ten fields of 2000", section({ fields: times(10, () => plain(x(2_000))) })],
    ["a header of 150", { type: "header", text: plain(x(150)) }],
    ["ten context elements", { type: "context", elements: times(10, () => mrkdwn()) }],
    ["25 actions", actions(...times(25, (i) => button({ action_id: `a${i}` })))],
    ["a button of 75 with a value of 2000", actions(button({ text: plain(x(75)), value: x(2_000) }))],
    ["100 options", actions(select({ options: times(100, option) }))],
    ["option groups", actions(select({ option_groups: [{ label: plain(), options: [option()] }] }))],
    [
      "a confirmation at its limits",
      actions(
        button({
          confirm: {
            title: plain(x(100)),
            text: plain(x(300)),
            confirm: plain(x(30)),
            deny: plain(x(30)),
          },
        }),
      ),
    ],
    [
      "a multi-select as accessory",
      section({ text: mrkdwn(), accessory: { type: "multi_users_select", action_id: "u" } }),
    ],
    ["an input", { type: "input", label: plain(), element: { type: "plain_text_input", max_length: 3_000 } }],
    ["rich text", richText],
    ["a plan", { type: "plan", title: "Roll back", tasks: times(50, () => task()) }],
    [
      "a task with rich details",
      task({ details: richText, sources: [{ type: "url", url: "https://a.b", text: "a" }] }),
    ],
    ["a collapsed container", container({ is_collapsible: true, default_collapsed: true })],
    [
      "a table of 100 rows and 20 columns",
      { type: "table", rows: times(100, () => times(20, () => cell())) },
    ],
    ["a data table", { type: "data_table", caption: "Agents", rows: [[cell()], [cell()]], page_size: 100 }],
    ["an alert", { type: "alert", text: mrkdwn(), level: "warning" }],
    ["markdown of 12000", { type: "markdown", text: x(12_000) }],
    ["an image", { type: "image", alt_text: "a chart", image_url: "https://a.b/c.png" }],
    ["emoji counted as one character each", { type: "header", text: plain("🟢".repeat(150)) }],
  ])("%s", (_, block) => {
    expect(check([block])).toEqual([]);
  });
});

describe("validateBlocks refuses", () => {
  const failed = (pointer: string) => `failed to match all allowed schemas [json-pointer:${pointer}]`;

  it.each<[string, object, string[]]>([
    [
      "a section of 3001 characters",
      section({ text: mrkdwn(x(3_001)) }),
      [failed("/blocks/0/text"), "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"],
    ],
    [
      "an empty text",
      section({ text: mrkdwn("") }),
      [failed("/blocks/0/text"), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"],
    ],
    [
      "a section of nothing",
      section({}),
      ["must define either `text` or `fields` [json-pointer:/blocks/0/type]"],
    ],
    [
      "eleven fields",
      section({ fields: times(11, () => mrkdwn()) }),
      ["no more than 10 items allowed [json-pointer:/blocks/0/fields]"],
    ],
    [
      "a header of 151",
      { type: "header", text: plain(x(151)) },
      ["must be less than 151 characters [json-pointer:/blocks/0/text/text]"],
    ],
    [
      "mrkdwn in a header",
      { type: "header", text: mrkdwn() },
      ["must be a valid enum value: plain_text [json-pointer:/blocks/0/text/type]"],
    ],
    [
      "`emoji` in mrkdwn",
      section({ text: { ...mrkdwn(), emoji: true } }),
      [failed("/blocks/0/text"), "invalid additional property: emoji [json-pointer:/blocks/0/text]"],
    ],
    [
      "26 actions",
      actions(...times(26, (i) => button({ action_id: `a${i}` }))),
      ["no more than 25 items allowed [json-pointer:/blocks/0/elements]"],
    ],
    [
      "a button of 76",
      actions(button({ text: plain(x(76)) })),
      ["must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"],
    ],
    [
      "a value of 2001",
      actions(button({ value: x(2_001) })),
      ["must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]"],
    ],
    [
      "an unknown field of a button",
      actions(button({ disabled: true })),
      ["invalid additional property: disabled [json-pointer:/blocks/0/elements/0]"],
    ],
    [
      "an action_id of 256",
      actions(button({ action_id: x(256) })),
      ["must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]"],
    ],
    [
      "the same action_id twice",
      actions(button({ action_id: "a" }), button({ action_id: "a" })),
      ['`action_id` "a" already exists for other element [json-pointer:/blocks/0/elements/1/action_id]'],
    ],
    [
      "101 options",
      actions(select({ options: times(101, option) })),
      ["no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]"],
    ],
    [
      "options and groups",
      actions(select({ options: [option()], option_groups: [{ label: plain(), options: [option()] }] })),
      ["must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]"],
    ],
    [
      "a type on an option",
      actions(select({ options: [{ ...option(), type: "option" }] })),
      ["invalid additional property: type [json-pointer:/blocks/0/elements/0/options/0]"],
    ],
    [
      "six overflow options",
      actions({ type: "overflow", options: times(6, option) }),
      ["no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]"],
    ],
    [
      "eleven radio buttons",
      actions({ type: "radio_buttons", options: times(11, option) }),
      ["no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]"],
    ],
    [
      "a multi-select among actions",
      actions({ type: "multi_users_select", action_id: "u" }),
      ["unsupported type: multi_users_select [json-pointer:/blocks/0/elements/0/type]"],
    ],
    ["a button as a block", button(), ["unsupported type: button [json-pointer:/blocks/0/type]"]],
    ["a block without a type", {}, ["missing required field: type [json-pointer:/blocks/0]"]],
    [
      "a plan title that is an object",
      { type: "plan", title: plain() },
      ["must provide a string [json-pointer:/blocks/0/title]"],
    ],
    [
      "a task status that nobody knows",
      { type: "plan", title: "a", tasks: [task({ status: "done" })] },
      [
        "must be a valid enum value: pending, in_progress, complete, error [json-pointer:/blocks/0/tasks/0/status]",
      ],
    ],
    [
      "eleven children",
      container({ child_blocks: times(11, () => section()) }),
      ["no more than 10 items allowed [json-pointer:/blocks/0/child_blocks]"],
    ],
    [
      "a container in a container",
      container({ child_blocks: [container()] }),
      ["unsupported type: container [json-pointer:/blocks/0/child_blocks/0/type]"],
    ],
    [
      "a container without a title",
      { type: "container", child_blocks: [section()] },
      ["must define either `title` or `rich_text_title` [json-pointer:/blocks/0]"],
    ],
    [
      "101 table rows",
      { type: "table", rows: times(101, () => [cell()]) },
      ["no more than 100 items allowed [json-pointer:/blocks/0/rows]"],
    ],
    [
      "21 columns",
      { type: "table", rows: [times(21, () => cell())] },
      ["no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"],
    ],
    [
      "a data table without a caption",
      { type: "data_table", rows: [[cell()], [cell()]] },
      ["missing required field: caption [json-pointer:/blocks/0]"],
    ],
    [
      "an empty rich text section",
      { type: "rich_text", elements: [{ type: "rich_text_section", elements: [] }] },
      ["no less than 1 items allowed [json-pointer:/blocks/0/elements/0/elements]"],
    ],
    [
      "a name from the prototype",
      { type: "constructor" },
      ["unsupported type: constructor [json-pointer:/blocks/0/type]"],
    ],
  ])("%s", (_, block, problems) => {
    expect(check([block])).toEqual(problems);
  });

  it("51 blocks in a message, though 100 in a modal", () => {
    const many = times(51, () => section());

    expect(check(many)).toEqual(["no more than 50 items allowed [json-pointer:/blocks]"]);
    expect(check(many, "modal")).toEqual([]);
    expect(
      check(
        times(101, () => section()),
        "modal",
      ),
    ).toHaveLength(1);
  });

  it("the same block_id twice", () => {
    const twice = [section({ text: mrkdwn(), block_id: "b" }), section({ text: mrkdwn(), block_id: "b" })];

    expect(check(twice)).toEqual(['`block_id` "b" already exists [json-pointer:/blocks/1/block_id]']);
  });

  it("more than one table and more characters than tables may have together", () => {
    const table = { type: "table", rows: [[cell(x(5_001))]] };

    expect(check([table, table])).toEqual([
      "only_one_table_allowed [json-pointer:/blocks]",
      "table must be less than 10001 characters in total [json-pointer:/blocks]",
    ]);
  });

  it("markdown blocks that are too long together", () => {
    const markdown = { type: "markdown", text: x(6_001) };

    expect(check([markdown, markdown])).toEqual([
      "markdown must be less than 12001 characters in total [json-pointer:/blocks]",
    ]);
  });

  it("message blocks on other surfaces", () => {
    expect(check([{ type: "markdown", text: "a" }], "modal")).toEqual([
      "unsupported type: markdown [json-pointer:/blocks/0/type]",
    ]);
  });

  it("what the workspace does not know, inside others too", () => {
    expect(check([{ type: "plan", title: "a" }], "message", ["plan"])).toEqual([
      "unsupported type: plan [json-pointer:/blocks/0/type]",
    ]);
    expect(check([{ type: "plan", title: "a", tasks: [task()] }], "message", ["task_card"])).toEqual([
      "unsupported type: task_card [json-pointer:/blocks/0/tasks/0/type]",
    ]);
  });

  it("what is no list", () => {
    expect(check({ blocks: [] })).toEqual(["must provide an array [json-pointer:/blocks]"]);
  });
});
