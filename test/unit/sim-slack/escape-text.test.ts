import { describe, expect, it } from "vitest";
import { escapeText } from "../../../sim/slack/escape-text.ts";
import { richTextOf } from "../../../sim/slack/rich-text-of.ts";
import { startingWorkspace } from "../../../sim/slack/starting-workspace.ts";
import { createWorkspaceState } from "../../../sim/slack/workspace-state.ts";
import { WorkspaceStore } from "../../../sim/slack/workspace-store.ts";

const store = new WorkspaceStore(createWorkspaceState(startingWorkspace.setup), () => 0);
store.state.channels.push({
  id: "CSECRET",
  name: "secret",
  kind: "private",
  topic: "",
  isExtShared: false,
  isArchived: false,
  members: [],
});

describe("escapeText", () => {
  it.each([
    ["a & b", "a &amp; b"],
    ["<!channel>", "&lt;!channel&gt;"],
    ["&lt;", "&amp;lt;"],
    ["ask @admin, please", "ask <@UADMIN|admin>, please"],
    ["@nobody and @", "@nobody and @"],
    ["@oncall", "<!subteam^SONCALL|@oncall>"],
    ["@here", "<!here>"],
    ["in #voice-ops", "in <#COPS|voice-ops>"],
    ["in #secret", "in <#CSECRET|>"],
    ["#nowhere", "#nowhere"],
    ["see https://a.example/x?a=1&b=2.", "see <https://a.example/x?a=1&amp;b=2>."],
    ["(https://a.example)", "(<https://a.example>)"],
    ["<https://a.example>", "&lt;<https://a.example>&gt;"],
    ["image ghcr.io/acme/voice:0.9", "image <http://ghcr.io/acme/voice:0.9|ghcr.io/acme/voice:0.9>"],
    ["your-org/voice:0.9", "your-org/voice:0.9"],
    ["mail ann@acme.com", "mail <mailto:ann@acme.com|ann@acme.com>"],
    ["room-1 v1.2.3 --attr a=b", "room-1 v1.2.3 --attr a=b"],
  ])("makes of %j in a command %j", (typed, escaped) => {
    expect(escapeText(store, typed, { withNames: true })).toBe(escaped);
  });

  it("leaves the names out in messages", () => {
    expect(escapeText(store, "@admin @oncall", { withNames: false })).toBe("<@UADMIN> <!subteam^SONCALL>");
  });
});

describe("richTextOf", () => {
  it("takes a message apart into the elements of Slack's composer", () => {
    const text = "<@U1> see <https://a.example|docs> in <#C1|ops>, <!subteam^S1> <!here> a &lt; b";

    expect(richTextOf(text, "b1")).toEqual({
      type: "rich_text",
      block_id: "b1",
      elements: [
        {
          type: "rich_text_section",
          elements: [
            { type: "user", user_id: "U1" },
            { type: "text", text: " see " },
            { type: "link", url: "https://a.example", text: "docs" },
            { type: "text", text: " in " },
            { type: "channel", channel_id: "C1" },
            { type: "text", text: ", " },
            { type: "usergroup", usergroup_id: "S1" },
            { type: "text", text: " " },
            { type: "broadcast", range: "here" },
            { type: "text", text: " a < b" },
          ],
        },
      ],
    });
  });
});
