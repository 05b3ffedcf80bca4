import { describe, expect, it } from "vitest";
import { renderFollow } from "../../../src/views/render-follow.ts";
import { NOW } from "./fixtures.ts";
import { followOperation, logQuestion } from "./log-fixtures.ts";
import { printedLines } from "./printed-lines.ts";
import { commandsOf, show } from "./show.ts";

const log = { lines: ["one", "token=[masked]"], region: "us-east", isAsleep: false };
const call = { project: "prod", service: "LiveKit Cloud", endpoint: "GET /logs", changes: false };
const down = { kind: "platform-unavailable", cause: "timeout", call } as const;

describe("renderFollow", () => {
  it("shows the newest lines while it runs, and how to end it", () => {
    const view = renderFollow(followOperation({ log, changedAt: NOW, question: logQuestion({ grep: "o" }) }));
    expect(show(view).split("\n")[0]).toBe(
      "🔵 Following the log of *prod/support-line* in `us-east` with `o` until {2025-08-11 02:45 UTC}",
    );
    expect(printedLines(view)).toEqual(log.lines);
    expect(show(view)).toContain(
      "_ last new line {2025-08-11 02:44 UTC} · 1 likely secret masked · asked by <@UOPERATOR>",
    );
    expect(commandsOf(view)).toEqual({
      Stop: "/agent unfollow 7K2M9QW4ZT1C8RX5VB3D",
      Logs: "/agent logs prod/support-line --grep o",
      Status: "/agent status prod/support-line",
    });
  });

  it("ends with a plain sentence, and can be begun again", () => {
    const ended = followOperation({ phase: "ended", phaseSince: NOW + 80_000, log, changedAt: NOW });
    expect(renderFollow(ended).text).toBe(
      "Followed the log of *prod/support-line* in `us-east` for 2 min; these are its last lines.",
    );
    expect(commandsOf(renderFollow(ended))).toMatchObject({
      "Follow 2 min": "/agent logs prod/support-line --follow",
    });
    const stopped = { ...ended, phase: "stopped", phaseSince: NOW, stoppedBy: "UADMIN" } as const;
    expect(renderFollow(stopped).text).toBe(
      "Followed the log of *prod/support-line* in `us-east` until <@UADMIN> stopped it after 40 s.",
    );
    expect(renderFollow({ ...ended, log: null, changedAt: null }).text).toContain("it had no line to show.");
  });

  it("says why nothing comes", () => {
    expect(show(renderFollow(followOperation({ failure: down, log })))).toContain(
      "⚠️ *LiveKit Cloud* did not answer in time for *prod*",
    );
    expect(show(renderFollow(followOperation({ failure: down, log })))).toContain("I keep trying.");
    const gone = followOperation({
      phase: "failed",
      phaseSince: NOW,
      failure: { kind: "platform-not-found", call },
    });
    expect(renderFollow(gone).text).toMatch(
      /^Stopped following the log of \*prod\/support-line\* after 40 s\. \*LiveKit Cloud\* does not find this/,
    );
    const asleep = renderFollow(followOperation({ log: { lines: [], region: "us-east", isAsleep: true } }));
    expect(show(asleep)).toContain("🌙 *prod/support-line* is asleep: it shut down because nobody called");
  });
});
