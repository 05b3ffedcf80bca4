import { describe, expect, it } from "vitest";
import { renderLogs } from "../../../src/views/render-logs.ts";
import type { View } from "../../../src/views/view.ts";
import { asker, liveKitAgent } from "./fixtures.ts";
import { commandsOf, show } from "./show.ts";

const agent = liveKitAgent("prod", "support-line");

/** What stands in fixed width, over all blocks. */
const printed = (view: View): string[] =>
  view.blocks.flatMap((block) =>
    block.type === "rich_text"
      ? block.elements.flatMap((element) =>
          element.type === "rich_text_preformatted"
            ? element.elements.flatMap((part) => (part.type === "text" ? part.text.split("\n") : []))
            : [],
        )
      : [],
  );

describe("renderLogs", () => {
  it("shows every line as it is", () => {
    const lines = ["Traceback (most recent call last):", '  File "bot.py", line 3', "KeyError: '<!here>'"];
    const view = renderLogs(agent, lines, asker);
    expect(view.text).toBe("The newest 3 lines of the log of *prod/support-line*.");
    expect(printed(view)).toEqual(lines);
    expect(commandsOf(view)).toEqual({
      Status: "/agent status prod/support-line",
      Refresh: "/agent logs prod/support-line",
      "Share to channel": "/agent logs prod/support-line",
    });
  });

  it("keeps the newest of what is too much, and says how many it left out", () => {
    const lines = Array.from({ length: 200 }, (_, index) => `${index} ${"x".repeat(90)}`);
    const view = renderLogs(agent, lines, { ...asker, audience: "channel" });
    const shown = printed(view);
    expect(shown).toEqual(lines.slice(-shown.length));
    expect(shown.length).toBeGreaterThan(80);
    expect(show(view)).toContain(`${200 - shown.length} lines left out`);
    expect(Object.keys(commandsOf(view))).not.toContain("Share to channel");
  });

  it("says when there is nothing to show", () => {
    expect(renderLogs(agent, [], asker).text).toBe("The log of *prod/support-line* has no lines to show.");
  });
});
