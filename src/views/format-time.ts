/** Times for people: durations in two units at most, moments in the reader's own time zone. */
import { assumeEscaped, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The end of the year 9999, in milliseconds. */
export const LATEST = 253_402_300_799_999;

/** Milliseconds as "8 s", "2 min 10 s", "5 h 20 min", "1 day 4 h", "3 days". Safe in plain text too. */
export function formatDuration(durationMs: number): Mrkdwn {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  if (seconds < MINUTE) return mrkdwn`${seconds} s`;
  if (seconds < HOUR)
    return withRest(mrkdwn`${Math.floor(seconds / MINUTE)} min`, seconds % MINUTE, mrkdwn`s`);
  if (seconds < DAY)
    return withRest(mrkdwn`${Math.floor(seconds / HOUR)} h`, minutesOf(seconds), mrkdwn`min`);
  if (seconds < 2 * DAY) return withRest(mrkdwn`1 day`, Math.floor((seconds - DAY) / HOUR), mrkdwn`h`);
  return mrkdwn`${Math.floor(seconds / DAY)} days`;
}

/** "8 s ago", and "just now" for what the clocks of two machines put into the future. */
export function formatAgo(at: number, now: number): Mrkdwn {
  return now - at < 1000 ? mrkdwn`just now` : mrkdwn`${formatDuration(now - at)} ago`;
}

/** A moment in the reader's time zone; UTC where Slack does not show that. */
export function formatDate(at: number): Mrkdwn {
  if (!(at >= 0 && at <= LATEST)) return mrkdwn`at an unknown time`;
  const fallback = new Date(at).toISOString().slice(0, 16).replace("T", " ");
  return assumeEscaped(`<!date^${Math.floor(at / 1000)}^{date_short_pretty} at {time}|${fallback} UTC>`);
}

const minutesOf = (seconds: number): number => Math.floor((seconds % HOUR) / MINUTE);

function withRest(whole: Mrkdwn, rest: number, unit: Mrkdwn): Mrkdwn {
  return rest === 0 ? whole : mrkdwn`${whole} ${rest} ${unit}`;
}
