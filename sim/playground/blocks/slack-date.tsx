import { formatSlackDate } from "./format-slack-date.ts";

interface SlackDateProps {
  /** Since 1970. */
  readonly seconds: number;
  readonly format: string;
  readonly fallback: string;
}

/** `<!date…>`: in the zone of who reads, and exactly when one points at it. */
export function SlackDate({ seconds, format, fallback }: SlackDateProps) {
  const at = new Date(seconds * 1_000);
  if (Number.isNaN(at.getTime())) return fallback;
  return (
    <time className="slack_date" dateTime={at.toISOString()} title={at.toLocaleString()}>
      {formatSlackDate(at, format, new Date())}
    </time>
  );
}
