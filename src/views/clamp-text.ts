/** Shortening that never cuts a character in two, nor an entity, a date or a mention, nor leaves a code span open. */
import { assumeEscaped, type Mrkdwn } from "./mrkdwn.ts";

const ELLIPSIS = "…";
/** What must stay whole in mrkdwn: `<…>`, an entity, a code point. */
const MRKDWN_UNIT = /<[^<>]*>|&(?:amp|lt|gt);|[\s\S]/gu;

/** At most `limit` UTF-16 units, cut between code points; an ellipsis says that something is missing. */
export function clampText(text: string, limit: number): string {
  return text.length <= limit ? text : takeUnits(text, limit - ELLIPSIS.length) + ELLIPSIS;
}

/**
 * The same for mrkdwn: units stay whole, a code span or bold text that is cut is closed again, and one of which nothing
 * is left is left out.
 */
export function clampMrkdwn(text: Mrkdwn, limit: number): Mrkdwn {
  if (text.length <= limit) return text;
  const kept = takeUnits(text, limit - ELLIPSIS.length - "`*".length, MRKDWN_UNIT);
  return assumeEscaped(close(close(kept, "`"), "*") + ELLIPSIS);
}

function close(text: string, mark: "`" | "*"): string {
  if (!isOpen(text, mark)) return text;
  return text.endsWith(mark) ? text.slice(0, -mark.length) : text + mark;
}

/** Asterisks count only outside of code. */
function isOpen(text: string, mark: "`" | "*"): boolean {
  const spans = text.split("`");
  if (mark === "`") return spans.length % 2 === 0;
  const prose = spans.filter((_, index) => index % 2 === 0).join("");
  return prose.split("*").length % 2 === 0;
}

function takeUnits(text: string, limit: number, unit = /[\s\S]/gu): string {
  let end = 0;
  for (const match of text.matchAll(unit)) {
    if (end + match[0].length > limit) break;
    end += match[0].length;
  }
  return text.slice(0, end);
}
