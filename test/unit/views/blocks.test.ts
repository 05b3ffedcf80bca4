import { describe, expect, it } from "vitest";
import { actions, agentSelect, context, plan, section } from "../../../src/views/blocks.ts";
import { createView } from "../../../src/views/create-view.ts";
import { codeText } from "../../../src/views/escape-text.ts";
import { mrkdwn } from "../../../src/views/mrkdwn.ts";

describe("section", () => {
  it("shows text whole and lets Slack link nothing in it", () => {
    expect(section(mrkdwn`*hello*`)).toEqual({
      type: "section",
      text: { type: "mrkdwn", text: "*hello*", verbatim: true },
      expand: true,
    });
  });

  it("carries a button that runs a command", () => {
    expect(section(mrkdwn`x`, { label: "Status", command: "/agent status x" })).toMatchObject({
      accessory: {
        type: "button",
        text: { type: "plain_text", text: "Status" },
        action_id: "command.run:0",
        value: "/agent status x",
      },
    });
  });
});

describe("context", () => {
  it("is left out when there is nothing to say", () => {
    expect(context([null])).toBeNull();
  });

  it("shortens what is too long", () => {
    expect(context([codeText("x".repeat(3500), 3500)])?.elements[0]).toMatchObject({
      text: expect.stringMatching(/^`x{2990,2997}`…$/),
    });
  });

  it("takes at most ten elements", () => {
    expect(context(Array.from({ length: 12 }, () => mrkdwn`x`))?.elements).toHaveLength(10);
  });
});

describe("actions", () => {
  it("numbers its buttons, shares where asked, and leaves out what is null", () => {
    const row = actions([
      { label: "Refresh", command: "/agent status" },
      null,
      agentSelect("Find an agent", "status"),
      { label: "Share", command: "/agent status", share: true },
    ]);
    expect(row?.elements).toEqual([
      {
        type: "button",
        text: { type: "plain_text", text: "Refresh" },
        action_id: "command.run:0",
        value: "/agent status",
      },
      {
        type: "external_select",
        action_id: "agent.pick:status",
        placeholder: { type: "plain_text", text: "Find an agent" },
        min_query_length: 0,
      },
      {
        type: "button",
        text: { type: "plain_text", text: "Share" },
        action_id: "command.share:2",
        value: "/agent status",
      },
    ]);
  });

  it("asks once more before something is taken away", () => {
    const confirmation = {
      title: "Delete it?",
      text: "It is gone then.",
      confirm: "Delete",
      deny: "Keep it",
    };
    const row = actions([{ label: "Delete", command: "/dispatch delete r d", confirmation }]);
    expect(row?.elements[0]).toMatchObject({
      style: "danger",
      confirm: {
        title: { type: "plain_text", text: "Delete it?" },
        text: { type: "plain_text", text: "It is gone then." },
        confirm: { type: "plain_text", text: "Delete" },
        deny: { type: "plain_text", text: "Keep it" },
        style: "danger",
      },
    });
  });

  it("leaves out a button whose command does not fit, for half a command is another one", () => {
    expect(actions([{ label: "x", command: `/agent status ${"a".repeat(1986)}` }])?.elements).toHaveLength(1);
    expect(actions([{ label: "x", command: `/agent status ${"a".repeat(1987)}` }])).toBeNull();
  });

  it("takes at most 25 elements", () => {
    const buttons = Array.from({ length: 30 }, () => ({ label: "x", command: "/agent" }));
    expect(actions(buttons)?.elements).toHaveLength(25);
  });
});

describe("plan", () => {
  it("has plain strings as titles", () => {
    expect(plan("Dispatch of *a*", [{ id: "join", title: "joins\n<room>", status: "pending" }])).toEqual({
      type: "plan",
      title: "Dispatch of *a*",
      tasks: [{ type: "task_card", task_id: "join", title: "joins <room>", status: "pending" }],
    });
  });
});

describe("a plan with many tasks", () => {
  it("has at most fifty", () => {
    const tasks = Array.from({ length: 60 }, (_, index) => ({
      id: `${index}`,
      title: "x",
      status: "pending" as const,
    }));
    expect(plan("Much", tasks).tasks).toHaveLength(50);
  });
});

describe("createView", () => {
  const last = actions([{ label: "Refresh", command: "/agent status" }]);

  it("keeps the first blocks and the last when there are too many, and says so", () => {
    const blocks = Array.from({ length: 60 }, (_, index) => section(mrkdwn`${index}`));
    const view = createView({ text: mrkdwn`Much.`, blocks: [...blocks, last] });
    expect(view.blocks).toHaveLength(50);
    expect(view.blocks[0]).toEqual(section(mrkdwn`0`));
    expect(view.blocks[48]).toEqual(context([mrkdwn`… and more, which does not fit into one message.`]));
    expect(view.blocks[49]).toEqual(last);
  });

  it("shortens a text that an edit would refuse", () => {
    const view = createView({ text: codeText("x".repeat(5000), 5000), blocks: [last] });
    expect(view.text.length).toBeLessThanOrEqual(4000);
    expect(view.text).toMatch(/^`x+`…$/);
  });

  it("does the same when they are too long together", () => {
    const long = section(codeText("x".repeat(300), 300));
    const view = createView({
      text: mrkdwn`Much.`,
      blocks: [...Array.from({ length: 45 }, () => long), last],
    });
    expect(view.blocks.at(-1)).toEqual(last);
    expect(JSON.stringify(view.blocks).length).toBeLessThanOrEqual(13_000);
    expect(JSON.stringify(view.blocks).length).toBeGreaterThan(12_000);
  });
});
