import { formatAgo, momentOf, timeOf } from "../format-time.ts";

interface MessageHeaderProps {
  readonly name: string;
  readonly isApp: boolean;
  readonly ts: string;
}

/** Who says it, and when. */
export function MessageHeader({ name, isApp, ts }: MessageHeaderProps) {
  const at = momentOf(ts);
  return (
    <header>
      <strong>{name}</strong>
      {isApp && <span className="badge">App</span>}
      <time
        dateTime={at.toISOString()}
        // Reckoned when somebody looks: a page that counts by itself would be drawn again all the time.
        onPointerEnter={({ currentTarget }) => {
          currentTarget.title = `${at.toLocaleString()}, ${formatAgo(at, new Date())}`;
        }}
      >
        {timeOf(at)}
      </time>
    </header>
  );
}
