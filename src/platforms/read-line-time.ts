import { parseTime } from "./parse-time.ts";

/** RFC 3339 or Python's own form, maybe in brackets or quotes, at the beginning of a line. */
const BEGINNING =
  /^\s{0,8}["'[(]?(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?\s?(Z|UTC|[+-]\d\d:?\d\d)?/i;
/** In a line that is JSON, the names that loggers give it. */
const FIELDS = ["timestamp", "time", "ts", "@timestamp", "asctime", "datetime"] as const;

/** When a line of a log was written, in milliseconds since 1970; null where it does not say. Without a zone it is UTC, as in a container. */
export function readLineTime(line: string): number | null {
  return line.trimStart().startsWith("{") ? readJsonTime(line) : readTextTime(line);
}

function readTextTime(text: string): number | null {
  const [, date, time, fraction = "0", zone = "Z"] = BEGINNING.exec(text) ?? [];
  if (date === undefined || time === undefined) return null;
  const offset = /^utc$/i.test(zone) ? "Z" : zone.replace(/^([+-]\d\d):?(\d\d)$/, "$1:$2");
  return parseTime(`${date}T${time}.${fraction.slice(0, 3).padEnd(3, "0")}${offset.toUpperCase()}`);
}

function readJsonTime(line: string): number | null {
  const fields = parseObject(line);
  for (const name of FIELDS) {
    const value = fields?.[name];
    const at =
      typeof value === "number" ? fromEpoch(value) : typeof value === "string" ? readTextTime(value) : null;
    if (at !== null) return at;
  }
  return null;
}

function parseObject(line: string): Partial<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

/** Seconds, milliseconds, microseconds or nanoseconds, told by the size; small numbers are durations. */
function fromEpoch(count: number): number | null {
  if (!(count > 1e9) || count > 1e19) return null;
  const scale = count > 1e17 ? 1e-6 : count > 1e14 ? 1e-3 : count > 1e11 ? 1 : 1e3;
  return Math.floor(count * scale);
}
