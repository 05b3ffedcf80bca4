/** What JSON shows without quotes. */
const PLAIN = /^[^\s"=]+$/;
/** No logger writes a letter like that; read, it might spell what the masking did not see. */
const HIDDEN_LETTER = /\\u00[2-7]/;

/**
 * LiveKit's SDK writes JSON, of which a phone shows little: level and message come first, then what else it says. Any other
 * line is as it is. `at`: when it was written; where that is not known, the time that it tells stays.
 */
export function readableLogLine(line: string, at: number | null): string {
  const fields = line.startsWith("{") && !HIDDEN_LETTER.test(line) ? parseObject(line) : null;
  if (fields === null || typeof fields.message !== "string") return line;
  const { message, level, timestamp, ...others } = fields;
  const rest = at === null && timestamp !== undefined ? { ...others, timestamp } : others;
  const parts = [
    ...(typeof level === "string" ? [level] : []),
    message.replace(/\r?\n/g, "\\n"),
    ...Object.entries(level === undefined || typeof level === "string" ? rest : { ...rest, level }).map(
      ([name, value]) => `${name}=${sayValue(value)}`,
    ),
  ];
  return parts.join(" ");
}

const sayValue = (value: unknown): string =>
  typeof value === "string" && PLAIN.test(value) ? value : JSON.stringify(value);

function parseObject(line: string): Partial<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
