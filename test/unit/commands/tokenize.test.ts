import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteArgument } from "../../../src/commands/quote-argument.ts";
import { tokenize } from "../../../src/commands/tokenize.ts";

const words = (text: string): string[] => {
  const tokens = tokenize(text);
  if (!tokens.ok) throw new Error(`unexpected ${tokens.failure.kind}`);
  return tokens.value.map((token) => token.text);
};

describe("tokenize", () => {
  it("splits on any white space, also the non-breaking one that phones insert", () => {
    expect(words("  status\tprod/support-line\u00a0--json\n")).toEqual([
      "status",
      "prod/support-line",
      "--json",
    ]);
  });

  it("keeps quoted text together, with the other kind of quote inside", () => {
    expect(words(`a "two words" 'it is "so"' b`)).toEqual(["a", "two words", 'it is "so"', "b"]);
  });

  it("joins quoted and bare parts of one word, as a shell does", () => {
    expect(words(`--metadata="vip caller" attr=k="a b"`)).toEqual(["--metadata=vip caller", "attr=k=a b"]);
  });

  it("reads a backslash before a quote or a backslash, and leaves all others alone", () => {
    expect(words(String.raw`"say \"hi\" C:\\x \n" C:\dir`)).toEqual([
      String.raw`say "hi" C:\x \n`,
      String.raw`C:\dir`,
    ]);
  });

  it.each([
    ["“two words”", "two words"],
    ["„two words“", "two words"],
    ["«two words»", "two words"],
    ["‘two words’", "two words"],
    ['“two words"', "two words"],
  ])("accepts the quotes that phones type: %s", (text, expected) => {
    expect(words(text)).toEqual([expected]);
  });

  it("takes an apostrophe inside a word for an apostrophe", () => {
    expect(words("callers don't hear it’s silent")).toEqual(["callers", "don't", "hear", "it’s", "silent"]);
  });

  it.each(["—project prod", "–project prod", "−−project prod", "-–project prod"])(
    "restores the dashes that a phone joined: %s",
    (text) => {
      expect(words(text)).toEqual(["--project", "prod"]);
    },
  );

  it("leaves dashes inside words, before digits and in quotes as they are", () => {
    expect(words('room—1 –5 "—project"')).toEqual(["room—1", "–5", "—project"]);
  });

  it("drops zero-width spaces that came along with copied text, but not the joiners inside an emoji", () => {
    expect(words("sta\u200btus\ufeff 👩‍💻")).toEqual(["status", "👩‍💻"]);
  });

  it("keeps an empty quoted word", () => {
    expect(words(`a "" b`)).toEqual(["a", "", "b"]);
  });

  it.each([`status "prod`, "status “prod", "status 'prod", String.raw`"ends in \"`])(
    "fails on a quote that is never closed: %s",
    (text) => {
      expect(tokenize(text)).toMatchObject({ ok: false, failure: { kind: "unclosed-quote" } });
    },
  );

  it("reads back exactly what quoteArgument wrote, whatever it was", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (values) => {
        expect(words(values.map(quoteArgument).join(" "))).toEqual(values);
      }),
    );
  });

  it("answers every text, with words or with the one failure that it has", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const tokens = tokenize(text);
        expect(tokens.ok || tokens.failure.kind === "unclosed-quote").toBe(true);
      }),
    );
  });
});
