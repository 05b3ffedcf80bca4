/** The rich_text block that Slack's composer makes of a message, which events carry next to `text`. */
import type { JsonObject } from "./workspace-state.ts";

const PIECE = /<([@#!])([^>|]+)(?:\|[^>]*)?>|<([^>|]+)(?:\|([^>]*))?>/g;

/** `text` is escaped as messages are. */
export function richTextOf(text: string, blockId: string): JsonObject {
  const elements: JsonObject[] = [];
  let end = 0;
  for (const match of text.matchAll(PIECE)) {
    if (match.index > end) elements.push(plain(text.slice(end, match.index)));
    elements.push(special(match));
    end = match.index + match[0].length;
  }
  if (end < text.length) elements.push(plain(text.slice(end)));
  return { type: "rich_text", block_id: blockId, elements: [{ type: "rich_text_section", elements }] };
}

const plain = (text: string): JsonObject => ({
  type: "text",
  text: text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"),
});

function special([, sign, id = "", url = "", label]: RegExpMatchArray): JsonObject {
  if (sign === "@") return { type: "user", user_id: id };
  if (sign === "#") return { type: "channel", channel_id: id };
  if (sign === "!") {
    const group = /^subteam\^(.+)$/.exec(id)?.[1];
    return group ? { type: "usergroup", usergroup_id: group } : { type: "broadcast", range: id };
  }
  return { type: "link", url, ...(label ? { text: label } : {}) };
}
