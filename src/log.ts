/** Structured log lines with an allow-list of fields: no bodies, no tokens, no text that somebody else wrote. */

const ALLOWED = [
  "action",
  "actor",
  "attempt",
  "card",
  "cause",
  "channel",
  "command",
  "count",
  "door",
  "duration_ms",
  "endpoint",
  "error",
  "event",
  "keys",
  "operation",
  "outcome",
  "path",
  "project",
  "reason_code",
  "reference",
  "retry_num",
  "retry_reason",
  "stack",
  "status",
  "team",
] as const;

export type LogField = (typeof ALLOWED)[number];
export type LogFields = Readonly<Partial<Record<LogField, string | number | boolean>>>;

export interface Logger {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** Writes one JSON object a line; fields that are not on the list, and values that are no plain scalars, are dropped. */
export function createLogger(
  write: (level: "info" | "error", line: Record<string, unknown>) => void,
): Logger {
  const line = (message: string, fields: Readonly<Record<string, unknown>>): Record<string, unknown> => {
    const kept: Record<string, unknown> = { message };
    for (const name of ALLOWED) {
      const value = fields[name];
      if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
        kept[name] = value;
    }
    return kept;
  };
  return {
    info: (message, fields = {}) => write("info", line(message, fields)),
    error: (message, fields = {}) => write("error", line(message, fields)),
  };
}

/** Workers Logs indexes the fields of an object that is logged as it is. */
export const writeToConsole = (level: "info" | "error", line: Record<string, unknown>): void =>
  console[level](line);

/** What of an exception may be logged: its class and where it was thrown. Messages may quote foreign text. */
export function describeError(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? "").split("\n").filter((frame) => /^\s+at /.test(frame));
  return {
    error: error.name,
    stack: frames
      .slice(0, 6)
      .map((frame) => frame.trim())
      .join(" < "),
  };
}
