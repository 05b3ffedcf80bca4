import * as z from "zod";
import type { StoredObject } from "./read-storage.ts";

const HOUR_MS = 3_600_000;
const timesSchema = z.array(z.tuple([z.string(), z.number()]));

/** Nobody is to be woken soon without having something to do, and whoever has something to do is to be woken. */
export function findAlarmViolations(objects: readonly StoredObject[], now: number): string[] {
  return objects.flatMap(({ className, name, alarmAt, rows }) => {
    const violations: string[] = [];
    const [row] = rows("due_times");
    const due = row ? timesSchema.parse(JSON.parse(String(row.times))) : [];
    const waiting = due.length > 0 || rows("lane").some(({ open }) => open === 1);
    if (alarmAt !== null && !waiting) violations.push(`${className} ${name} has an alarm and nothing to do`);
    if (alarmAt === null && waiting) violations.push(`${className} ${name} has something to do and no alarm`);
    if (alarmAt !== null && alarmAt < now + HOUR_MS)
      violations.push(`${className} ${name} goes on ringing: ${JSON.stringify(due)}`);
    return violations;
  });
}
