import { describe, expect, it } from "vitest";
import {
  type MeterReading,
  subtractReadings,
  sumReadings,
  total,
} from "../../../../bench/operations/meter-reading.ts";

const reading = (workerRequests: number, rowsWritten: MeterReading["rowsWritten"]): MeterReading => ({
  workerRequests,
  objectRequests: {},
  activeMs: {},
  rowsRead: {},
  rowsWritten,
  alarmRuns: [{ begunLateMs: workerRequests, endedLateMs: 200 }],
});

describe("readings of the meter", () => {
  it("add up over Workers, also where one has a table that another has not", () => {
    const sum = sumReadings([reading(1, { due: 1 }), reading(2, { due: 2, lane: 4 })]);
    expect(sum).toMatchObject({ workerRequests: 3, rowsWritten: { due: 3, lane: 4 } });
    expect(sum.alarmRuns).toHaveLength(2);
  });

  it("say what was between them; runs of alarms are told once anyway", () => {
    const later = reading(5, { due: 7, lane: 1 });
    const between = subtractReadings(later, reading(3, { due: 2 }));
    expect(between).toMatchObject({ workerRequests: 2, rowsWritten: { due: 5, lane: 1 } });
    expect(between.alarmRuns).toEqual(later.alarmRuns);
  });

  it("give a total over all tables", () => {
    expect(total({ due: 7, lane: 1 })).toBe(8);
  });
});
