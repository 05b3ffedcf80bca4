import { describe, expect, it } from "vitest";
import { type Action, buildActionId, parseActionId } from "../../../src/views/action-ids.ts";

describe("action ids", () => {
  it.each<[Action, string]>([
    [{ kind: "command.run", index: 0 }, "command.run:0"],
    [{ kind: "command.share", index: 12 }, "command.share:12"],
    [{ kind: "command.ask", index: 3 }, "command.ask:3"],
    [{ kind: "agent.pick", verb: "status" }, "agent.pick:status"],
  ])("are read as they were written: %o", (action, text) => {
    expect(buildActionId(action)).toBe(text);
    expect(parseActionId(text)).toEqual(action);
  });

  it.each([
    "",
    "command.run",
    "command.run:",
    "command.run:x",
    "command.rum:1",
    "command.run:1\n",
    "agent.pick:",
    "agent.pick:a b",
    `agent.pick:${"a".repeat(300)}`,
  ])("are refused when this version does not write them: %j", (text) => {
    expect(parseActionId(text)).toBeNull();
  });
});
