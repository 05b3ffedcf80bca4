/** What an operation costs by Cloudflare's list prices (developers.cloudflare.com/durable-objects/platform/pricing). */
import { type MeterReading, total } from "./meter-reading.ts";

/** US dollars for one of each. Nothing is taken off for what the plan includes. */
const DOLLARS = {
  workerRequest: 0.3e-6,
  /** A call of a method, and a run of an alarm. */
  objectRequest: 0.15e-6,
  gigabyteSecond: 12.5e-6,
  rowWritten: 1e-6,
  rowRead: 0.001e-6,
};
/** Billed for every active object, whatever it uses. */
const OBJECT_GIGABYTES = 0.128;

export interface Usage {
  readonly workerRequests: number;
  readonly objectRequests: number;
  readonly activeSeconds: number;
  readonly rowsWritten: number;
  readonly rowsRead: number;
}

export const priceOf = (usage: Usage): number =>
  usage.workerRequests * DOLLARS.workerRequest +
  usage.objectRequests * DOLLARS.objectRequest +
  usage.activeSeconds * OBJECT_GIGABYTES * DOLLARS.gigabyteSecond +
  usage.rowsWritten * DOLLARS.rowWritten +
  usage.rowsRead * DOLLARS.rowRead;

/** A share of what was metered. */
export const usageOf = (reading: MeterReading, share: number): Usage => ({
  workerRequests: reading.workerRequests * share,
  objectRequests: total(reading.objectRequests) * share,
  activeSeconds: (total(reading.activeMs) * share) / 1_000,
  rowsWritten: total(reading.rowsWritten) * share,
  rowsRead: total(reading.rowsRead) * share,
});

/** `one` and so many times `other`. */
export const addUsage = (one: Usage, other: Usage, times: number): Usage => ({
  workerRequests: one.workerRequests + other.workerRequests * times,
  objectRequests: one.objectRequests + other.objectRequests * times,
  activeSeconds: one.activeSeconds + other.activeSeconds * times,
  rowsWritten: one.rowsWritten + other.rowsWritten * times,
  rowsRead: one.rowsRead + other.rowsRead * times,
});
