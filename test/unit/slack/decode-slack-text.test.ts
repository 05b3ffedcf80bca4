import { describe, expect, it } from "vitest";
import { decodeSlackText } from "../../../src/slack/decode-slack-text.ts";

describe("decodeSlackText", () => {
  it.each([
    ["status a&amp;b &lt;x&gt;", "status a&b <x>"],
    ["watch <@U123|mara> <@U456>", "watch U123 U456"],
    ["in <#C123|voice-ops> and <#C456|>", "in C123 and C456"],
    ["for <!subteam^S123|@oncall>", "for S123"],
    ["status <http://my-agent.io|my-agent.io>", "status my-agent.io"],
    ["metadata <https://example.com/a?b=1&amp;c=2>", "metadata https://example.com/a?b=1&c=2"],
    ["mail <mailto:a@b.c|a@b.c>", "mail a@b.c"],
    ["say <!channel>", "say @channel"],
    ["&amp;lt;", "&lt;"],
  ])("undoes %j", (text, expected) => {
    expect(decodeSlackText(text)).toBe(expected);
  });
});
