import type { LineMark, LogTail } from "../platforms/log-tail.ts";
import { shortDeployment } from "./deployment-code.ts";
import { cleanLine, findFitting, type LogExtent } from "./fit-log.ts";
import { LATEST } from "./format-time.ts";
import { readableLogLine } from "./readable-log-line.ts";

export interface StampedLog {
  /** With the lines that we put between them. */
  readonly printed: readonly string[];
  /** How many lines of the log are among them. */
  readonly shown: number;
  /** When the newest of them was written; null: nothing says. */
  readonly newestAt: number | null;
}

/** `[2026-11-22 09:00:00`, and the blanks that may stand before it. */
const OWN_TIME_LENGTH = 28;

/**
 * The newest lines that fit, each group with the time at which it was written, and a line where the deployment or the day
 * is another one: without them the last words of a dead revision read like the state of now. Slack turns no time into the
 * reader's own in preformatted text, so it is UTC.
 */
export function stampLog({ lines, marks }: Pick<LogTail, "lines" | "marks">, max: LogExtent): StampedLog {
  const cleaned = lines.map((line, index) => cleanLine(readableLogLine(line, marks[index]?.at ?? null)));
  const [first, end] = findFitting(cleaned, max);
  for (let begin = first; begin < end; begin += 1) {
    const marked = marks.slice(begin, end);
    const printed = stampLines(cleaned.slice(begin, end), marked);
    const newestAt = marked.findLast(({ at }) => at !== null)?.at ?? null;
    if (fits(printed, max)) return { printed, shown: end - begin, newestAt };
  }
  return { printed: [], shown: 0, newestAt: null };
}

const fits = (printed: readonly string[], max: LogExtent): boolean =>
  printed.length <= max.lines &&
  printed.reduce((sum, line) => sum + JSON.stringify(line).length, 0) <= max.characters;

function stampLines(lines: readonly string[], marks: readonly LineMark[]): readonly string[] {
  let deployment: string | null = null;
  let day: string | null = null;
  let clock: string | null = null;
  return lines.flatMap((line, index) => {
    const mark = marks[index] ?? { at: null, deployment: null };
    const time = readTime(mark.at);
    const news = [
      mark.deployment === deployment ? null : nameDeployment(mark.deployment),
      time === null || time.day === day ? null : `${time.day} UTC`,
    ].filter((part) => part !== null);
    const isNewGroup = time !== null && (time.clock !== clock || news.length > 0);
    ({ deployment } = mark);
    if (time !== null) ({ day, clock } = time);
    const stamped = isNewGroup && !tellsItself(line, time.clock) ? `${time.clock} ${line}` : line;
    return news.length === 0 ? [stamped] : [`— ${news.join(", ")} —`, stamped];
  });
}

const nameDeployment = (id: string | null): string =>
  id === null ? "deployment not told" : cleanLine(`deployment ${shortDeployment(id)}`);

const tellsItself = (line: string, clock: string): boolean => line.slice(0, OWN_TIME_LENGTH).includes(clock);

function readTime(at: number | null): { readonly day: string; readonly clock: string } | null {
  if (at === null || !(at >= 0 && at <= LATEST)) return null;
  const iso = new Date(at).toISOString();
  return { day: iso.slice(0, 10), clock: iso.slice(11, 19) };
}
