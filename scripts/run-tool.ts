/** Runs a tool of `node_modules` on this very Node and passes its output on; gives its exit code. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "..");

/** `entry` is the tool's JavaScript file below node_modules: "vitest/vitest.mjs"; `environment` is added to ours. */
export function runTool(
  entry: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): number {
  const file = join(ROOT, "node_modules", entry);
  const env = { ...process.env, ...environment };
  const { status } = spawnSync(process.execPath, [file, ...args], { cwd: ROOT, stdio: "inherit", env });
  return status ?? 1;
}
