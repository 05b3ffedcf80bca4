/**
 * Slack's mrkdwn as rich text (docs.slack.dev/messaging/formatting-message-text). The library reads mrkdwn as Markdown
 * and undoes its escaping, so that `&lt;!channel&gt;` would call everybody; rich text it draws as it is.
 */
import type { RichTextBlock, RichTextBlockElement, RichTextSectionElement } from "slack-blocks-to-jsx";
import { EMOJI_SIGNS } from "./emoji-signs.ts";

type Style = { readonly bold?: true; readonly italic?: true; readonly strike?: true; readonly code?: true };

const MARKS: Readonly<Record<string, Style>> = {
  "*": { bold: true },
  _: { italic: true },
  "~": { strike: true },
};

const SPECIAL = [
  "`(?<code>[^`\\n]+)`",
  "<(?<angle>[^<>\\n]+)>",
  ":(?<emoji>[a-z0-9_+-]*[a-z][a-z0-9_+-]*):",
  `(?<sign>${Object.keys(EMOJI_SIGNS).join("|")})`,
];
/** Marks hold where no letter touches them from outside and no space from inside, and end with the line. */
const MARKED =
  "(?<![\\p{L}\\p{N}])(?<mark>[*_~])(?<inner>(?=\\S)(?:`[^`\\n]+`|<[^<>\\n]+>|[^\\n`<])+?(?<=\\S))\\k<mark>(?![\\p{L}\\p{N}])";
const PIECE = new RegExp([...SPECIAL, MARKED].join("|"), "gu");
const FENCE = /```\n?([\s\S]+?)\n?```\n?/g;
const QUOTE = /^(?:&gt;|>) ?/;

export function parseMrkdwn(text: string): RichTextBlock {
  const elements: RichTextBlockElement[] = [];
  let end = 0;
  for (const fence of text.matchAll(FENCE)) {
    elements.push(...parseLines(text.slice(end, fence.index)));
    elements.push({
      type: "rich_text_preformatted",
      elements: [{ type: "text", text: decode(fence[1] ?? "") }],
    });
    end = fence.index + fence[0].length;
  }
  elements.push(...parseLines(text.slice(end)));
  return { type: "rich_text", elements };
}

/** Text without any markup but emoji. */
export function parsePlainText(text: string): RichTextBlock {
  const signs = new RegExp(SPECIAL.slice(2).join("|"), "gu");
  return {
    type: "rich_text",
    elements: [{ type: "rich_text_section", elements: parsePieces(text, signs, {}, (plain) => plain) }],
  };
}

/** Lines of one kind together. */
function parseLines(text: string): RichTextBlockElement[] {
  if (text === "") return [];
  const groups: { isQuote: boolean; lines: string[] }[] = [];
  for (const line of text.split("\n")) {
    const isQuote = QUOTE.test(line);
    const content = line.replace(QUOTE, "");
    const last = groups.at(-1);
    if (last?.isQuote === isQuote) last.lines.push(content);
    else groups.push({ isQuote, lines: [content] });
  }
  return groups.map(({ isQuote, lines }) => {
    const elements = parsePieces(lines.join("\n"), PIECE, {}, decode);
    return isQuote
      ? { type: "rich_text_quote", elements, border: 1 }
      : { type: "rich_text_section", elements };
  });
}

function parsePieces(
  text: string,
  pieces: RegExp,
  style: Style,
  read: (text: string) => string,
): RichTextSectionElement[] {
  const elements: RichTextSectionElement[] = [];
  let end = 0;
  for (const match of text.matchAll(pieces)) {
    if (match.index > end) elements.push({ type: "text", text: read(text.slice(end, match.index)), style });
    end = match.index + match[0].length;
    const { code, angle, emoji, sign, mark, inner } = match.groups ?? {};
    if (code !== undefined)
      elements.push({ type: "text", text: read(code), style: { ...style, code: true } });
    if (angle !== undefined) elements.push(parseAngle(angle, style));
    if (emoji !== undefined) elements.push({ type: "emoji", name: emoji });
    if (sign !== undefined) elements.push({ type: "emoji", name: EMOJI_SIGNS[sign] ?? sign });
    if (mark !== undefined && inner !== undefined)
      elements.push(...parsePieces(inner, pieces, { ...style, ...MARKS[mark] }, read));
  }
  if (end < text.length) elements.push({ type: "text", text: read(text.slice(end)), style });
  return elements;
}

/** What stands between `<` and `>`: a mention, a date or a link. */
function parseAngle(angle: string, { code: _, ...style }: Style): RichTextSectionElement {
  const bar = angle.indexOf("|");
  const target = bar < 0 ? angle : angle.slice(0, bar);
  const label = bar < 0 ? null : decode(angle.slice(bar + 1));
  const [kind = "", ...parts] = target.split("^");
  if (target.startsWith("@")) return { type: "user", user_id: target.slice(1), style };
  if (target.startsWith("#")) return { type: "channel", channel_id: target.slice(1), style };
  if (kind === "!subteam") return { type: "usergroup", usergroup_id: parts[0] ?? "", style };
  if (kind === "!date") return { type: "date", timestamp: Number(parts[0]), format: parts[1] ?? "", style };
  if (kind === "!here" || kind === "!channel" || kind === "!everyone")
    return {
      type: "broadcast",
      range: kind === "!here" ? "here" : kind === "!channel" ? "channel" : "everyone",
      style,
    };
  return { type: "link", url: decode(target), text: label ?? decode(target), style };
}

const decode = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
