import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderJson } from "../../../src/views/render-json.ts";
import type { View } from "../../../src/views/view.ts";
import { checkSlackLimits } from "./check-slack-limits.ts";

/** What a reader copies out of the message. */
function copied(view: View): string {
  return view.blocks
    .flatMap((block) => (block.type === "rich_text" ? block.elements : []))
    .flatMap((element) => element.elements.map((part) => (part.type === "text" ? part.text : "")))
    .join("\n");
}

describe("renderJson", () => {
  it("shows data in fixed width, with keys in alphabetical order", () => {
    expect(renderJson({ b: [1, null], a: { d: true, c: "```<!channel>" } })).toEqual({
      text: "The answer follows as JSON.",
      blocks: [
        {
          type: "rich_text",
          elements: [
            {
              type: "rich_text_preformatted",
              elements: [
                {
                  type: "text",
                  text: '{\n  "a": {\n    "c": "```<!channel>",\n    "d": true\n  },\n  "b": [\n    1,\n    null\n  ]\n}',
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it("is the same for the same data in another order", () => {
    expect(renderJson({ a: 1, b: { c: 2, d: 3 } })).toEqual(renderJson({ b: { d: 3, c: 2 }, a: 1 }));
  });

  it("writes what has no ink as an escape, which is the same text", () => {
    expect(copied(renderJson("a\u200b\u202eb\u{e0041}"))).toBe('"a\\u200b\\u202eb\\udb40\\udc41"');
  });

  it("goes over several blocks at the ends of lines", () => {
    const data = Array.from({ length: 300 }, (_, index) => `line ${index}`);
    const view = renderJson(data);
    expect(view.blocks.length).toBeGreaterThan(1);
    expect(JSON.parse(copied(view))).toEqual(data);
  });

  it("goes over several blocks without cutting a character in two", () => {
    for (const text of ["😀".repeat(1600), `x${"😀".repeat(1600)}`]) {
      expect(checkSlackLimits(renderJson(text))).toEqual([]);
    }
  });

  it("says that it is too much instead of showing a part, and how to ask for less", () => {
    const view = renderJson("x".repeat(48_213));
    expect(view.text).toMatchInlineSnapshot(
      `"This answer has about 49 000 characters of JSON, more than Slack shows in one message. Ask for one agent, or for one project with \`--project\`. \`too-long\`"`,
    );
    expect(copied(view)).toBe("");
  });

  it("gives back exactly the data, or says that it is too much", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4, stringUnit: "binary" }), (data) => {
        const view = renderJson(data);
        expect(checkSlackLimits(view)).toEqual([]);
        const text = copied(view);
        if (text !== "") expect(JSON.stringify(JSON.parse(text))).toHaveLength(JSON.stringify(data).length);
      }),
    );
  });
});
