/**
 * Undoes what Slack does to text that a person typed: `&amp; &lt; &gt;`, and the `<…>` forms of mentions and links.
 * Source: docs.slack.dev/messaging/formatting-message-text. A link that Slack made by itself gives back the typed words.
 */
export function decodeSlackText(text: string): string {
  return text
    .replace(/<([^<>]*)>/g, (_, inner: string) => readMarkup(inner))
    .replace(/&(lt|gt|amp);/g, decodeEntity);
}

/** `@U…`, `#C…|name`, `!subteam^S…|@name`, `url|label`: ids for people and channels, the typed words for links. */
function readMarkup(inner: string): string {
  const bar = inner.indexOf("|");
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? "" : inner.slice(bar + 1);
  if (target.startsWith("@") || target.startsWith("#")) return target.slice(1);
  if (target.startsWith("!subteam^")) return target.slice("!subteam^".length);
  if (target.startsWith("!")) return `@${target.slice(1)}`;
  return label === "" ? target : label;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&" };
const decodeEntity = (entity: string, name: string): string => ENTITIES[name] ?? entity;
