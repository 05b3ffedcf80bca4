import { readdirSync, readFileSync } from "node:fs";

/** What processes take of the machine, summed. */
export interface Footprint {
  /** Resident at this moment. */
  readonly nowMib: number;
  /** The most that each ever had. */
  readonly peakMib: number;
  /** Sockets and files of the one that has most of them. */
  readonly openFiles: number;
}

/** Linux only. */
export function readFootprint(pids: readonly number[]): Footprint {
  const each = pids.map((pid) => {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const read = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) / 1_024;
    return { now: read("VmRSS"), peak: read("VmHWM"), openFiles: readdirSync(`/proc/${pid}/fd`).length };
  });
  return {
    nowMib: each.reduce((sum, { now }) => sum + now, 0),
    peakMib: each.reduce((sum, { peak }) => sum + peak, 0),
    openFiles: Math.max(...each.map(({ openFiles }) => openFiles)),
  };
}
