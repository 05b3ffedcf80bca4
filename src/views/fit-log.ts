import { clampText } from "./clamp-text.ts";

const LINE_LENGTH = 500;
/** Colours and cursor movements of a terminal. */
const TERMINAL_CODE = /\p{Cc}\[[0-?]*[ -/]*[@-~]/gu;
/** What has no ink, or would turn the direction of the text. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;

export interface LogExtent {
  readonly lines: number;
  /** As JSON, because that is how Slack measures a message. */
  readonly characters: number;
}

/**
 * The newest lines of a log that fit, with their indentation, for preformatted blocks: Slack parses nothing in there, so
 * nothing is escaped. Empty lines around them are left out.
 */
export function fitLog(lines: readonly string[], max: LogExtent): readonly string[] {
  const cleaned = lines.map(cleanLine);
  const last = cleaned.findLastIndex((line) => line !== "");
  const kept: string[] = [];
  let characters = 0;
  for (const line of cleaned
    .slice(0, last + 1)
    .slice(-max.lines)
    .toReversed()) {
    characters += JSON.stringify(line).length;
    if (characters > max.characters) break;
    kept.unshift(line);
  }
  const first = kept.findIndex((line) => line !== "");
  return first < 0 ? [] : kept.slice(first);
}

function cleanLine(line: string): string {
  const visible = line.replace(TERMINAL_CODE, "").replaceAll("\t", "    ").replace(INVISIBLE, "\ufffd");
  return clampText(visible.trimEnd(), LINE_LENGTH);
}
