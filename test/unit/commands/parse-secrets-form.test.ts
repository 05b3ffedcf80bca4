import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FormFields, parseSecretsForm } from "../../../src/commands/parse-secrets-form.ts";
import type { PlatformName } from "../../../src/platforms/port.ts";

const parse = (fields: Record<string, string | string[]>, platform: PlatformName = "livekit") =>
  parseSecretsForm(new Map(Object.entries(fields)) satisfies FormFields, platform);

function entered(fields: Record<string, string | string[]>, platform?: PlatformName) {
  const outcome = parse(fields, platform);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  return outcome.entered;
}

describe("parseSecretsForm", () => {
  it("reads an .env file: comments, export, quotes, white space, and `=` in a value", () => {
    const { write, values } = entered({
      values: "# a comment\r\nexport A = 1 \n\nB='two words'\nC=\"x=y\"\nD=it's\nE=\"half",
    });
    expect(write.map(({ name }) => name)).toEqual(["A", "B", "C", "D", "E"]);
    expect([...values.values()]).toEqual(["1", "two words", "x=y", "it's", '"half']);
  });

  it("keeps a file as it is, and takes white space off a value", () => {
    const { values } = entered({ "value environment A": " a\nb \n", "value file f": " {}\n" });
    expect([...values.values()]).toEqual(["a\nb", " {}\n"]);
  });

  it("reads names alone where values come later", () => {
    const { write, values, reason } = entered({ names: "A\nB", "file-names": "c.json", reason: " why " });
    expect(write).toEqual([
      { name: "A", kind: "environment" },
      { name: "B", kind: "environment" },
      { name: "c.json", kind: "file" },
    ]);
    expect(values.size).toBe(0);
    expect(reason).toBe("why");
  });

  it("takes what goes by itself", () => {
    expect(entered({ values: "", remove: ["A"] })).toMatchObject({ write: [], remove: ["A"] });
  });

  it("has rules of each platform for names", () => {
    expect(entered({ names: "A-B" }, "pipecat").write).toHaveLength(1);
    expect(parse({ names: "A-B" })).toMatchObject({ errors: { names: /^Line 1: the name must be letters/ } });
    expect(parse({ names: "A.B" }, "pipecat").ok).toBe(false);
    expect(parse({ names: "A".repeat(65) }, "pipecat").ok).toBe(false);
    expect(entered({ names: "LIVEKIT_URL" }, "pipecat").write).toHaveLength(1);
    expect(parse({ names: "LIVEKIT_API_SECRET" })).toMatchObject({ ok: false });
  });

  it("refuses a file of more than a mebibyte", () => {
    const fields = { "file-name": "a", "file-text": "ü".repeat(524_289) };
    expect(parse(fields)).toEqual({ ok: false, errors: { "file-text": "A secret file has at most 1 MiB." } });
  });

  it("never repeats in an error what was typed", () => {
    const typed = fc.stringMatching(/^[^\s=#]{8,20}$/);
    fc.assert(
      fc.property(fc.array(typed, { minLength: 1, maxLength: 4 }), fc.boolean(), (words, isNames) => {
        const text = words.map((word) => (isNames ? `${word}=${word}` : word)).join("\n");
        const outcome = parse({ [isNames ? "names" : "values"]: text });
        expect(outcome.ok).toBe(false);
        for (const word of words) expect(JSON.stringify(outcome)).not.toContain(word);
      }),
    );
  });

  it("holds values in nothing that can be written down by mistake", () => {
    expect(JSON.stringify(entered({ values: "A=hunter2" }))).not.toContain("hunter2");
  });
});
