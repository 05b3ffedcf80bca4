/** Fails when the project outgrows what it promises: the Worker's size, its dependencies, a lockfile for any registry. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as z from "zod";
import { measureBundle } from "../bench/measure-bundle.ts";
import { buildWorker, WORKER_FILE } from "./build-worker.ts";

const MAX_GZIP_KIB = 210;
const MAX_DEPENDENCIES = 8;

const manifestSchema = z.object({ dependencies: z.record(z.string(), z.string()) });

const ROOT = join(import.meta.dirname, "..");

buildWorker();
const { kib, gzipKib } = measureBundle(dirname(WORKER_FILE));
const manifest: unknown = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const dependencies = Object.keys(manifestSchema.parse(manifest).dependencies);
const lockfile = readFileSync(join(ROOT, "package-lock.json"), "utf8");
const addresses = lockfile.match(/"resolved":\s*"[a-z+]*:/g) ?? [];

report(
  gzipKib <= MAX_GZIP_KIB,
  `the Worker is ${gzipKib.toFixed(1)} KiB gzip (${kib.toFixed(1)} KiB minified), of ${MAX_GZIP_KIB} at most`,
);
report(
  dependencies.length <= MAX_DEPENDENCIES,
  `${dependencies.length} runtime dependencies, of ${MAX_DEPENDENCIES} at most: ${dependencies.join(", ")}`,
);
report(
  addresses.length === 0,
  `${addresses.length} download addresses in package-lock.json, of 0: it must install from any registry`,
);

function report(isKept: boolean, finding: string): void {
  process.stdout.write(`${isKept ? "kept  " : "BROKEN"}  ${finding}\n`);
  if (!isKept) process.exitCode = 1;
}
