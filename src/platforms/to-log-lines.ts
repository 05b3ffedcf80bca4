import type { LineMark } from "./log-tail.ts";
import { maskSecrets } from "./masking/mask-secrets.ts";
import { readLineTime } from "./read-line-time.ts";

/** What a platform gave as one piece of a log; it may hold several lines. */
export interface LogPiece {
  readonly text: string;
  /** When it was written, in milliseconds since 1970; null: the platform does not say, but maybe the line does. */
  readonly at: number | null;
  /** The id of the deployment that wrote it, where the platform tells that. */
  readonly deployment?: string | null;
}

export interface LogLine extends LineMark {
  readonly text: string;
}

const ESCAPE = String.fromCharCode(0x1b);
/** Colours, cursor movements and window titles (ECMA-48): CSI … final byte, OSC … BEL or ST, and two-byte sequences. */
const TERMINAL_CODES = new RegExp(
  `${ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007${ESCAPE}]*(?:\\u0007|${ESCAPE}\\\\)?|[ -/]*[0-~]?)`,
  "g",
);
/** Controls but the tab, line separators, and marks that reorder what a reader sees. */
const UNPRINTABLE = /(?!\t)\p{Cc}|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * A program's output line by line, as a terminal would show it; empty lines left out, likely secrets masked. A key goes
 * over many lines and pieces, and a colour in the middle of a token would hide it: so all is made plain, and then masked.
 */
export function toLogLines(pieces: readonly LogPiece[]): readonly LogLine[] {
  const lines = pieces.flatMap(({ text, at, deployment = null }) =>
    text.split("\n").map((raw) => ({ text: toShownLine(raw), at, deployment })),
  );
  const masked = maskSecrets(lines.map(({ text }) => text).join("\n")).split("\n");
  return lines.flatMap(({ at, deployment }, index) => {
    const text = masked[index] ?? "";
    return text.trim() === "" ? [] : [{ text, at: at ?? readLineTime(text), deployment }];
  });
}

/** What a carriage return begins overwrites what stood there: of a progress bar the last state is left. */
function toShownLine(raw: string): string {
  const line = raw.trimEnd().split("\r").at(-1) ?? "";
  return toPlainText(line);
}

/** Without what only a terminal understands. Comes before the masking, since a colour in the middle of a token would hide it. */
export const toPlainText = (text: string): string =>
  text.replace(TERMINAL_CODES, "").replace(UNPRINTABLE, "");
