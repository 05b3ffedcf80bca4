import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";

const SHARED_MEMORY = "/dev/shm";
/** In containers it is often 64 MiB, which the storage of a test run may outgrow. */
const LEAST_BYTES = 1024 ** 3;

/**
 * A temporary directory in memory, deleted when this process ends; null where there is none. Objects that are tested
 * there do not wait for the disk, which is half of what a conversation takes.
 */
export function memoryDirectory(): string | null {
  try {
    accessSync(SHARED_MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(SHARED_MEMORY);
    if (bavail * bsize < LEAST_BYTES) return null;
    const directory = mkdtempSync(join(SHARED_MEMORY, "switchboard-"));
    process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
    return directory;
  } catch {
    return null;
  }
}
