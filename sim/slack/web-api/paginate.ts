import { type Checked, refuse } from "./answer.ts";

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string;
}

const PREFIX = "next:";

/** One page of a list. Cursors are opaque, base64, and name the place where the next page begins. */
export function paginate<T>(
  items: readonly T[],
  cursor: string | undefined,
  limit: number,
  max: number,
): Checked<Page<T>> {
  if (limit < 1 || limit > max) return refuse("invalid_limit");
  const start = cursor ? readCursor(cursor) : 0;
  if (start === null || start > items.length) return refuse("invalid_cursor");
  const end = start + limit;
  return {
    ok: true,
    value: {
      items: items.slice(start, end),
      nextCursor: end < items.length ? btoa(`${PREFIX}${end}`) : "",
    },
  };
}

function readCursor(cursor: string): number | null {
  try {
    const text = atob(cursor);
    const start = Number(text.slice(PREFIX.length));
    return text.startsWith(PREFIX) && Number.isInteger(start) && start > 0 ? start : null;
  } catch {
    return null;
  }
}
