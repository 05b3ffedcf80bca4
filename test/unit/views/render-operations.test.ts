import { describe, expect, it } from "vitest";
import { CHANGE_PHASES } from "../../../src/operations/change-operation.ts";
import { DISPATCH_PHASES } from "../../../src/operations/dispatch-operation.ts";
import type { OperationSummary } from "../../../src/operations/operation-summary.ts";
import { type OperationList, renderOperations } from "../../../src/views/render-operations.ts";
import { checkSlackLimits } from "./check-slack-limits.ts";
import { asker, MINUTE, NOW, SECOND } from "./fixtures.ts";
import { commandsOf, show } from "./show.ts";

const operation = (changes: Partial<OperationSummary> = {}): OperationSummary => ({
  id: "7K2M9QW4ZT1C8RX5VB3D",
  verb: "rollback",
  project: "prod",
  agentId: "CA_1",
  agentName: "support-line",
  askedBy: "UOPERATOR",
  startedAt: NOW - 5 * MINUTE,
  phase: "awaiting-approval",
  endedAt: null,
  ...changes,
});
const list = (changes: Partial<OperationList> = {}): OperationList => ({
  project: null,
  agent: null,
  operations: [operation()],
  cards: {},
  hasMore: false,
  ...changes,
});

describe("renderOperations", () => {
  it("shows what is under way and what ended, with who asked, how it stands and where its card is", () => {
    const operations = [
      operation(),
      operation({ id: "B", verb: "dispatch", phase: "waiting", startedAt: NOW - 4 * SECOND }),
      operation({ id: "C", verb: "deploy", phase: "succeeded", endedAt: NOW - MINUTE }),
      operation({ id: "D", verb: "dispatch", phase: "nobody-came", endedAt: NOW - 2 * MINUTE }),
    ];
    const cards = {
      "7K2M9QW4ZT1C8RX5VB3D": {
        channelId: "COPS",
        ts: "1.1",
        permalink: "https://acme.slack.com/archives/COPS/p11",
      },
      C: { channelId: "COPS", ts: "2.1", permalink: null },
    };
    const view = renderOperations(list({ operations, cards }), asker);
    expect(view.text).toBe("2 operations are under way.");
    expect(show(view)).toMatchInlineSnapshot(`
      "2 operations are under way · 2 ended in the last 30 days
      ⏳ \`rollback\` of *prod/support-line* is waiting for approval · asked for by <@UOPERATOR> since {2025-08-11 02:39 UTC} (5 min ago) · <https://acme.slack.com/archives/COPS/p11|card> · \`7K2M9QW4ZT1C8RX5VB3D\`

      🔵 \`dispatch\` of *prod/support-line* is waiting for the agent in its room · asked for by <@UOPERATOR> since {2025-08-11 02:43 UTC} (4 s ago) · \`B\`

      🟢 \`deploy\` of *prod/support-line* is done · asked for by <@UOPERATOR>, ended {2025-08-11 02:43 UTC} after 4 min · card in <#COPS> · \`C\`

      🔴 \`dispatch\` of *prod/support-line* is over, because no agent came · asked for by <@UOPERATOR>, ended {2025-08-11 02:42 UTC} after 3 min · \`D\`
      _ as of {2025-08-11 02:44 UTC}
      [Refresh] [Share to channel]"
    `);
  });

  it("says that nothing is under way, and of what", () => {
    const view = renderOperations(list({ operations: [], project: "prod", agent: "support-line" }), asker);
    expect(view.text).toBe("No operation is under way for prod/support-line.");
    expect(show(view)).toMatchInlineSnapshot(`
      "No operation is under way for *prod/support-line*
      _ as of {2025-08-11 02:44 UTC}
      [Refresh] [Share to channel]"
    `);
    expect(commandsOf(view).Refresh).toBe("/agent operations --project prod --agent support-line");
  });

  it("has words for every phase of both kinds of operations", () => {
    for (const phase of [...Object.keys(CHANGE_PHASES), ...Object.keys(DISPATCH_PHASES)]) {
      const line = show(renderOperations(list({ operations: [operation({ phase })] }), asker)).split("\n")[1];
      expect(line).toMatch(
        /^(🔵|⏳|🟢|🔴|⚪) `rollback` of \*prod\/support-line\* (is|was|failed|expired)\b/,
      );
      if (phase.includes("-")) expect(line).not.toContain(phase);
    }
  });

  it("shows a phase that only a later version knows as it is called", () => {
    expect(show(renderOperations(list({ operations: [operation({ phase: "frozen" })] }), asker))).toContain(
      "⚪ `rollback` of *prod/support-line* is frozen",
    );
  });

  it("says that there are more, and cuts what is long into pages that Slack accepts", () => {
    const operations = Array.from({ length: 99 }, (_, index) =>
      operation({ id: `<${index}>`, agentName: "`*<!here>*`".repeat(9), askedBy: "@here", phase: ":fire:" }),
    );
    const view = renderOperations(list({ operations, hasMore: true }), asker);
    expect(checkSlackLimits(view)).toEqual([]);
    expect(show(view)).toContain("… and older ones that are not listed");
    expect(show(view)).toMatch(/page 1 of \d/);
  });
});
