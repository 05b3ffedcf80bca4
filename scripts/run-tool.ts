/** Runs a tool of `node_modules` on this very Node and passes its output on; gives its exit code. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "..");

/** `entry` is the tool's JavaScript file below node_modules: "vitest/vitest.mjs". */
export function runTool(entry: string, args: readonly string[]): number {
  const file = join(ROOT, "node_modules", entry);
  const { status } = spawnSync(process.execPath, [file, ...args], { cwd: ROOT, stdio: "inherit" });
  return status ?? 1;
}
