import { readFileSync } from "node:fs";

export interface Memory {
  /** Resident at this moment. */
  readonly nowMib: number;
  /** The most that ever was. */
  readonly peakMib: number;
}

/** Linux only. */
export function readMemory(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const read = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) / 1_024;
  return { nowMib: read("VmRSS"), peakMib: read("VmHWM") };
}
