/**
 * Prints benchmarks of Switchboard, beside its peers where there are some. Usage:
 * npm run bench [-- bundle|start-up|cpu|profile|fleet|operations|source|page … [--count 10,100]], where so many operations are under way at once.
 */
import { parseArgs } from "node:util";
import { benchBundleSize } from "./bundle-size.ts";
import { benchCpuPerRequest } from "./cpu-per-request.ts";
import { benchDoorProfile } from "./door-profile.ts";
import { benchFleetStatus } from "./fleet-status.ts";
import { benchOperations, DEFAULT_COUNTS } from "./operations.ts";
import { benchPage } from "./page.ts";
import { benchSource } from "./source.ts";
import { benchStartUp } from "./start-up.ts";
import { renderTable, type Table } from "./table.ts";

const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { count: { type: "string", default: DEFAULT_COUNTS.join() } },
});
const counts = values.count.split(",").map(Number);

const one = (bench: () => Promise<Table>) => async (): Promise<readonly Table[]> => [await bench()];
const BENCHMARKS: ReadonlyMap<string, () => Promise<readonly Table[]>> = new Map([
  ["bundle", one(benchBundleSize)],
  ["start-up", one(benchStartUp)],
  ["cpu", one(benchCpuPerRequest)],
  ["profile", one(benchDoorProfile)],
  ["fleet", one(benchFleetStatus)],
  ["operations", () => benchOperations(counts)],
  ["source", one(benchSource)],
  ["page", one(benchPage)],
]);

const unknown = names.filter((name) => !BENCHMARKS.has(name));
if (unknown.length > 0)
  fail(`No benchmark ${unknown.join(", ")}; there are ${[...BENCHMARKS.keys()].join(", ")}.`);
if (!counts.every((count) => Number.isInteger(count) && count >= 4))
  fail("--count takes numbers of operations with commas in between, each 4 or more.");
for (const [name, bench] of BENCHMARKS) {
  if (names.length > 0 && !names.includes(name)) continue;
  process.stderr.write(`Measuring ${name} …\n`);
  for (const table of await bench()) process.stdout.write(`${renderTable(table)}\n`);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
