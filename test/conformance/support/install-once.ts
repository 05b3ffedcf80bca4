import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheDirectory } from "./cache-directory.ts";

/**
 * Gives the cache folder of this name with the installation in it. `version` is all that decides what is installed; what
 * was interrupted, or is another version, is begun again.
 */
export async function installOnce(
  name: string,
  version: string,
  install: (directory: string) => Promise<unknown>,
): Promise<string> {
  const stamp = join(cacheDirectory(name), "complete");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== version) {
    rmSync(cacheDirectory(name), { recursive: true });
    await install(cacheDirectory(name));
    writeFileSync(stamp, version);
  }
  return cacheDirectory(name);
}
