import type { LineCount, LogTail, LogTailOptions } from "./log-tail.ts";
import type { LogLine } from "./to-log-lines.ts";

/** Tracebacks are shorter, and so are nearly all lines of JSON. */
const MAX_LINE_LENGTH = 10_000;

/** Of the lines of a log, oldest first, the newest that are as asked. What is searched for is plain text, in any case. */
export function selectLogLines(
  all: readonly LogLine[],
  { lines: wanted, since = null, grep = null }: Pick<LogTailOptions, "lines" | "since" | "grep">,
): Pick<LogTail, "lines" | "marks" | "matched" | "isTimed"> & { readonly searched: LineCount } {
  const isTimed = all.some(({ at }) => at !== null);
  const recent = since !== null && isTimed ? dropBefore(all, since) : all;
  const needle = grep?.toLowerCase() ?? "";
  const found = needle === "" ? recent : recent.filter(({ text }) => text.toLowerCase().includes(needle));
  const newest = wanted > 0 ? found.slice(-wanted) : [];
  return {
    lines: newest.map(({ text }) => clampLine(text)),
    marks: newest.map(({ at, deployment }) => ({ at, deployment })),
    matched: { count: found.length, isAtLeast: false },
    searched: { count: recent.length, isAtLeast: false },
    isTimed,
  };
}

/** A line without a time, as those of a traceback, is of the time of the line before; the first ones of that after. */
function dropBefore(all: readonly LogLine[], since: number): readonly LogLine[] {
  let at = all.find((line) => line.at !== null)?.at ?? null;
  return all.filter((line) => {
    at = line.at ?? at;
    return at === null || at >= since;
  });
}

/** No character is cut in two. */
export function clampLine(line: string, maxLength = MAX_LINE_LENGTH): string {
  if (line.length <= maxLength) return line;
  const cut = line.slice(0, maxLength - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
