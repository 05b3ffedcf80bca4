import type { Meter } from "./meter.ts";

/** Between the time that objects know and the one by which alarms really ring. */
export interface AlarmClock {
  readonly toReal: (worldMs: number) => number;
  readonly toWorld: (realMs: number) => number;
}

/** The storage of an object of this class, with its rows counted and its alarms in the world's time. */
export function meterStorage(
  storage: DurableObjectStorage,
  className: string,
  meter: Meter,
  clock: AlarmClock,
): DurableObjectStorage {
  const watch = <Row extends Record<string, SqlStorageValue>>(
    query: string,
    cursor: SqlStorageCursor<Row>,
  ): SqlStorageCursor<Row> => {
    const key = `${className} ${nameTable(query)}`;
    // By then whoever asked has read all of it: a cursor is never kept over an await.
    queueMicrotask(() => {
      meter.add("rowsRead", key, cursor.rowsRead);
      meter.add("rowsWritten", key, cursor.rowsWritten);
    });
    return cursor;
  };
  const writeAlarm = (): void => meter.add("rowsWritten", `${className} alarm`, 1);
  return override(storage, {
    sql: override(storage.sql, {
      exec: (query, ...bindings) => watch(query, storage.sql.exec(query, ...bindings)),
    }),
    setAlarm: async (at) => {
      writeAlarm();
      await storage.setAlarm(clock.toReal(Number(at)));
    },
    deleteAlarm: async () => {
      writeAlarm();
      await storage.deleteAlarm();
    },
    getAlarm: async () => {
      const at = await storage.getAlarm();
      return at === null ? null : clock.toWorld(at);
    },
  });
}

/** The object with some of its members replaced. Native methods are called on the object itself. */
function override<T extends object>(target: T, members: Partial<T>): T {
  return new Proxy(target, {
    get(_, key) {
      if (Object.hasOwn(members, key)) return Reflect.get(members, key);
      const member: unknown = Reflect.get(target, key);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}

/** The table that a statement is about. */
function nameTable(query: string): string {
  if (/^\s*(CREATE|DROP)|schema_version/.test(query)) return "schema";
  return /\b(?:INTO|UPDATE|FROM)\s+\(?\s*(\w+)/.exec(query)?.[1] ?? "none";
}
