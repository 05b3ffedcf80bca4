import type { ContextBlock, InputBlock, ModalView } from "@slack/types";
import { describe, expect, it } from "vitest";
import { quoteArgument } from "../../../src/commands/quote-argument.ts";
import { mrkdwn } from "../../../src/views/mrkdwn.ts";
import { type CommandForm, renderCommandForm } from "../../../src/views/render-command-form.ts";

const form: CommandForm = {
  title: "Reject",
  command: "/agent reject 7K2M9QW4ZT1C8RX5VB3D",
  about: null,
  label: "Why not?",
  hint: "Everybody in the channel sees it.",
  submit: "Reject",
  multiline: true,
  metadata: '{"command":"/agent reject 7K2M --reason"}',
};

const isInput = (block: ModalView["blocks"][number]): block is InputBlock => block.type === "input";
const isContext = (block: ModalView["blocks"][number]): block is ContextBlock => block.type === "context";
const inputOf = ({ blocks }: ModalView) => blocks.find(isInput);

describe("renderCommandForm", () => {
  it("asks for one text and brings the command back with it", () => {
    const view = renderCommandForm(form);
    expect(view).toMatchObject({
      type: "modal",
      callback_id: "command.form",
      private_metadata: form.metadata,
      title: { type: "plain_text", text: "Reject" },
      submit: { type: "plain_text", text: "Reject" },
    });
    expect(inputOf(view)).toMatchObject({
      block_id: "text",
      label: { text: "Why not?" },
      hint: { text: "Everybody in the channel sees it." },
      element: { type: "plain_text_input", action_id: "text", multiline: true, max_length: 300 },
    });
  });

  it("says what it is about in words that people know, never by an operation's id", () => {
    const about = (command: string): unknown[] =>
      renderCommandForm({ ...form, command }).blocks.flatMap((block) =>
        isContext(block) ? block.elements : [],
      );
    const agent = [{ type: "plain_text", text: "prod/support-line" }];
    expect(about("/agent delete prod/support-line")).toEqual(agent);
    expect(about('/agent rollback "prod/support-line" --version 20250809003117')).toEqual(agent);
    for (const command of [
      "/agent approve 7K2M9QW4ZT1C8RX5VB3D --plan 4f2a91c0d3e5",
      "/agent reject 7K2M9QW4ZT1C8RX5VB3D",
      "/agent cancel 7K2M9QW4ZT1C8RX5VB3D",
      "/agent delete --project prod",
      "/agent",
    ])
      expect(about(command)).toEqual([]);
  });

  it("repeats what the message says whose button opened it", () => {
    const [first, second] = renderCommandForm({
      ...form,
      about: mrkdwn`Roll back *prod/support-line*`,
    }).blocks;
    expect(first).toEqual({
      type: "context",
      elements: [{ type: "mrkdwn", text: "Roll back *prod/support-line*", verbatim: true }],
    });
    expect(second?.type).toBe("input");
  });

  it("leaves out the hint where there is none", () => {
    expect(inputOf(renderCommandForm({ ...form, hint: null }))).not.toHaveProperty("hint");
  });

  it("stays within Slack's limits whatever it is called", () => {
    for (const text of ["", "\u202e", "😀".repeat(3000), "*a* <!channel>\n".repeat(300)]) {
      const view = renderCommandForm({
        ...form,
        title: text,
        command: `/agent delete ${quoteArgument(text)}`,
        label: text,
        hint: text,
        submit: text,
      });
      const [context] = view.blocks;
      const lengths: (readonly [string | undefined, number])[] = [
        [view.title.text, 24],
        [view.submit?.text, 24],
        [view.close?.text, 24],
        [inputOf(view)?.label.text, 2000],
        [inputOf(view)?.hint?.text, 2000],
      ];
      for (const [shown = "", limit] of lengths) {
        expect(shown.length).toBeGreaterThan(0);
        expect(shown.length).toBeLessThanOrEqual(limit);
        expect(shown.isWellFormed()).toBe(true);
      }
      expect(JSON.stringify(context)).not.toContain('"mrkdwn"');
    }
  });
});
