import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMrkdwn, parsePlainText } from "../../../sim/playground/blocks/parse-mrkdwn.ts";
import { codeText, escapeText } from "../../../src/views/escape-text.ts";

/** The elements of a text that is one section. */
function pieces(text: string) {
  const { elements } = parseMrkdwn(text);
  const [section] = elements;
  if (elements.length !== 1 || section?.type !== "rich_text_section")
    throw new Error(JSON.stringify(elements));
  return section.elements;
}
const text = (content: string, style = {}) => ({ type: "text", text: content, style });

describe("parseMrkdwn", () => {
  it("reads bold, italic, struck and code", () => {
    expect(pieces("a *b* _c_ ~d~ `e`")).toEqual([
      text("a "),
      text("b", { bold: true }),
      text(" "),
      text("c", { italic: true }),
      text(" "),
      text("d", { strike: true }),
      text(" "),
      text("e", { code: true }),
    ]);
  });

  it("reads marks within marks", () => {
    expect(pieces("*a _b_*")).toEqual([text("a ", { bold: true }), text("b", { bold: true, italic: true })]);
  });

  it.each([
    "snake_case_name",
    "2*3*4",
    "* not bold *",
    "*not\nbold*",
    "a_b_",
    "_a_b",
    "**",
    "__",
    "10:30:45",
    "`",
    "~/path~x",
  ])("leaves %j as it is", (plain) => {
    expect(pieces(plain)).toEqual([text(plain)]);
  });

  it("reads no marks in code", () => {
    expect(pieces("`*a* _b_ &lt;c&gt;`")).toEqual([text("*a* _b_ <c>", { code: true })]);
  });

  it("keeps what was escaped from meaning anything", () => {
    expect(pieces("&lt;!channel&gt; &lt;@UADMIN&gt; &amp;lt;")).toEqual([text("<!channel> <@UADMIN> &lt;")]);
  });

  it("reads mentions, links and dates", () => {
    expect(pieces("<@U1|ann><#C1|ops><!subteam^S1|@oncall><!here><https://a.test?x=1&amp;y|here>")).toEqual([
      { type: "user", user_id: "U1", style: {} },
      { type: "channel", channel_id: "C1", style: {} },
      { type: "usergroup", usergroup_id: "S1", style: {} },
      { type: "broadcast", range: "here", style: {} },
      { type: "link", url: "https://a.test?x=1&y", text: "here", style: {} },
    ]);
    expect(pieces("<!date^1750000000^{date_short_pretty} at {time}|then>")).toEqual([
      { type: "date", timestamp: 1_750_000_000, format: "{date_short_pretty} at {time}", style: {} },
    ]);
  });

  it("reads emoji by name and the signs of health by themselves", () => {
    expect(pieces(":wave: 🟢 ok")).toEqual([
      { type: "emoji", name: "wave" },
      text(" "),
      { type: "emoji", name: "large_green_circle" },
      text(" ok"),
    ]);
  });

  it("reads quotes and fences as paragraphs of their own", () => {
    expect(parseMrkdwn("a\n&gt; b\n&gt; c\nd ```x *y*\nz``` e").elements).toEqual([
      { type: "rich_text_section", elements: [text("a")] },
      { type: "rich_text_quote", elements: [text("b\nc")], border: 1 },
      { type: "rich_text_section", elements: [text("d ")] },
      { type: "rich_text_preformatted", elements: [{ type: "text", text: "x *y*\nz" }] },
      { type: "rich_text_section", elements: [text(" e")] },
    ]);
  });

  it("shows any text that Switchboard escapes without a mention, a link or a mark", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."<>&!@#U1|*_~`^ a\n") }), (foreign) => {
        for (const escaped of [escapeText(foreign), codeText(foreign)]) {
          const { elements } = parseMrkdwn(`x ${escaped} y`);
          const shown = elements.flatMap((element) => [...element.elements]);
          for (const style of [{ bold: true }, { italic: true }, { strike: true }])
            expect(shown).not.toContainEqual(
              expect.objectContaining({ style: expect.objectContaining(style) }),
            );
          expect(new Set(shown.map(({ type }) => type))).toEqual(new Set(["text"]));
        }
      }),
    );
  });
});

describe("parsePlainText", () => {
  it("reads emoji and nothing else", () => {
    expect(parsePlainText("*a* <@U1> &lt; :wave:").elements).toEqual([
      { type: "rich_text_section", elements: [text("*a* <@U1> &lt; "), { type: "emoji", name: "wave" }] },
    ]);
  });
});
