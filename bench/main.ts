/** Prints benchmarks of Switchboard beside its peers, all in one run. Usage: npm run bench [-- bundle|start-up|cpu|fleet …] */
import { benchBundleSize } from "./bundle-size.ts";
import { benchCpuPerRequest } from "./cpu-per-request.ts";
import { benchFleetStatus } from "./fleet-status.ts";
import { benchStartUp } from "./start-up.ts";
import { renderTable, type Table } from "./table.ts";

const BENCHMARKS: ReadonlyMap<string, () => Promise<Table>> = new Map([
  ["bundle", benchBundleSize],
  ["start-up", benchStartUp],
  ["cpu", benchCpuPerRequest],
  ["fleet", benchFleetStatus],
]);

const names = process.argv.slice(2);
const unknown = names.filter((name) => !BENCHMARKS.has(name));
if (unknown.length > 0) {
  process.stderr.write(
    `No benchmark ${unknown.join(", ")}; there are ${[...BENCHMARKS.keys()].join(", ")}.\n`,
  );
  process.exit(2);
}
for (const [name, bench] of BENCHMARKS) {
  if (names.length > 0 && !names.includes(name)) continue;
  process.stderr.write(`Measuring ${name} …\n`);
  process.stdout.write(`${renderTable(await bench())}\n`);
}
