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
  return cleaned.slice(...findFitting(cleaned, max));
}

/** Where the newest lines that fit begin and end. */
export function findFitting(cleaned: readonly string[], max: LogExtent): readonly [number, number] {
  const end = cleaned.findLastIndex((line) => line !== "") + 1;
  let begin = end;
  let characters = 0;
  while (begin > 0 && end - begin < max.lines) {
    characters += JSON.stringify(cleaned[begin - 1]).length;
    if (characters > max.characters) break;
    begin -= 1;
  }
  while (begin < end && cleaned[begin] === "") begin += 1;
  return [begin, end];
}

/** As it is shown: without what cannot be seen, and not longer than anybody reads. */
export function cleanLine(line: string): string {
  const visible = line.replace(TERMINAL_CODE, "").replaceAll("\t", "    ").replace(INVISIBLE, "\ufffd");
  return clampText(visible.trimEnd(), LINE_LENGTH);
}
