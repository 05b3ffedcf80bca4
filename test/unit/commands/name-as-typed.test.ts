import { expect, it } from "vitest";
import { COMMANDS } from "../../../src/commands/command-table.ts";
import { nameAsTyped } from "../../../src/commands/name-as-typed.ts";
import { tokenize } from "../../../src/commands/tokenize.ts";

const name = (text: string) => {
  const tokens = tokenize(text);
  const failure = { kind: "bad-value", usage: "", name: "--min", expected: "at most `--max`" } as const;
  return tokens.ok ? nameAsTyped(failure, COMMANDS["agent.deploy"], tokens.value) : null;
};

it("calls a flag what the person called it", () => {
  expect(name("deploy x --min-agents 5 --max-agents=2")).toMatchObject({
    name: "--min-agents",
    expected: "at most `--max-agents`",
  });
  expect(name("deploy x --min 5 --max-agents 2")).toMatchObject({
    name: "--min",
    expected: "at most `--max-agents`",
  });
});

it("leaves a flag that was not typed, and what is no flag of the command", () => {
  expect(name('deploy x "--min-agents"')).toMatchObject({ name: "--min", expected: "at most `--max`" });
});
