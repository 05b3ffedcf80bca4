import type { AlarmRun, MeterReading } from "./meter-reading.ts";

/** Sums of what Cloudflare bills, kept inside the Worker. */
export class Meter {
  readonly #sums = { objectRequests: {}, activeMs: {}, rowsRead: {}, rowsWritten: {} };
  #workerRequests = 0;
  #alarmRuns: AlarmRun[] = [];

  add(what: "objectRequests" | "activeMs" | "rowsRead" | "rowsWritten", key: string, amount: number): void {
    const counts: Record<string, number> = this.#sums[what];
    counts[key] = (counts[key] ?? 0) + amount;
  }

  addWorkerRequest(): void {
    this.#workerRequests += 1;
  }

  addAlarmRun(run: AlarmRun): void {
    this.#alarmRuns.push(run);
  }

  read(): MeterReading {
    const alarmRuns = this.#alarmRuns;
    this.#alarmRuns = [];
    return { ...this.#sums, workerRequests: this.#workerRequests, alarmRuns };
  }
}
