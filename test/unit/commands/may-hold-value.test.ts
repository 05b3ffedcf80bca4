import { describe, expect, it } from "vitest";
import { parseCommand } from "../../../src/commands/parse-command.ts";
import { tokenize } from "../../../src/commands/tokenize.ts";

function parse(text: string) {
  const tokens = tokenize(text);
  if (!tokens.ok) throw new Error(tokens.failure.kind);
  return parseCommand("agent", tokens.value);
}
const refused = { ok: false, failure: { kind: "secret-in-command" } };

describe("a command about secrets", () => {
  it.each([
    "update-secrets prod/x OPENAI_API_KEY=sk-1",
    "update prod/x OPENAI_API_KEY=sk-1",
    'update-secrets prod/x "OPENAI_API_KEY=sk-1"',
    "update-secrets prod/x OPENAI_API_KEY sk-1",
    "update-secrets prod/x --secret OPENAI_API_KEY=sk-1",
    'update-secrets prod/x --secret "OPENAI_API_KEY=sk-1"',
    "update-secrets prod/x --secret=OPENAI_API_KEY=sk-1",
    "update-secrets prod/x secret=OPENAI_API_KEY=sk-1",
    "update-secrets prod/x --OPENAI_API_KEY=sk-1",
    "update-secrets prod/x --secrets=sk-1",
    "update-secrets --id CA_x sk-1",
    "update-secrets prod/x --dry-run OPENAI_API_KEY=sk-1",
    "secrets prod/x OPENAI_API_KEY=sk-1",
    "update-secret prod/x OPENAI_API_KEY=sk-1",
    "secret prod/x OPENAI_API_KEY=sk-1",
  ])("is refused without a word of what it holds: %s", (text) => {
    expect(parse(text)).toEqual(refused);
  });

  it.each([
    "update-secrets prod/x",
    "update prod/x --secret A --secret B --file c.json --remove D --overwrite",
    "update-secrets --id CA_x --project prod --secret A",
    "update-secrets id=CA_x project=prod",
    'update-secrets prod/x --reason "A=1 leaked" --dry-run=true',
    "update-secrets prod/x --set voice-secrets --image-pull=https://index.docker.io/v1/",
    "secrets prod/x --page 2 --json",
    "secrets --id CA_x",
  ])("is understood: %s", (text) => {
    expect(parse(text).ok).toBe(true);
  });

  it("is told of a flag that was mistyped, like any other", () => {
    expect(parse("update-secrets prod/x --reasn")).toMatchObject({
      failure: { kind: "unknown-flag", given: "reasn" },
    });
    // What follows it may be a value.
    expect(parse("update-secrets prod/x --secrt sk-1")).toEqual(refused);
    expect(parse("deploy prod/x A=1")).toMatchObject({ failure: { kind: "unexpected-argument" } });
  });
});
