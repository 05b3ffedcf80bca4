import { dayOf } from "../format-time.ts";

interface DayDividerProps {
  readonly ts: string;
  /** Of the message before. */
  readonly before: string | undefined;
}

/** Stands before the first message of a day. */
export function DayDivider({ ts, before }: DayDividerProps) {
  const day = dayOf(ts);
  if (before !== undefined && dayOf(before) === day) return null;
  return (
    <p className="day">
      <span>{day}</span>
    </p>
  );
}
