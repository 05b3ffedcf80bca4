import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  boldText,
  codeText,
  escapeText,
  linkText,
  mentionChannel,
  mentionGroup,
  mentionUser,
  plainText,
  proseText,
} from "../../../src/views/escape-text.ts";
import { mrkdwn } from "../../../src/views/mrkdwn.ts";

const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "*",
        "_",
        "~",
        "`",
        "<",
        ">",
        "&",
        "&amp;",
        ":fire:",
        "@channel",
        "\n",
        "\u200b",
        "\u202e",
      ),
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.nat(0xffff).map((unit) => String.fromCharCode(unit)),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(""));

/** What a reader of Slack sees of text without markup. */
const seen = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
/** Look-alikes back to what they stand for. */
const LOOKALIKES = { "∗": "*", "∼": "~", ˍ: "_", ˋ: "`", "꞉": ":", "＠": "@", "＞": ">" };
const meant = (text: string): string =>
  text.replace(
    /[∗∼ˍˋ꞉＠＞]/g,
    (character) => Object.entries(LOOKALIKES).find(([from]) => from === character)?.[1] ?? "",
  );

describe("escapeText", () => {
  it("shows ordinary names as they are", () => {
    for (const name of ["support-line", "support_line_2", "Büro 7", "客服", "a.b/c:1", "20250809003117"]) {
      expect(escapeText(name)).toBe(name);
    }
  });

  it("shows markup as text", () => {
    expect(escapeText("*a* _b_ ~c~ `d`")).toBe("∗a∗ ˍb_ ∼c∼ ˋdˋ");
    expect(escapeText("<https://evil.example|click> & co")).toBe(
      "&lt;https://evil.example|click&gt; &amp; co",
    );
    expect(escapeText("> quote")).toBe("＞ quote");
    expect(escapeText(":fire: 12:30:45")).toBe("꞉fire: 12꞉30:45");
  });

  it("pings nobody", () => {
    expect(escapeText("`x`\n<!channel> <@UADMIN> @here @Channel @everyone")).toBe(
      "ˋxˋ &lt;!channel&gt; &lt;@UADMIN&gt; ＠here ＠Channel ＠everyone",
    );
  });

  it("makes what has no ink visible, so that no name passes for another", () => {
    expect(escapeText("support\u200bline")).toBe("support\ufffdline");
    expect(escapeText("\u202eenil")).toBe("\ufffdenil");
    expect(escapeText("half \ud83d")).toBe("half \ufffd");
    expect(escapeText("❤\ufe0f")).toBe("❤");
  });

  it("keeps everything on one line", () => {
    expect(escapeText(" a\r\n\tb\u0000\u2028c ")).toBe("a b c");
  });

  it("shortens before escaping, so no entity is cut", () => {
    expect(escapeText("&&&&&", 3)).toBe("&amp;&amp;…");
  });

  it("leaves nothing that Slack would parse, and nothing out, whatever it is given", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const escaped = escapeText(text, 1000);
        expect(escaped).not.toMatch(
          /[<>*~`\n]|&(?!amp;|lt;|gt;)|(?<![\p{L}\p{N}])_|:[\w+'-]+:|@(channel|here|everyone)/iu,
        );
        expect(escaped.isWellFormed()).toBe(true);
        expect(meant(seen(escaped))).toBe(meant(plainText(text, 1000)));
      }),
    );
  });
});

describe("codeText", () => {
  it("keeps emphasis characters, which have no effect in a code span", () => {
    expect(codeText("*.py _x_ ~/y")).toBe("`*.py _x_ ~/y`");
  });

  it("cannot be left by a backtick", () => {
    expect(codeText("a`b```c")).toBe("`aˋbˋˋˋc`");
  });

  it("says so when there is nothing to show", () => {
    expect(codeText(" \n ")).toBe("`(blank)`");
  });

  it("is one code span, whatever it is given", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(codeText(text)).toMatch(/^`[^`<>\n]+`$/);
        expect(codeText(text)).not.toMatch(/&(?!amp;|lt;|gt;)|@(channel|here|everyone)/i);
      }),
    );
  });
});

describe("boldText", () => {
  it("is bold from the first to the last character, whatever it is given", () => {
    expect(boldText("*a*")).toBe("*∗a∗*");
    expect(boldText("")).toBe("*(no name)*");
    fc.assert(
      fc.property(anyText, (text) => {
        expect(boldText(text)).toMatch(/^\*\S([^*]*\S)?\*$/);
      }),
    );
  });
});

describe("proseText", () => {
  it("shows code between backticks as code", () => {
    expect(proseText("`on-failure` or `never`")).toBe("`on-failure` or `never`");
    expect(proseText("set <name> in `wrangler.toml`")).toBe("set &lt;name&gt; in `wrangler.toml`");
  });

  it("takes a backtick without a partner as text", () => {
    expect(proseText("a ` b")).toBe("a ˋ b");
    expect(proseText("`a` ` b")).toBe("`a` ˋ b");
  });

  it("never leaves a code span open", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(proseText(text).split("`").length % 2).toBe(1);
      }),
    );
  });
});

describe("mentions and links", () => {
  it("mentions a person or a channel by id, and nothing else", () => {
    expect(mentionUser("UOPERATOR")).toBe("<@UOPERATOR>");
    expect(mentionUser("!channel")).toBe("`!channel`");
    expect(mentionChannel("COPS")).toBe("<#COPS>");
    expect(mentionChannel("U1|<!here>")).toBe("`U1|&lt;!here&gt;`");
    expect(mentionGroup("SONCALL")).toBe("<!subteam^SONCALL>");
    expect(mentionGroup("S1> <!here")).toBe("`S1&gt; &lt;!here`");
  });

  it("links http addresses only, and whole ones only", () => {
    const label = mrkdwn`Dashboard`;
    expect(linkText("https://example.com/a?b=1&c=2|x", label)).toBe(
      "<https://example.com/a?b=1&amp;c=2%7Cx|Dashboard>",
    );
    expect(linkText("https://example.com/<!channel>", label)).toBe(
      "<https://example.com/%3C!channel%3E|Dashboard>",
    );
    expect(linkText("javascript:alert(1)", label)).toBeNull();
    expect(linkText("not an address", label)).toBeNull();
    expect(linkText(`https://example.com/${"a".repeat(3000)}`, label)).toBeNull();
  });
});
