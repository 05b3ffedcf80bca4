import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCommand } from "../../../src/commands/parse-command.ts";
import { tokenize } from "../../../src/commands/tokenize.ts";
import {
  agentCommand,
  dispatchDeleteCommand,
  dispatchListCommand,
  fleetCommand,
} from "../../../src/views/command-texts.ts";

/** What the grammar makes of a command text. */
function read(text: string): unknown {
  const [, command = "", rest = ""] = /^\/(\w+) ?(.*)$/s.exec(text) ?? [];
  const tokens = tokenize(rest);
  return tokens.ok ? parseCommand(command, tokens.value) : tokens;
}

describe("command texts", () => {
  it("read as a person would type them", () => {
    expect(agentCommand("status", { project: "prod", id: "CA_1", name: "support-line" })).toBe(
      "/agent status prod/support-line",
    );
    expect(agentCommand("status", { project: "prod", id: "CA_1", name: "Support Line" })).toBe(
      '/agent status "prod/Support Line"',
    );
    expect(fleetCommand("status", null)).toBe("/agent status");
    expect(fleetCommand("list", "prod")).toBe("/agent list --project prod");
    expect(dispatchListCommand("prod", "room-1")).toBe("/dispatch list room-1 --project prod");
    expect(dispatchListCommand("prod", "room-1", "AD_1")).toBe("/dispatch list room-1 AD_1 --project prod");
    expect(dispatchDeleteCommand("prod", "room-1", "AD_1")).toBe(
      "/dispatch delete room-1 AD_1 --project prod",
    );
  });

  it("name an agent by id where its name cannot be typed", () => {
    for (const name of ["", " ", "a\nb", "support\u200bline", "x".repeat(101)]) {
      expect(agentCommand("status", { project: "prod", id: "CA_1", name })).toBe(
        "/agent status --id CA_1 --project prod",
      );
    }
  });

  it("mean what they say, whatever the name is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (name) => {
        const byName = { agent: `prod/${name}`, project: null };
        const byId = { agent: "CA_1", project: "prod" };
        const meanings = [byName, byId].map((input) => ({
          ok: true,
          value: { id: "agent.status", input: expect.objectContaining(input) },
        }));
        expect(meanings).toContainEqual(read(agentCommand("status", { project: "prod", id: "CA_1", name })));
      }),
    );
  });

  it("keep a room's name whole", () => {
    for (const room of ["--project", "a b", 'say "hi"', "k=v", "“x”"]) {
      expect(read(dispatchListCommand("prod", room))).toMatchObject({
        ok: true,
        value: { id: "dispatch.list", input: { room, project: "prod" } },
      });
    }
  });
});
