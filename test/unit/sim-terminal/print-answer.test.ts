import { describe, expect, it } from "vitest";
import { printForm, printMessage } from "../../../sim/terminal/print-answer.ts";
import { createReader } from "../../../sim/terminal/print-text.ts";
import { shownMessage, shownScene } from "./shown.ts";

const reader = createReader(shownScene([]).workspace, "Asia/Singapore");
const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
const plain = (text: string) => ({ type: "plain_text", text });
const button = (text: string) => ({ type: "button", text: plain(text) });
const print = (...blocks: Record<string, unknown>[]) =>
  printMessage(shownMessage({ blocks }), reader, false).split("\n").slice(1);

describe("printMessage", () => {
  it("says who, when in local time, and for whom", () => {
    expect(printMessage(shownMessage({ text: "hello" }), reader, false)).toBe("@switchboard 23:06\n  hello");
    const reply = shownMessage({ text: "hello", threadTs: "1.1", ephemeral: true });
    expect(printMessage(reply, reader, true)).toBe(
      "@switchboard 23:06 · in the thread · only you see this · changed\n  hello",
    );
  });

  it("puts names for ids and dates for timestamps, and undoes escaping", () => {
    const text =
      "*<@UOPERATOR>* and <!subteam^SONCALL> in <#COPS>: <!date^1750000000^{date} at {time}|x> &lt;b&gt; `a_b_c`";
    expect(print({ type: "section", text: mrkdwn(text) })).toEqual([
      "  @operator and @oncall in #voice-ops: 2025-06-15 23:06 <b> `a_b_c`",
    ]);
  });

  it("prints a card: its timeline, its small print, and what can be pressed", () => {
    const tasks = [
      { title: "Plan", status: "complete" },
      { title: "Call", status: "error" },
      { title: "Watch", status: "in_progress" },
      { title: "End", status: "pending" },
    ];
    expect(
      print(
        { type: "section", text: mrkdwn("*crashy* failed"), accessory: button("Status") },
        { type: "plan", title: "Rollback", tasks },
        { type: "context", elements: [mrkdwn("`id`"), mrkdwn("asked by <@UOPERATOR>")] },
        {
          type: "actions",
          elements: [button("Approve"), { type: "external_select", placeholder: plain("Find") }],
        },
      ),
    ).toEqual([
      "  crashy failed  [Status]",
      "  Rollback:  ✓ Plan  ✗ Call  ▸ Watch  ○ End",
      "  `id` · asked by @operator",
      "  [Approve] [Find ▾]",
    ]);
  });

  it("keeps the lines of a log, and tells of files, of blocks that it cannot show and of failed presses", () => {
    const elements = [{ type: "rich_text_preformatted", elements: [{ type: "text", text: "one\n two" }] }];
    const said = shownMessage({
      blocks: [{ type: "rich_text", elements }, { type: "hologram" }],
      files: [{ id: "F1", name: "crashy.log" }],
      warning: "operation_timeout",
    });
    expect(printMessage(said, reader, false).split("\n").slice(1)).toEqual([
      "  one",
      "   two",
      "  (hologram: the page shows it)",
      "  (file: crashy.log)",
      "  ⚠ The app did not take that: operation_timeout",
    ]);
  });

  it("lets no foreign text command the terminal", () => {
    const [line] = print({ type: "section", text: plain("\u001b[2Jgone\u0007 \u202eback") });
    expect(line).toBe("  �[2Jgone� �back");
  });
});

describe("printForm", () => {
  it("shows what there is to fill in and to press", () => {
    const form = {
      id: "V1",
      title: { text: "Reject" },
      submit: { text: "Reject" },
      close: null,
      blocks: [
        { type: "section", text: mrkdwn("Why?") },
        {
          type: "input",
          optional: true,
          label: plain("Reason"),
          hint: plain("For the log."),
          element: { type: "plain_text_input", initial_value: "late" },
        },
      ],
    };
    expect(printForm(form, reader).split("\n")).toEqual([
      "A form is open: Reject",
      "  Why?",
      "  Reason (optional): [late]",
      "    For the log.",
      "  [Reject] [Close]",
    ]);
  });
});
