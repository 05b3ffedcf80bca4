/** What the Worker's objects have on disk, read from outside while it runs or after it. */
import { globSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import * as z from "zod";

export interface StoredObject {
  /** "OperationObject", … */
  readonly className: string;
  readonly name: string;
  /** When the platform will wake it, in milliseconds since 1970; null: never. */
  readonly alarmAt: number | null;
  /** Rows of one of its tables; none when there is no such table. */
  readonly rows: (table: string) => readonly Record<string, unknown>[];
}

const OBJECTS = "v3/do/switchboard-*";
/** workerd keeps the alarm under this key, in nanoseconds. */
const ALARM = "SELECT value / 1000000 AS at FROM _cf_METADATA WHERE key = 1 AND value IS NOT NULL";
const NAME = "SELECT name FROM __miniflare_do_name";

const textsSchema = z.array(z.object({ name: z.string() }));
const timesSchema = z.array(z.object({ at: z.number() }));

export const storageFiles = (directory: string): readonly string[] =>
  globSync(join(directory, OBJECTS, "*.sqlite")).filter((file) => !file.endsWith("metadata.sqlite"));

/** Objects that were deleted, or never stored a thing, are not among them. */
export function readStorage(directory: string): readonly StoredObject[] {
  return storageFiles(directory).flatMap((file) => {
    const tables = textsSchema.parse(select(file, "SELECT name FROM sqlite_master WHERE type = 'table'"));
    const has = (table: string): boolean => tables.some(({ name }) => name === table);
    const rows = (table: string) => (has(table) ? select(file, `SELECT * FROM ${table}`) : []);
    if (!has("schema_version")) return [];
    const [alarm] = has("_cf_METADATA") ? timesSchema.parse(select(file, ALARM)) : [];
    const [own] = textsSchema.parse(select(file, NAME));
    const className = basename(dirname(file)).replace("switchboard-", "");
    return [{ className, name: own?.name ?? "", alarmAt: alarm?.at ?? null, rows }];
  });
}

function select(file: string, statement: string): Record<string, unknown>[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare(statement).all();
  } finally {
    database.close();
  }
}
