import { MASK } from "./mask.ts";

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
/** Longer than any key in use. What stands further away belongs to something else. */
const MAX_KEY_LENGTH = 16_000;
/** Lines of base64, their breaks written out or as `\n`: the body of a key whose end was cut off. */
const BODY = /(?:(?:\s|\\[nr]){0,4}[A-Za-z0-9+/=]{40,})*/y;
const BODY_LINE = /^[A-Za-z0-9+/=]{40,}$/;
const LAST_BODY_LINE = /^[A-Za-z0-9+/=]{1,80}$/;

/**
 * The private keys in a text, which go over many lines. Of one that is cut off the part that is there. There are as many
 * lines afterwards as there were.
 */
export function maskPrivateKeys(text: string): string {
  return text.includes("PRIVATE KEY") ? maskOrphanedEnds(maskFromBegin(text)) : text;
}

function maskFromBegin(text: string): string {
  const ends = [...text.matchAll(END)].map(({ index }) => index);
  let next = 0;
  let masked = "";
  let from = 0;
  for (const { 0: begin, index } of text.matchAll(BEGIN)) {
    const bodyAt = index + begin.length;
    if (index < from || text.startsWith(MASK, bodyAt)) continue;
    while ((ends[next] ?? text.length) < bodyAt) next += 1;
    const end = ends[next];
    // To its end, wherever the lines between have a time or a level in front.
    const isWhole = end !== undefined && end - bodyAt <= MAX_KEY_LENGTH;
    const bodyEnd = isWhole ? end : bodyAt + bodyLength(text, bodyAt);
    masked += `${text.slice(from, bodyAt)}${MASK}${text.slice(bodyAt, bodyEnd).replace(/[^\n]+/g, "")}`;
    from = bodyEnd;
  }
  return masked + text.slice(from);
}

function bodyLength(text: string, bodyAt: number): number {
  BODY.lastIndex = bodyAt;
  return BODY.exec(text)?.[0].length ?? 0;
}

/** The beginning was written before the lines that were read. */
function maskOrphanedEnds(text: string): string {
  const lines = text.split("\n");
  for (const [index, line] of lines.entries()) {
    if (line.search(END) !== 0) continue;
    let body = index - 1;
    if (!LAST_BODY_LINE.test(lines[body]?.trim() ?? "")) continue;
    lines[body] = MASK;
    for (body -= 1; BODY_LINE.test(lines[body]?.trim() ?? ""); body -= 1) lines[body] = "";
  }
  return lines.join("\n");
}
