/** What people see in the channels of a chat. */
import type { createSlackWorkspace } from "../../sim/slack/slack-workspace.ts";
import { printBlocks } from "./print-message.ts";

export type Slack = ReturnType<typeof createSlackWorkspace>;

/** Reads what is new or changed since it was last read, as one reads it. */
export function createReader(slack: Slack): () => string {
  const seen = new Map<string, string>();
  return () => {
    const { people, channels } = slack.snapshot();
    const lines: string[] = [];
    for (const channel of channels) {
      const messages = new Map(
        people
          .filter(({ id }) => channel.members.includes(id))
          .flatMap(({ id }) =>
            allMessages(slack, id, channel.id).map((message) => [message.ts, { message, id }] as const),
          ),
      );
      for (const [ts, { message, id }] of [...messages].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const key = `${channel.id} ${ts}`;
        const body = message.blocks.length > 0 ? printBlocks(message.blocks) : message.text;
        const printed = plain(body);
        if (seen.get(key) === printed) continue;
        const isPerson = people.some((person) => person.id === message.user && person.botId === null);
        const marks = [
          seen.has(key) ? "edited" : "",
          message.ephemeral ? `only ${id}` : "",
          message.threadTs !== null && message.threadTs !== ts ? "thread" : "",
          channel.id === "COPS" ? "" : channel.id,
        ].filter(Boolean);
        seen.set(key, printed);
        if (!isPerson)
          lines.push([marks.length > 0 ? `(${marks.join(", ")})` : "", printed].filter(Boolean).join("\n"));
      }
    }
    return lines.join("\n---\n");
  };
}

/** Each message of the channel with its thread; an ephemeral reply does not count as one, but it is there. */
export const allMessages = (slack: Slack, user: string, channel: string) =>
  slack.messagesFor(user, channel).flatMap(({ ts }) => slack.messagesFor(user, channel, ts));

/**
 * A colour by its name: a failed comparison of two emoji shows where they differ, which may be in the middle of one,
 * and half an emoji kills the connection that reports it.
 */
const COLOURS: Record<string, string> = {
  "🟢": "(green)",
  "🔵": "(blue)",
  "🔴": "(red)",
  "🌙": "(moon)",
  "🔒": "(lock)",
  "🔓": "(unlocked)",
  "🚨": "(alarm)",
  "🗑": "(bin)",
};

/** Slack's markup as a person sees it; moments in time differ from test to test. */
function plain(text: string): string {
  return text
    .replace(/🟢|🔵|🔴|🌙|🗑|🔒|🔓|🚨/g, (sign) => COLOURS[sign] ?? sign)
    .replace(/<!date\^[^>]*>/g, "‹date›")
    .replace(/\b2\d{13}\b/g, "‹version›")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}
