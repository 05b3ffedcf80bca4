/** Slack's texts as a terminal shows them: no markup, people and channels by their names, dates in local time. */
import { EMOJI_SIGNS } from "../playground/blocks/emoji-signs.ts";
import { parseMrkdwn } from "../playground/blocks/parse-mrkdwn.ts";
import type { Workspace } from "../world/page-protocol.ts";

type Json = Readonly<Record<string, unknown>>;

/** What ids stand for, and the reader's time zone ("Europe/Berlin"). */
export interface Reader {
  readonly names: ReadonlyMap<string, string>;
  readonly timeZone: string;
}

const SIGNS = new Map(Object.entries(EMOJI_SIGNS).map(([sign, name]) => [name, sign]));

export function createReader(
  { people, channels, userGroups }: Pick<Workspace, "people" | "channels" | "userGroups">,
  timeZone: string,
): Reader {
  const names = new Map([
    ...people.map(({ id, name }) => [id, `@${name}`] as const),
    ...channels.map(({ id, title }) => [id, `#${title}`] as const),
    ...userGroups.map(({ id, handle }) => [id, `@${handle}`] as const),
  ]);
  return { names, timeZone };
}

/** A text object: `plain_text` or `mrkdwn`. */
export function printText(text: unknown, reader: Reader): string {
  const { type, text: content } = asObject(text);
  if (typeof content !== "string") return "";
  return type === "mrkdwn" ? printMrkdwn(content, reader) : content;
}

export function printMrkdwn(text: string, reader: Reader): string {
  return printRichText(asObject(parseMrkdwn(text)), reader);
}

/** Any element of a rich_text block, or the whole of it. */
export function printRichText(element: Json, reader: Reader): string {
  const name = (id: unknown): string => reader.names.get(String(id)) ?? String(id);
  const children = list(element.elements).map((child) => printRichText(child, reader));
  switch (element.type) {
    case "text":
      return asObject(element.style).code ? `\`${element.text}\`` : String(element.text);
    case "emoji":
      return SIGNS.get(String(element.name)) ?? `:${element.name}:`;
    case "user":
      return name(element.user_id);
    case "channel":
      return name(element.channel_id);
    case "usergroup":
      return name(element.usergroup_id);
    case "broadcast":
      return `@${element.range}`;
    case "date":
      return formatMoment(Number(element.timestamp) * 1_000, reader.timeZone);
    case "link":
      return printLink(String(element.url), element.text);
    case "rich_text_list":
      return children.map((item) => `• ${item}`).join("\n");
    case "rich_text_quote":
      return children.join("").replace(/^/gm, "> ");
    case "rich_text":
      return children.map(endLine).join("").trimEnd();
    default:
      return children.join("");
  }
}

/** "2026-11-22 13:17", to the minute. */
export function formatMoment(atMs: number, timeZone: string): string {
  // The Swedish way to write dates is that of ISO 8601.
  return new Date(atMs).toLocaleString("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
}

function printLink(url: string, text: unknown): string {
  return typeof text === "string" && text !== "" && text !== url ? `${text} (${url})` : url;
}

/** What stands below each other in a block starts on a line of its own. */
const endLine = (text: string): string => (text.endsWith("\n") ? text : `${text}\n`);

export const asObject = (value: unknown): Json =>
  typeof value === "object" && value !== null ? { ...value } : {};

export const list = (value: unknown): Json[] => (Array.isArray(value) ? value.map(asObject) : []);
