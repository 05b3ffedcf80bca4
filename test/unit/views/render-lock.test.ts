import { describe, expect, it } from "vitest";
import { renderLocked, renderUnlocked } from "../../../src/views/render-lock.ts";
import { HOUR, liveKitAgent, MINUTE, NOW } from "./fixtures.ts";
import { commandsOf, show } from "./show.ts";

const agent = liveKitAgent("prod", "support-line");
const lock = { by: "UADMIN", since: NOW, until: NOW + 2 * HOUR, reason: "demo for the board" };

describe("a lock", () => {
  it("says who holds the agent, until when, and why", () => {
    expect(show(renderLocked(agent, lock, null, NOW))).toBe(
      "🔒 *prod/support-line* is locked by <@UADMIN> for 2 h, until {2025-08-11 04:44 UTC}: “demo for the board”. Nobody else can change it meanwhile.\n[Unlock] [Status]",
    );
    expect(renderLocked(agent, { ...lock, until: null }, null, NOW).text).toContain(
      "<@UADMIN> until somebody unlocks it: “demo",
    );
    expect(commandsOf(renderLocked(agent, lock, null, NOW))).toEqual({
      Unlock: "/agent unlock prod/support-line",
      Status: "/agent status prod/support-line",
    });
  });

  it("says what becomes of a change that somebody else has asked for already", () => {
    const open = { operationId: "OP1", verb: "rollback", by: "UOPERATOR", since: NOW };
    expect(renderLocked(agent, lock, open, NOW).text).toContain(
      "The rollback that <@UOPERATOR> asked for is open: if it was not called yet, it will be refused; if it was, it goes on.",
    );
    expect(renderLocked(agent, lock, { ...open, by: "UADMIN" }, NOW).text).not.toContain("is open");
  });

  it("says who lifted it, and whose it was", () => {
    const later = NOW + 25 * MINUTE;
    expect(renderUnlocked(agent, lock, "UOPERATOR", later).text).toBe(
      "*prod/support-line* can be changed again: <@UOPERATOR> lifted the lock of <@UADMIN> (“demo for the board”) after 25 min.",
    );
    expect(renderUnlocked(agent, lock, "UADMIN", later).text).toContain("<@UADMIN> lifted the lock (“demo");
  });
});
