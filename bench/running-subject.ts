import { readFileSync } from "node:fs";

/** Something that answers Slack in a process of its own. */
export interface RunningSubject {
  readonly label: string;
  /** Where Slack's requests go. */
  readonly url: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** Linux counts in hundredths of a second, whatever the kernel's own clock (man 5 proc). */
const MS_PER_TICK = 10;

/** User and system time of a process so far, in milliseconds: all its threads, also those that have ended. Linux only. */
export function readCpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name of the program comes second, in brackets, and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [userTicks, systemTicks] = [Number(fields[11]), Number(fields[12])];
  return (userTicks + systemTicks) * MS_PER_TICK;
}
