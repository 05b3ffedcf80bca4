import { readFileSync } from "node:fs";

/** Ids of the processes that this one has started and that still run. Linux only. */
export function childProcesses(): number[] {
  const list = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim();
  return list === "" ? [] : list.split(" ").map(Number);
}
