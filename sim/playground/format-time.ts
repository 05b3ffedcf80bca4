/** Times in the zone and the language of who reads. */

/** Of a message's timestamp: seconds with a fraction. */
export const momentOf = (ts: string): Date => new Date(Number(ts) * 1_000);

export const timeOf = (at: Date): string => at.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });

const dayFormat = new Intl.DateTimeFormat([], { weekday: "long", month: "long", day: "numeric" });

export const dayOf = (ts: string): string => dayFormat.format(momentOf(ts));

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

/** "3 minutes ago", "in 2 hours". */
export function formatAgo(at: Date, now: Date): string {
  const ms = at.getTime() - now.getTime();
  const [unit, size] = UNITS.find(([, length]) => Math.abs(ms) >= length) ?? UNITS[3];
  return relative.format(Math.trunc(ms / size), unit);
}
