import { formatDuration } from "./format-time.ts";

/** The time is told once the step has ended: a card is not drawn anew while nothing happens. */
export function withDuration(title: string, from: number | null, to: number | null): string {
  return from === null || to === null ? title : `${title}, ${formatDuration(to - from)}`;
}
