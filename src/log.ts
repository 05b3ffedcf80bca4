/** Structured log lines with an allow-list of fields: no bodies, no tokens, no text that somebody else wrote. */

import type { Failure } from "./failure.ts";

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

/** The fields of a failure that may go to the log: codes, endpoints and counts, never text that a stranger wrote. */
export function toLogFields(failure: Failure): Record<string, string | number> {
  const fields: Record<string, string | number> = { reason_code: failure.kind };
  if ("call" in failure) {
    fields.project = failure.call.project;
    fields.endpoint = failure.call.endpoint;
  }
  if ("method" in failure) fields.endpoint = failure.method;
  if (failure.kind === "slack-refused") fields.error = failure.error;
  if (failure.kind === "platform-refused") fields.status = failure.status;
  if (failure.kind === "platform-unavailable") fields.cause = failure.cause;
  if (failure.kind === "platform-unreadable") fields.path = failure.path;
  if (failure.kind === "misconfigured")
    fields.keys = failure.problems.map((problem) => problem.key).join(",");
  if (failure.kind === "internal") fields.reference = failure.reference;
  return fields;
}
