import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clampMrkdwn, clampText } from "../../../src/views/clamp-text.ts";
import { boldText, codeText, escapeText } from "../../../src/views/escape-text.ts";
import { formatDate } from "../../../src/views/format-time.ts";
import { joinMrkdwn, mrkdwn } from "../../../src/views/mrkdwn.ts";

describe("clampText", () => {
  it("leaves what fits as it is", () => {
    expect(clampText("12345", 5)).toBe("12345");
  });

  it("marks what is missing", () => {
    expect(clampText("123456", 5)).toBe("1234…");
  });

  it("never cuts a character in two", () => {
    expect(clampText("a😀😀", 4)).toBe("a😀…");
    expect(clampText("a😀😀", 3)).toBe("a…");
  });
});

describe("clampMrkdwn", () => {
  it("keeps entities, dates and mentions whole", () => {
    expect(clampMrkdwn(escapeText("aaaa<bbbbbbbb"), 10)).toBe("aaaa…");
    expect(clampMrkdwn(mrkdwn`since ${formatDate(0)}`, 20)).toBe("since …");
  });

  it("closes the code span or the bold text that it cuts", () => {
    expect(clampMrkdwn(mrkdwn`see ${codeText("abcdefgh")}`, 12)).toBe("see `abcd`…");
    expect(clampMrkdwn(mrkdwn`see ${boldText("abcdefgh")}`, 12)).toBe("see *abcd*…");
  });

  it("leaves no empty code span or bold text behind", () => {
    expect(clampMrkdwn(mrkdwn`see ${codeText("abcdefgh")}`, 8)).toBe("see …");
    expect(clampMrkdwn(mrkdwn`see ${boldText("abcdefgh")}`, 8)).toBe("see …");
  });

  it("is within the limit and balanced, whatever it cuts", () => {
    const part = fc
      .string({ unit: "binary", maxLength: 30 })
      .chain((text) =>
        fc.constantFrom(escapeText(text), codeText(text), boldText(text), formatDate(text.length)),
      );
    fc.assert(
      fc.property(fc.array(part), fc.integer({ min: 10, max: 200 }), (parts, limit) => {
        const clamped = clampMrkdwn(joinMrkdwn(parts), limit);
        expect(clamped.length).toBeLessThanOrEqual(limit);
        expect(clamped.isWellFormed()).toBe(true);
        expect(clamped.split("`").length % 2).toBe(1);
        expect(clamped.replace(/`[^`]*`/g, "").split("*").length % 2).toBe(1);
        expect(clamped.replace(/<[^<>]*>/g, "")).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
      }),
    );
  });
});
