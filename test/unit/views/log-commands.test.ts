import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCommand } from "../../../src/commands/parse-command.ts";
import { tokenize } from "../../../src/commands/tokenize.ts";
import type { LogQuestion } from "../../../src/operations/log-question.ts";
import { logsCommand, unfollowCommand } from "../../../src/views/log-commands.ts";
import { liveKitAgent } from "./fixtures.ts";
import { logQuestion } from "./log-fixtures.ts";

const parse = (command: string) => {
  const tokens = tokenize(command.replace("/agent ", ""));
  if (!tokens.ok) throw new Error(tokens.failure.kind);
  const parsed = parseCommand("agent", tokens.value);
  if (!parsed.ok) throw new Error(`${command}: ${parsed.failure.kind}`);
  return parsed.value;
};

const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const question: fc.Arbitrary<LogQuestion> = fc.record({
  type: fc.constantFrom("deploy", "build"),
  lines: orNull(fc.integer({ min: 1, max: 1000 })),
  sinceMs: orNull(fc.integer({ min: 1, max: 9999 }).map((minutes) => minutes * 60_000)),
  grep: orNull(fc.string({ minLength: 1, maxLength: 200 }).filter((text) => !/\p{C}/u.test(text))),
  session: orNull(fc.constantFrom("c0ffe102-0000-4000-8000-000000000102", "s:1")),
  deployment: orNull(fc.constantFrom("preview", "c92f7d04-6f0d-4a57-8d3c-51f7a0c0b103")),
});

describe("logsCommand", () => {
  it("reads as it can be typed", () => {
    const asked = logQuestion({ sinceMs: 7_200_000, grep: "--x", lines: 5 });
    expect(logsCommand(liveKitAgent("prod", "support-line"), asked, "file")).toBe(
      '/agent logs prod/support-line --lines 5 --since 2h --grep "--x" --file',
    );
    expect(unfollowCommand("7K2M9QW4ZT1C8RX5VB3D")).toBe("/agent unfollow 7K2M9QW4ZT1C8RX5VB3D");
  });

  it("is understood as the same question again", () => {
    fc.assert(
      fc.property(question, fc.constantFrom(undefined, "file", "follow"), (asked, way) => {
        const command = logsCommand(liveKitAgent("prod", "support-line"), asked, way);
        const { sinceMs, type, ...rest } = asked;
        expect(parse(command)).toEqual({
          id: "agent.logs",
          input: {
            ...rest,
            agent: "prod/support-line",
            project: null,
            type: type === "build" ? "build" : null,
            since: sinceMs,
            file: way === "file",
            follow: way === "follow",
            json: false,
          },
        });
      }),
    );
  });
});
