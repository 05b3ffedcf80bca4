/** The tokens of Slack's dates (docs.slack.dev/messaging/formatting-message-text#date-formatting), in the reader's zone. */
import { formatAgo } from "../format-time.ts";

const DAY_MS = 86_400_000;

const FORMATS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date: { year: "numeric", month: "long", day: "numeric" },
  date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  date_long_full: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_slash: { year: "numeric", month: "2-digit", day: "2-digit" },
  time: { hour: "numeric", minute: "2-digit" },
  time_secs: { hour: "numeric", minute: "2-digit", second: "2-digit" },
};

/** A token that Slack does not have stays as it is. */
export function formatSlackDate(at: Date, format: string, now: Date): string {
  return format.replaceAll(/\{(\w+)\}/g, (token, name: string) => {
    if (name === "ago") return formatAgo(at, now);
    if (name === "date_num") return [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join("-");
    const plain = name.replace(/_pretty$/, "");
    const options = FORMATS[plain];
    if (!options) return token;
    const near = name === plain ? null : nameDay(at, now);
    return near ?? new Intl.DateTimeFormat("en-US", options).format(at);
  });
}

/** "Today", as Slack writes it; null: further away than a day. */
function nameDay(at: Date, now: Date): string | null {
  const days = Math.round((startOfDay(at) - startOfDay(now)) / DAY_MS);
  return { [-1]: "Yesterday", 0: "Today", 1: "Tomorrow" }[days] ?? null;
}

const startOfDay = (at: Date): number => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

const two = (value: number): string => String(value).padStart(2, "0");
