import { describe, expect, it } from "vitest";
import { renderLogs } from "../../../src/views/render-logs.ts";
import { asker, liveKitAgent, MINUTE, NOW } from "./fixtures.ts";
import { logQuestion, logTail } from "./log-fixtures.ts";
import { printedLines } from "./printed-lines.ts";
import { commandsOf, show } from "./show.ts";

const agent = liveKitAgent("prod", "support-line");
const ask = logQuestion;
const NONE = { count: 0, isAtLeast: false };

describe("renderLogs", () => {
  it("shows every line as it is", () => {
    const lines = ["Traceback (most recent call last):", '  File "bot.py", line 3', "KeyError: '<!here>'"];
    const view = renderLogs(agent, ask(), logTail(lines), asker);
    expect(view.text).toBe("The newest 3 lines of the log of *prod/support-line* in `us-east`.");
    expect(printedLines(view)).toEqual(lines);
    expect(commandsOf(view)).toEqual({
      Status: "/agent status prod/support-line",
      Refresh: "/agent logs prod/support-line",
      "Follow 2 min": "/agent logs prod/support-line --follow",
      "As a file for all here": "/agent logs prod/support-line --file",
      "Share to channel": "/agent logs prod/support-line",
    });
  });

  it("tells the words of a dead revision from those of the new one, and when the newest was written", () => {
    const marks = [
      { at: NOW - 60_000, deployment: "d054c629-0000-4000-8000-000000000001" },
      { at: NOW - 30_000, deployment: "e7a1b2c3-0000-4000-8000-000000000002" },
    ];
    const view = renderLogs(agent, ask(), logTail(["KeyError", "started"], { marks }), asker);
    expect(view.text).toContain("The newest 2 lines of");
    expect(printedLines(view)).toEqual([
      "— deployment d054c629, 2025-08-11 UTC —",
      "02:43:00 KeyError",
      "— deployment e7a1b2c3 —",
      "02:43:30 started",
    ]);
    expect(show(view)).toContain("newest line {2025-08-11 02:43 UTC} · as of");
  });

  it("says what was asked, and asks the same with every button", () => {
    const question = ask({ lines: 50, sinceMs: 10 * MINUTE, grep: 'a "b"', deployment: "preview" });
    const counts = { matched: { count: 2, isAtLeast: false }, searched: { count: 120, isAtLeast: true } };
    const view = renderLogs(agent, question, logTail(["a", "b"], counts), asker);
    expect(view.text).toBe(
      'The newest 2 lines with `a "b"` of the log of *prod/support-line* in `us-east`, deployment `preview`, last 10 min.',
    );
    expect(show(view)).toContain("2 of at least 120 lines match");
    const flags = '--since 10m --grep "a \\"b\\"" --deployment preview';
    expect(commandsOf(view)).toMatchObject({
      Refresh: `/agent logs prod/support-line --lines 50 ${flags}`,
      "Follow 2 min": `/agent logs prod/support-line ${flags} --follow`,
      "As a file for all here": `/agent logs prod/support-line --lines 50 ${flags} --file`,
    });
  });

  it("keeps the newest of what is too much, and says how much there is", () => {
    const lines = Array.from({ length: 200 }, (_, index) => `${index} ${"x".repeat(90)}`);
    const view = renderLogs(agent, ask(), logTail(lines), { ...asker, audience: "channel" });
    const shown = printedLines(view);
    expect(shown).toEqual(lines.slice(-shown.length));
    expect(shown.length).toBeGreaterThan(60);
    expect(show(view)).toContain(`${shown.length} of 200 lines shown`);
    expect(Object.keys(commandsOf(view))).not.toContain("Share to channel");
  });

  it("says when there is nothing to show, and why", () => {
    const say = (question = ask(), changes = {}) =>
      renderLogs(agent, question, logTail([], changes), asker).text;
    expect(say()).toBe("There is no line to show of the log of *prod/support-line* in `us-east`.");
    expect(say(ask({ sinceMs: 2 * 60 * MINUTE }))).toBe(
      "There is no line to show of the log of *prod/support-line* in `us-east`, last 2 h.",
    );
    expect(say(ask({ grep: "foo" }), { matched: NONE, searched: { count: 9, isAtLeast: false } })).toBe(
      "No line with `foo` in the log of *prod/support-line* in `us-east`.",
    );
    expect(say(ask(), { region: null })).toBe("*prod/support-line* runs in no region, so it has no log.");
  });

  it("shows an agent that has gone to sleep as asleep, not as broken", () => {
    const view = renderLogs(agent, ask(), logTail([], { isAsleep: true }), asker);
    expect(show(view).split("\n")[0]).toBe(
      "🌙 *prod/support-line* is asleep in `us-east`: it shut down because nobody called, and wakes with the next call (about 20 s)",
    );
    expect(renderLogs(agent, ask(), logTail(["bye"], { isAsleep: true }), asker).text).toBe(
      "*prod/support-line* is asleep. The newest 1 line of the log of *prod/support-line* in `us-east`.",
    );
  });

  it("says plainly that it could not tell times apart, and what may be missing or hidden", () => {
    const tail = logTail(["api_key=[masked]", "Bearer [masked]"], { isTimed: false, isCut: true });
    const shown = show(renderLogs(agent, ask({ sinceMs: MINUTE }), tail, asker));
    expect(shown).toContain("No line says when it was written");
    expect(shown).toContain("2 likely secrets masked");
    expect(shown).toContain("newer lines may be missing");
    expect(show(renderLogs(agent, ask(), tail, asker))).not.toContain("No line says when it was written");
  });

  it("offers nobody to follow a build", () => {
    const view = renderLogs(agent, ask({ type: "build" }), logTail(["#1 done"]), asker);
    expect(view.text).toContain("the build log of");
    expect(commandsOf(view)).toMatchObject({ Refresh: "/agent logs prod/support-line --type build" });
    expect(Object.keys(commandsOf(view))).not.toContain("Follow 2 min");
  });
});
