/** What the meter inside a Worker says, as it arrives; two readings say what was between them. */
import * as z from "zod";

const countsSchema = z.record(z.string(), z.number());

export const meterReadingSchema = z.object({
  /** Requests to the Worker itself. */
  workerRequests: z.number(),
  /** By class: calls of its methods and runs of its alarm. */
  objectRequests: countsSchema,
  /** By class: the time in which an object had something under way, in milliseconds. */
  activeMs: countsSchema,
  /** By class and table. Arming or deleting an alarm is a row of the table `alarm`. */
  rowsRead: countsSchema,
  rowsWritten: countsSchema,
  /** Runs of operations' alarms since the last reading: how long after it was due each began and ended, in milliseconds. */
  alarmRuns: z.array(z.object({ begunLateMs: z.number(), endedLateMs: z.number() })),
});

export type MeterReading = z.infer<typeof meterReadingSchema>;
export type Counts = MeterReading["rowsRead"];
export type AlarmRun = MeterReading["alarmRuns"][number];

/** Of all Workers together. */
export const sumReadings = (readings: readonly MeterReading[]): MeterReading =>
  combine(readings, (one, other) => one + other);

export const subtractReadings = (later: MeterReading, earlier: MeterReading): MeterReading => ({
  ...combine([later, earlier], (one, other) => one - other),
  alarmRuns: later.alarmRuns,
});

/** Over all keys. */
export const total = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

function combine(
  readings: readonly MeterReading[],
  join: (one: number, other: number) => number,
): MeterReading {
  const joinCounts = (pick: (reading: MeterReading) => Counts): Counts => {
    const keys = new Set(readings.flatMap((reading) => Object.keys(pick(reading))));
    const values = (key: string): number[] => readings.map((reading) => pick(reading)[key] ?? 0);
    return Object.fromEntries([...keys].map((key) => [key, values(key).reduce(join)]));
  };
  return {
    workerRequests: readings.map(({ workerRequests }) => workerRequests).reduce(join),
    objectRequests: joinCounts(({ objectRequests }) => objectRequests),
    activeMs: joinCounts(({ activeMs }) => activeMs),
    rowsRead: joinCounts(({ rowsRead }) => rowsRead),
    rowsWritten: joinCounts(({ rowsWritten }) => rowsWritten),
    alarmRuns: readings.flatMap(({ alarmRuns }) => alarmRuns),
  };
}
