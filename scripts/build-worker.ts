/** Builds the Worker as it ships, by wrangler itself, into `dist/worker/`: what the tests, budgets and benchmarks run. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
export const WORKER_FILE = join(ROOT, "dist/worker/index.js");

/** Builds unless nothing that goes into it has changed since. */
export function buildWorker(): void {
  const inputs = [join(ROOT, "src"), join(ROOT, "wrangler.toml"), join(ROOT, "package-lock.json")];
  if (existsSync(WORKER_FILE) && statSync(WORKER_FILE).mtimeMs > Math.max(...inputs.map(newestChangeMs)))
    return;
  const wrangler = join(ROOT, "node_modules/wrangler/bin/wrangler.js");
  const args = [wrangler, "deploy", "--dry-run", "--outdir", "dist/worker"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  if (status !== 0) throw new Error(`The Worker does not build:\n${stdout}\n${stderr}`);
}

function newestChangeMs(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestChangeMs(join(path, name))));
}
