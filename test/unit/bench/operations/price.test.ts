import { describe, expect, it } from "vitest";
import { addUsage, priceOf, usageOf } from "../../../../bench/operations/price.ts";

const nothing = { workerRequests: 0, objectRequests: 0, activeSeconds: 0, rowsWritten: 0, rowsRead: 0 };

describe("the price of an operation", () => {
  it("follows the list: ten minutes of polls with a row and half a second each", () => {
    const polls = { ...nothing, objectRequests: 125, activeSeconds: 60, rowsWritten: 300, rowsRead: 600 };
    // 125 requests $0.00001875, 7.68 GB-s $0.000096, 300 rows $0.0003, 600 rows read $0.0000006.
    expect(priceOf(polls)).toBeCloseTo(0.00041535, 8);
  });

  it("is that of a share of what was metered, over all objects and tables", () => {
    const reading = {
      workerRequests: 4,
      objectRequests: { OperationObject: 30, OutboxObject: 10 },
      activeMs: { OperationObject: 8_000 },
      rowsRead: {},
      rowsWritten: { "OperationObject due": 6, "OperationObject alarm": 2 },
      alarmRuns: [],
    };
    const half = { ...nothing, workerRequests: 2, objectRequests: 20, activeSeconds: 4, rowsWritten: 4 };
    expect(usageOf(reading, 0.5)).toEqual(half);
  });

  it("grows with every poll", () => {
    const poll = { ...nothing, objectRequests: 1, rowsWritten: 1 };
    expect(addUsage({ ...nothing, rowsWritten: 100 }, poll, 120)).toEqual({
      ...nothing,
      objectRequests: 120,
      rowsWritten: 220,
    });
  });
});
