/** A line that a Slack message could hold several of; tracebacks are shorter. */
const MAX_LINE_LENGTH = 1_000;

const ESCAPE = String.fromCharCode(0x1b);
/** Colours, cursor movements and window titles (ECMA-48): CSI … final byte, OSC … BEL or ST, and two-byte sequences. */
const TERMINAL_CODES = new RegExp(
  `${ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007${ESCAPE}]*(?:\\u0007|${ESCAPE}\\\\)?|[ -/]*[0-~]?)`,
  "g",
);
/** Controls but the tab, line separators, and marks that reorder what a reader sees. */
const UNPRINTABLE = /(?!\t)\p{Cc}|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** The newest `count` lines of a program's output, oldest first, as a terminal would show them; empty ones left out. */
export function toLogLines(text: string, count: number): readonly string[] {
  const lines = text
    .split("\n")
    .map(toShownLine)
    .filter((line) => line.trim() !== "");
  return count > 0 ? lines.slice(-count) : [];
}

function toShownLine(raw: string): string {
  // What a carriage return begins overwrites what stood there: of a progress bar the last state is left.
  const line = raw.trimEnd().split("\r").at(-1) ?? "";
  const characters = [...line.replace(TERMINAL_CODES, "").replace(UNPRINTABLE, "")];
  if (characters.length <= MAX_LINE_LENGTH) return characters.join("");
  return `${characters.slice(0, MAX_LINE_LENGTH - 1).join("")}…`;
}
