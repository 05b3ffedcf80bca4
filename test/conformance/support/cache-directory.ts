import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Where foreign software is installed and built, outside of the checkout: it outlives the run. Made if it is missing. */
export function cacheDirectory(name: string): string {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const directory = join(base, "switchboard-conformance", name);
  mkdirSync(directory, { recursive: true });
  return directory;
}
