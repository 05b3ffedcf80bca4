import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCommand } from "../../../src/commands/parse-command.ts";
import { tokenize } from "../../../src/commands/tokenize.ts";
import { parseActionId } from "../../../src/views/action-ids.ts";
import { checkSlackLimits } from "./check-slack-limits.ts";
import { everyView, pagesOf } from "./every-view.ts";
import { asker } from "./fixtures.ts";
import { buttonsOf } from "./show.ts";

const HOSTILE = [
  "support-line",
  `${"long-name-".repeat(29)}\u0007\u001b[31m`,
  "*a* _b_ ~c~ `d`",
  "`x`\n<!channel> <@UADMIN> @here @channel",
  "```\nfence\n```",
  "<https://evil.example|click> &amp; &lt;",
  "😀".repeat(150),
  "\ud83d half \udc00",
  "\u202egnp.elif \u200b\u2060\ufeff",
  ":fire: :large_green_circle:",
  '"quoted" \\back\\ --flag=x',
  "&".repeat(300),
  "> quote",
  " \t ",
  "",
];

const hostileTexts = (): (() => string) => {
  let index = 0;
  return () => HOSTILE[index++ % HOSTILE.length] ?? "";
};

describe("every view", () => {
  for (const many of [0, 1, 500]) {
    for (const [name, view] of Object.entries(everyView({ text: hostileTexts(), many }))) {
      it(`stays within Slack's limits with ${many} of everything: ${name}`, () => {
        for (const page of pagesOf(view)) expect(checkSlackLimits(page)).toEqual([]);
      });
    }
  }

  it("stays within Slack's limits whatever the names are", { timeout: 60_000 }, () => {
    const fragment = fc.oneof(
      fc.constantFrom(
        "*",
        "_",
        "~",
        "`",
        "<",
        ">",
        "&",
        "&amp;",
        ":a:",
        "@here",
        "<!channel>",
        "\n",
        '"',
        "\\",
      ),
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.nat(0xffff).map((unit) => String.fromCharCode(unit)),
    );
    const text = fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(text, { minLength: 5, maxLength: 5 }), (texts) => {
        let index = 0;
        const views = everyView({ text: () => texts[index++ % texts.length] ?? "", many: 2 });
        for (const [name, view] of Object.entries(views)) {
          expect(checkSlackLimits(view(asker)), name).toEqual([]);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("has no button whose command the grammar refuses", () => {
    const views = everyView({ text: () => "support-line", many: 60 });
    const own = Object.entries(views).filter(([name]) => !name.startsWith("failure"));
    for (const [name, view] of own) {
      for (const page of pagesOf(view)) {
        for (const { text, value = "", action_id: actionId = "" } of buttonsOf(page)) {
          const label = text.text;
          // What a form asks for comes last.
          const command = parseActionId(actionId)?.kind === "command.ask" ? `${value} "why"` : value;
          const [, verb = "", rest = ""] = /^\/(\w+) ?(.*)$/s.exec(command) ?? [];
          const tokens = tokenize(rest);
          const parsed = tokens.ok ? parseCommand(verb, tokens.value) : tokens;
          expect(parsed, `${name} [${label}] ${command}`).toMatchObject({ ok: true });
        }
      }
    }
  });
});
