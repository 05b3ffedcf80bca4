/**
 * Milliseconds since 1970 from RFC 3339 text; null when it is missing or unreadable. 1970 itself and anything before
 * also mean that there is no time: LiveKit sends 0001-01-01 for "never deployed" (livekit-cli commits 9550170, 29c2686).
 */
export function parseTime(text: string | null | undefined): number | null {
  const time = Date.parse(text ?? "");
  return time > 0 ? time : null;
}
